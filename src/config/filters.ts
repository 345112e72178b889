/** The settings that say what is compared: what is wrong with them, and what is wrong with a function's answers. */

import { AutogenError } from '../errors';
import type { KindName } from '../postgres/kinds';
import type { FilteredObject, Filters } from '../schema/filter';
import { formatId } from '../schema/object';

const ENTRIES: readonly string[] = ['schema', 'table', 'kind', 'name'];

/** What is wrong with `include` or `exclude`, as a remedy; nothing where all is well. */
export function complaintAboutFilters(
  value: unknown,
  complaintAboutName: (name: unknown) => string | undefined,
): string | undefined {
  if (!Array.isArray(value)) return 'must be a list of filters, as in [{ schema: "audit" }, { table: "legacy_*" }]';
  for (const [place, filter] of value.entries()) {
    const complaint = complaintAboutFilter(filter, complaintAboutName);
    if (complaint !== undefined) return `must have another filter ${place + 1}: ${complaint}`;
  }
  return undefined;
}

function complaintAboutFilter(
  filter: unknown,
  complaintAboutName: (name: unknown) => string | undefined,
): string | undefined {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    return 'a filter is an object, as in { table: "legacy_*" }';
  }
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (given.length === 0) return `a filter says at least one of ${ENTRIES.join(', ')}`;
  for (const [entry, value] of given) {
    if (!ENTRIES.includes(entry)) return `\`${entry}\` is none of ${ENTRIES.join(', ')}`;
    if (entry === 'kind') {
      const names = kindNames();
      if (!names.includes(value as string)) return `the kinds are ${names.join(', ')}`;
      continue;
    }
    // A name with a wildcard may be longer than the names that it stands for.
    const complaint = typeof value === 'string' && value.includes('*') ? undefined : complaintAboutName(value);
    if (complaint !== undefined) return `\`${entry}\` ${complaint}`;
  }
  return undefined;
}

/** Few settings name a kind: most commands that only read revisions load none. */
function kindNames(): readonly string[] {
  const { kinds }: typeof import('../postgres/kinds') = require('../postgres/kinds');
  return kinds.map(({ name }) => name);
}

/**
 * A user's function, whose failures name it, the object and the file.
 *
 * @throws AutogenError `include-object-failed`.
 */
export function guarded(
  includeObject: (object: FilteredObject<KindName>) => boolean,
  file: string,
): NonNullable<Filters['includeObject']> {
  const failure = (object: FilteredObject, reason: string, cause?: unknown) =>
    new AutogenError(
      'include-object-failed',
      `The function \`includeObject\` in the export \`autogen\` of ${file} ${reason} for ${formatId(object)}.`,
      { hint: `correct \`includeObject\` in ${file}: it returns true or false for any object`, at: file, cause },
    );
  return (object: FilteredObject<KindName>) => {
    let answer: unknown;
    try {
      answer = includeObject(object);
    } catch (error) {
      throw failure(object, `failed (${error instanceof Error ? error.message : String(error)})`, error);
    }
    if (typeof answer === 'boolean') return answer;
    throw failure(object, `returned ${answer instanceof Promise ? 'a promise' : String(answer)}, not true or false,`);
  };
}
