/** What is looked for before anything changes: rows that PostgreSQL would refuse later. Pure; knows no kind. */

import type { Rename } from '../diff/change';
import { type Kinds, kindOf, type PlacedId, type PlanContext } from '../schema/kind';
import type { ObjectId, SchemaObject } from '../schema/object';
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

/**
 * What objects are called until renames are made.
 *
 * @param renames - each as it is made behind the ones before it.
 */
export function formerNames(renames: readonly Rename[]): (object: PlacedId) => ObjectId {
  const lastFirst = [...renames].reverse();
  return ({ kind, path, parent }) => {
    const back = (known: readonly string[], { object, to }: Rename) => {
      const depth = to.path.length;
      const isItself = to.kind === kind && depth === known.length;
      const isAbove = depth < known.length && (depth === 1 || to.kind === parent?.kind);
      const isMeant = (isItself || isAbove) && to.path.every((name, place) => known[place] === name);
      return isMeant ? [...object.path, ...known.slice(depth)] : known;
    };
    return { kind, path: lastFirst.reduce(back, path) };
  };
}
