/** Which of two objects a name means that one leaves and another takes. Pure; knows no kind. */

import type { Rename } from '../diff/change';
import { keyOf, type ObjectId } from '../schema/object';

/** Keys as they are told apart: the last one that has a name is known by that alone. */
export interface NamesInTime {
  /** The key of what has the name, or of a part of it, until the rename is made. */
  before(rename: Rename, id: ObjectId): string;
  /** The same, once it is made. */
  after(rename: Rename, id: ObjectId): string;
}

/** @param renames - each as it is made behind the ones before it. */
export function namesInTime(renames: readonly Rename[]): NamesInTime {
  const places = new Map(renames.map((rename, place) => [rename, place]));
  const leftNames = new Set<string>();
  /** By the key of each name that is left and taken again: the places of those that take it. */
  const takers = new Map<string, { readonly path: readonly string[]; readonly places: number[] }>();
  for (const [place, { object, to }] of renames.entries()) {
    leftNames.add(keyOf(object));
    const key = keyOf(to);
    if (!leftNames.has(key)) continue;
    const known = takers.get(key) ?? { path: to.path, places: [] };
    known.places.push(place);
    takers.set(key, known);
  }
  const at = (id: ObjectId, place: number): string => {
    const key = keyOf(id);
    for (const [taken, { path, places }] of takers) {
      const isPart = id.path.length > path.length && path.every((name, depth) => id.path[depth] === name);
      if (taken !== key && !isPart) continue;
      const still = places.filter((taking) => taking >= place).length;
      if (still > 0) return `${key}\u0000${still} before`;
    }
    return key;
  };
  return {
    before: (rename, id) => at(id, places.get(rename) ?? renames.length),
    after: (rename, id) => at(id, (places.get(rename) ?? renames.length) + 1),
  };
}
