/** The one quoting writer: every name and every value that reaches SQL goes through here. Leaf: knows no kind. */

/** `users` → `"users"`; always quoted, so that no list of reserved words is needed. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `("app", "users")` → `"app"."users"`. */
export function quotePath(...names: readonly string[]): string {
  return names.map(quoteIdentifier).join('.');
}

/** `("a", "b")` → `"a", "b"`. */
export function quoteList(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}

/**
 * A string constant. With a backslash inside it becomes `E'…'`, which reads the same whatever
 * `standard_conforming_strings` says.
 */
export function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** A block of several lines between dollar quotes, under a tag that does not occur in it. */
export function quoteBlock(text: string): string {
  let tag = '$block$';
  for (let count = 1; text.includes(tag); count += 1) tag = `$block${count}$`;
  return `${tag}\n${text}\n${tag}`;
}

/**
 * A name as a person would write it in SQL: bare when it is lower-case and plain, quoted otherwise. For messages and
 * flags only; reserved words stay bare here, which no parser of ours minds.
 */
export function displayName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdentifier(name);
}

/**
 * The names of a path that a person wrote, the way back from {@link displayName}: `public."Mixed"` → `public`, `Mixed`.
 * What has no quotes is taken as it stands, because a shell may have eaten them.
 *
 * @returns `undefined` where a name is empty (but for `""`: a label may be), or a quote is left open.
 */
export function readPath(text: string): string[] | undefined {
  const part = /(?:"((?:[^"]|"")*)"|([^".]+))(\.|$)/y;
  const names: string[] = [];
  for (let hasMore = true; hasMore; ) {
    const match = part.exec(text);
    if (match === null) return undefined;
    names.push(match[1]?.replaceAll('""', '"') ?? (match[2] as string));
    hasMore = match[3] === '.';
  }
  return names;
}

/** The longest name PostgreSQL keeps, in bytes (`NAMEDATALEN - 1`). */
export const MAX_NAME_BYTES = 63;

/** What PostgreSQL stores when it is given `name`: at most 63 bytes, never half a character. */
export function truncateName(name: string): string {
  if (name.length <= MAX_NAME_BYTES / 4 || Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  return clip(name, MAX_NAME_BYTES);
}

/** What to say of a name that PostgreSQL has cut, or may have: it cuts whole characters of up to four bytes. */
export function cutRemark(name: string): string {
  return Buffer.byteLength(name) > MAX_NAME_BYTES - 4 ? `, as PostgreSQL keeps ${MAX_NAME_BYTES} bytes of a name` : '';
}

/** `status__old`, with the name shortened where PostgreSQL would cut the suffix off. */
export function suffixedName(name: string, suffix: string): string {
  return clip(name, MAX_NAME_BYTES - Buffer.byteLength(suffix)) + suffix;
}

/** The longest prefix of `text` that fits into `bytes` bytes of UTF-8 without splitting a character. */
function clip(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}

/**
 * The name that PostgreSQL chooses for an implicit object: `table_column_seq`, both parts shortened alike until the
 * whole fits. Source: `makeObjectName` in PostgreSQL's src/backend/commands/indexcmds.c.
 */
export function implicitName(first: string, second: string, label: string): string {
  const available = MAX_NAME_BYTES - Buffer.byteLength(label) - 2;
  let firstBytes = Buffer.byteLength(first);
  let secondBytes = Buffer.byteLength(second);
  while (firstBytes + secondBytes > available) {
    if (firstBytes > secondBytes) firstBytes -= 1;
    else secondBytes -= 1;
  }
  return `${clip(first, firstBytes)}_${clip(second, secondBytes)}_${label}`;
}
