/** What is new needs something that the comparison leaves out, and that is not there. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { type Kinds, needsOf } from '../schema/kind';
import { formatPath, kindWords, type ObjectId } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Change } from './change';

/** What is asked, and of what. */
export interface MissingNeedsInput {
  readonly changes: readonly Change[];
  readonly after: Schema;
  /** What the entities have and the comparison leaves out, by keys. */
  readonly leftOut: ReadonlyMap<string, ObjectId>;
  /** The whole database. */
  readonly database: Schema;
  /** Whether the database was read there at all. */
  readonly isRead: (schema: string) => boolean;
  readonly kinds: Kinds;
}

/**
 * PostgreSQL would refuse it too, but only when the revision runs.
 *
 * @throws AutogenError `left-out-needed`.
 */
export function requireNeeds({ changes, after, leftOut, database, isRead, kinds }: MissingNeedsInput): void {
  if (leftOut.size === 0) return;
  for (const change of changes) {
    if (change.verb === 'drop' || change.verb === 'rename') continue;
    const object = change.verb === 'create' ? change.object : change.after;
    const missing = needsOf(kinds, object, after)
      .flatMap((key) => (database.byKey(key) === undefined ? (leftOut.get(key) ?? []) : []))
      .filter(({ path }) => isRead(path[0] as string))
      // A table rather than its columns.
      .sort((one, other) => one.path.length - other.path.length)[0];
    if (missing === undefined) continue;
    throw new AutogenError(
      'left-out-needed',
      `The ${describe(object)} needs the ${describe(missing)}, which is left out of the comparison and not in the database.`,
      {
        hint: `create the ${describe(missing)} in the database first, or let the comparison cover it: include, exclude and includeObject in the settings, synchronize in its entity`,
      },
    );
  }
}

function describe(object: ObjectId): string {
  return `${kindWords(object.kind)} ${formatPath(object)}`;
}
