/** Which objects two schemas do not have in common. Pure; knows no kind. */

import { equal } from '../schema/equal';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/** An object by its key. */
export type Keyed = readonly [key: string, object: SchemaObject];

/** What is left of two schemas when all that agrees is taken away. */
export interface Differences {
  /** Only in the first. */
  readonly lost: readonly Keyed[];
  /** Only in the second. */
  readonly gained: readonly Keyed[];
  /** In both, with different traits. */
  readonly changed: readonly (readonly [key: string, before: SchemaObject, after: SchemaObject])[];
}

const known = new WeakMap<Schema, WeakMap<Schema, Differences>>();

/** Found once for each pair of schemas, however many stages ask. */
export function differences(before: Schema, after: Schema): Differences {
  const found = recall(before, after) ?? fromOrigin(before, after) ?? compareAll(before, after);
  const others = known.get(before) ?? new WeakMap<Schema, Differences>();
  known.set(before, others.set(after, found));
  return found;
}

function recall(before: Schema, after: Schema): Differences | undefined {
  return known.get(before)?.get(after);
}

/** What is known of a schema that one of the two was made from, and the keys of what has changed since. */
function baseOf(before: Schema, after: Schema) {
  const { origin: left } = before;
  const { origin: right } = after;
  const [byLeft, byRight] = [left && recall(left.schema, after), right && recall(before, right.schema)];
  if (left !== undefined && byLeft !== undefined) return { base: byLeft, keys: new Set(left.changed), side: 'before' };
  if (right !== undefined && byRight !== undefined)
    return { base: byRight, keys: new Set(right.changed), side: 'after' };
  return undefined;
}

/** One of the two was made from a schema that was compared with the other: only what has changed is compared again. */
function fromOrigin(before: Schema, after: Schema): Differences | undefined {
  const known = baseOf(before, after);
  if (known === undefined) return undefined;
  const { base, keys, side } = known;
  const found = new Finding();
  // Of what differed, the one that has not changed is at hand: nothing needs to be looked for.
  const unchanged = new Map<string, SchemaObject | undefined>();
  for (const [key, old] of base.lost) if (keys.has(key)) unchanged.set(key, side === 'after' ? old : undefined);
  for (const [key, now] of base.gained) if (keys.has(key)) unchanged.set(key, side === 'before' ? now : undefined);
  for (const [key, old, now] of base.changed) if (keys.has(key)) unchanged.set(key, side === 'after' ? old : now);
  const find = (schema: Schema, key: string) => (unchanged.has(key) ? unchanged.get(key) : schema.byKey(key));
  for (const key of keys) {
    const old = side === 'after' ? find(before, key) : before.byKey(key);
    const now = side === 'before' ? find(after, key) : after.byKey(key);
    if (old !== undefined && now !== undefined) found.compare(old, now);
    else if (old !== undefined) found.lost.push([key, old]);
    else if (now !== undefined) found.gained.push([key, now]);
  }
  const untouched = <Entry extends readonly [string, ...unknown[]]>(entries: readonly Entry[]) =>
    entries.filter(([key]) => !keys.has(key));
  return {
    lost: [...untouched(base.lost), ...found.lost],
    gained: [...untouched(base.gained), ...found.gained],
    changed: [...untouched(base.changed), ...found.changed],
  };
}

/** How far ahead an object is looked for: most stand in the same order on both sides. */
const AHEAD = 64;

/**
 * Goes through both at once, table by table: where all agrees, no key is ever made. What does not come in the same order
 * is looked for by its key at the end.
 */
function compareAll(before: Schema, after: Schema): Differences {
  const found = new Finding();
  const [olds, nows] = [before.list(), after.list()];
  const left: SchemaObject[] = [];
  const skipped = new Map<string, SchemaObject>();
  let next = 0;
  const skipTo = (place: number) => {
    for (; next < place; next += 1) skipped.set(keyOf(nows[next] as SchemaObject), nows[next] as SchemaObject);
  };
  for (const old of olds) {
    const place = placeOf(old, nows, next);
    if (place === undefined) left.push(old);
    else {
      skipTo(place);
      found.compare(old, nows[next] as SchemaObject);
      next += 1;
    }
  }
  skipTo(nows.length);
  for (const old of left) {
    const key = keyOf(old);
    const now = skipped.get(key);
    skipped.delete(key);
    if (now === undefined) found.lost.push([key, old]);
    else found.compare(old, now);
  }
  found.gained.push(...skipped);
  return found;
}

function placeOf(object: SchemaObject, list: readonly SchemaObject[], from: number): number | undefined {
  const to = Math.min(list.length, from + AHEAD);
  for (let place = from; place < to; place += 1) if (areSame(object, list[place] as SchemaObject)) return place;
  return undefined;
}

function areSame(one: SchemaObject, other: SchemaObject): boolean {
  const { path: a } = one;
  const { path: b } = other;
  if (one.kind !== other.kind || a.length !== b.length) return false;
  // The last name differs most often.
  for (let place = a.length - 1; place >= 0; place -= 1) if (a[place] !== b[place]) return false;
  return true;
}

/** Differences while they are found. */
class Finding implements Differences {
  readonly lost: Keyed[] = [];
  readonly gained: Keyed[] = [];
  readonly changed: (readonly [string, SchemaObject, SchemaObject])[] = [];

  compare(old: SchemaObject, now: SchemaObject): void {
    if (old !== now && !haveSameTraits(old, now)) this.changed.push([keyOf(old), old, now]);
  }
}

type Traits = Readonly<Record<string, unknown>>;

/** The names of the traits in which two objects of one kind differ. */
export function differingTraits(one: SchemaObject, other: SchemaObject): string[] {
  const [a, b] = [one.traits, other.traits] as [Traits, Traits];
  const differing: string[] = [];
  for (const trait in b) if (!equal(a[trait], b[trait])) differing.push(trait);
  return differing;
}

/** Whether two objects of one kind differ in nothing; stops at the first difference. */
function haveSameTraits(one: SchemaObject, other: SchemaObject): boolean {
  const [a, b] = [one.traits, other.traits] as [Traits, Traits];
  for (const trait in b) if (a[trait] !== b[trait] && !equal(a[trait], b[trait])) return false;
  return true;
}
