/** Names that are taken over: `a` becomes `b`, while `b` becomes `c`, or `a`, or goes. Pure; knows no kind. */

import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Rename } from './change';

/** What somebody says has another name. */
export interface Move {
  readonly object: SchemaObject;
  readonly to: ObjectId;
}

/**
 * Of what is said, the renames by which one object takes the name of another that leaves it, or leaves its own to a new
 * one: in an order in which each finds its name free. One of a circle waits under another name.
 *
 * @param freeName - a name that nothing has.
 */
export function takeovers(
  said: readonly Move[],
  before: Schema,
  after: Schema,
  freeName: (object: SchemaObject) => string,
): Rename[] {
  const held = new Set<string>();
  const left = possible(said, before).filter(({ object, to }) => before.has(to) || after.has(object));
  for (const { object } of left) held.add(keyOf(object));
  const renames: Rename[] = [];
  const make = (object: SchemaObject, { kind, path }: ObjectId) => {
    renames.push({ verb: 'rename', object, to: { kind, path } });
    held.delete(keyOf(object));
  };
  while (left.length > 0) {
    const free = left.findIndex(({ to }) => !held.has(keyOf(to)));
    if (free >= 0) {
      for (const { object, to } of left.splice(free, 1)) make(object, to);
      continue;
    }
    for (const { object, to } of left.splice(0, 1)) {
      const path = [...object.path.slice(0, -1), freeName(object)];
      make(object, { kind: object.kind, path });
      left.push({ object: { ...object, path }, to });
    }
  }
  return renames;
}

/** Those whose new name is free or leaves: one more that is not so takes others along. Its own name may have a new one. */
function possible(said: readonly Move[], before: Schema): Move[] {
  let moves = said.filter(({ to }, place) => said.findIndex((other) => keyOf(other.to) === keyOf(to)) === place);
  for (;;) {
    const leaving = new Set(moves.map(({ object }) => keyOf(object)));
    const kept = moves.filter(({ to }) => !before.has(to) || leaving.has(keyOf(to)));
    if (kept.length === moves.length) return kept;
    moves = kept;
  }
}
