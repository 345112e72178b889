/** What is looked for before anything changes: rows that PostgreSQL would refuse later. Pure; knows no kind. */

import type { Rename } from '../diff/change';
import { type Kinds, kindOf, type PlacedId, type PlanContext } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Operation } from '../schema/operation';

/** One look at rows. */
export interface Probe {
  /** What the rows are asked for: as it is to be. */
  readonly subject: SchemaObject;
  readonly operation: Operation;
  /** Whether rows in the way can be given what they lack, as a part of the change. */
  readonly isFillable: boolean;
}

/**
 * The probes for objects that are made or changed, in their order.
 *
 * @param made - objects as they are to be, with what they are until then; nothing where they are made anew.
 */
export function probesFor(
  made: Iterable<readonly [before: SchemaObject | undefined, after: SchemaObject]>,
  kinds: Kinds,
  context: PlanContext,
): Probe[] {
  return [...made].flatMap(([before, after]) => {
    // A new table has no rows.
    if (after.parent === null || !context.before.has(after.parent)) return [];
    const kind = kindOf(kinds, after);
    const isFillable = kind.unfilled?.(before, after) !== undefined;
    const operations = kind.probes?.(before, after, context) ?? [];
    return operations.map((operation): Probe => ({ subject: after, operation, isFillable }));
  });
}

/** What objects are called until renames are made; each has one new name, its own or that of what it is a part of. */
export function formerNames(renames: readonly Rename[]): (object: PlacedId) => ObjectId {
  const byNewName = new Map(renames.map(({ object, to }) => [keyOf(to), object.path.at(-1) as string]));
  return ({ kind, path, parent }) => {
    const whole = parent === null ? undefined : byNewName.get(keyOf(parent));
    const above = path.slice(0, -1);
    const oldAbove = whole === undefined ? above : [...above.slice(0, -1), whole];
    // A part may have got its new name before its whole got its own.
    const last = [above, oldAbove].map((one) => byNewName.get(keyOf({ kind, path: [...one, path.at(-1) as string] })));
    return { kind, path: [...oldAbove, last.find((name) => name !== undefined) ?? (path.at(-1) as string)] };
  };
}
