/** Two schemas → what differs. Pure; knows no kind. */

import { keyOf } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Change, Rename } from './change';
import { differences, differingTraits } from './differences';

/**
 * Every difference between two schemas, trait by trait: drops first, in the order of `before`, then creations and
 * alterations in the order of `after`. What was renamed must have its new name on both sides already.
 */
export function diff(before: Schema, after: Schema): Change[] {
  const { lost, gained, changed } = differences(before, after);
  const drops = lost.map(([, object]): Change => ({ verb: 'drop', object }));
  if (gained.length + changed.length === 0) return drops;
  const changes = new Map<string, Change[]>();
  for (const [key, object] of gained) changes.set(key, [{ verb: 'create', object }]);
  for (const [key, old, object] of changed) {
    const alter = (trait: string): Change => ({ verb: 'alter', trait, before: old, after: object });
    changes.set(key, differingTraits(old, object).map(alter));
  }
  const inOrder: Change[] = [];
  for (const [key] of after.entries()) inOrder.push(...(changes.get(key) ?? []));
  return [...drops, ...inOrder];
}

/**
 * By schema and by the name of what stands in it: the order of entity files is nobody's intention. What is about one
 * table keeps its own order; and renames do, first of all, where one has to do with the name of another.
 */
export function inStableOrder(changes: readonly Change[]): Change[] {
  const renames = changes.filter((change) => change.verb === 'rename');
  if (areLinked(renames)) return [...renames, ...sorted(changes.filter((change) => change.verb !== 'rename'))];
  return sorted(changes);
}

function sorted(changes: readonly Change[]): Change[] {
  return [...changes].sort((one, other) => {
    const [a, b] = [placeOf(one), placeOf(other)];
    return compareNames(a[0], b[0]) || compareNames(a[1], b[1]);
  });
}

/** Whether one takes a name that another one has left, or leaves one that it has taken. */
export function areLinked(renames: readonly Rename[]): boolean {
  const taken = new Set(renames.map(({ to }) => keyOf(to)));
  return renames.some(({ object }) => taken.has(keyOf(object)));
}

/** What is renamed stands beside what is else done to it, which has the new name. */
function placeOf(change: Change): readonly string[] {
  switch (change.verb) {
    case 'rename':
      return change.to.path;
    case 'alter':
      return change.after.path;
    default:
      return change.object.path;
  }
}

function compareNames(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
