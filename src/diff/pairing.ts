/** Which of several lost objects is which of several new ones that look the same. Pure; knows no kind. */

import { type Kinds, needsOf, providesOf } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/** A lost object, and the new one that it has become. */
export interface Pair {
  readonly lost: SchemaObject;
  readonly gained: SchemaObject;
}

/**
 * Of all pairs that may be, those that belong together: used by the same objects, else of similar names, else in their
 * order. Each object is in one pair at most.
 *
 * @param pairs - all that may be, in the order that decides last.
 */
export function pairUp(pairs: readonly Pair[], before: Schema, after: Schema, kinds: Kinds): Pair[] {
  const [usersBefore, usersAfter] = [usersIn(before, kinds), usersIn(after, kinds)];
  const ranked = isAmbiguous(pairs)
    ? pairs
        .map((pair) => {
          const users = usersAfter(pair.gained);
          const common = [...usersBefore(pair.lost)].filter((user) => users.has(user)).length;
          return { pair, common, likeness: nameLikeness(lastName(pair.lost), lastName(pair.gained)) };
        })
        .sort((one, other) => other.common - one.common || other.likeness - one.likeness)
        .map(({ pair }) => pair)
    : pairs;
  const taken = new Set<SchemaObject>();
  const chosen = new Set<Pair>();
  for (const pair of ranked) {
    if (taken.has(pair.lost) || taken.has(pair.gained)) continue;
    taken.add(pair.lost).add(pair.gained);
    chosen.add(pair);
  }
  return pairs.filter((pair) => chosen.has(pair));
}

function isAmbiguous(pairs: readonly Pair[]): boolean {
  const objects = pairs.flatMap(({ lost, gained }) => [lost, gained]);
  return new Set(objects).size < objects.length;
}

/** The keys of the objects that need an object. The index is built when somebody is asked for first. */
function usersIn(schema: Schema, kinds: Kinds): (object: SchemaObject) => ReadonlySet<string> {
  let index: Map<string, Set<string>> | undefined;
  return (object) => {
    if (index === undefined) {
      index = new Map();
      for (const [key, user] of schema.entries()) {
        for (const need of needsOf(kinds, user, schema)) {
          const known = index.get(need);
          if (known === undefined) index.set(need, new Set([key]));
          else known.add(key);
        }
      }
    }
    return new Set(providesOf(kinds, object).flatMap((token) => [...(index?.get(token) ?? [])]));
  };
}

function lastName({ path }: SchemaObject): string {
  return path.at(-1) ?? '';
}

/** How many characters two names share at both ends. */
export function nameLikeness(one: string, other: string): number {
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  while (start < shortest && one[start] === other[start]) start += 1;
  let end = 0;
  while (start + end < shortest && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return start + end;
}
