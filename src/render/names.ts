/** A message as the name of a class and of a file: ASCII words only, whatever the message holds. */

/** What a file's name is made of; a `RevisionHead` is one. */
interface Named {
  readonly revision: string;
  readonly message: string;
  readonly createDate: Date;
}

/** Alembic's `truncate_slug_length`, in characters. */
const SLUG_LENGTH = 40;

/** Enough to tell classes apart; the file's doc comment has the whole message. */
const CLASS_LENGTH = 60;

/**
 * `AddVotesTable1795186980000`: the message's words, then the creation time in milliseconds since 1970, 13 digits,
 * which is where TypeORM reads a migration's timestamp from. A message without a usable first word gets `Revision`.
 */
export function className(message: string, createDate: Date): string {
  const words = truncated(wordsOf(message), CLASS_LENGTH, '').map(
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  const name = words.join('');
  const prefix = /^[A-Z]/.test(name) ? '' : 'Revision';
  return `${prefix}${name}${createDate.getTime().toString().padStart(13, '0')}`;
}

/**
 * `2026_11_20_1503-cfcc4fd02d18_add_votes_table.ts`, in UTC: Alembic's suggested template, so that files sort by time.
 * Never a path: what could leave the folder is replaced by `_`, in the revision identifier as well.
 */
export function fileName(head: Named): string {
  const time = head.createDate.toISOString().slice(0, 16).replace(/[-T]/g, '_').replace(':', '');
  const slug = truncated(wordsOf(head.message), SLUG_LENGTH, '_').join('_').toLowerCase();
  const revision = head.revision.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 128);
  return `${time}-${revision}${slug === '' ? '' : `_${slug}`}.ts`;
}

/** Runs of ASCII letters and digits; accents are dropped, other scripts separate. */
function wordsOf(message: string): readonly string[] {
  return (
    message
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[A-Za-z0-9]+/g) ?? []
  );
}

/** The leading words that fit into `length` characters when joined; a first word that does not is cut. */
function truncated(words: readonly string[], length: number, separator: string): readonly string[] {
  const kept: string[] = [];
  let used = 0;
  for (const word of words) {
    used += (kept.length === 0 ? 0 : separator.length) + word.length;
    if (used > length) return kept.length === 0 ? [word.slice(0, length)] : kept;
    kept.push(word);
  }
  return kept;
}
