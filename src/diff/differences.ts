/** Which objects two schemas do not have in common. Pure; knows no kind. */

import { equal } from '../schema/equal';
import type { SchemaObject } from '../schema/object';
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
  // Of what differed, both are at hand: no need to look for the one that has not changed.
  const pairs = new Map(base.changed.map(([key, old, now]) => [key, { old, now }]));
  for (const key of keys) {
    const pair = pairs.get(key);
    const old = (side === 'after' ? pair?.old : undefined) ?? before.byKey(key);
    const now = (side === 'before' ? pair?.now : undefined) ?? after.byKey(key);
    found.compare(key, old, now);
  }
  const untouched = <Entry extends readonly [string, ...unknown[]]>(entries: readonly Entry[]) =>
    entries.filter(([key]) => !keys.has(key));
  return {
    lost: [...untouched(base.lost), ...found.lost],
    gained: [...untouched(base.gained), ...found.gained],
    changed: [...untouched(base.changed), ...found.changed],
  };
}

/** Looks in the second only: of a schema that was just read, nothing else asks by key where all agrees. */
function compareAll(before: Schema, after: Schema): Differences {
  const found = new Finding();
  before.each((key, object) => found.compare(key, object, after.byKey(key)));
  if (before.size - found.lost.length < after.size) {
    for (const [key, object] of after.entries()) if (before.byKey(key) === undefined) found.gained.push([key, object]);
  }
  return found;
}

/** Differences while they are found. */
class Finding implements Differences {
  readonly lost: Keyed[] = [];
  readonly gained: Keyed[] = [];
  readonly changed: (readonly [string, SchemaObject, SchemaObject])[] = [];

  compare(key: string, old: SchemaObject | undefined, now: SchemaObject | undefined): void {
    if (old === now) return;
    if (old === undefined) this.gained.push([key, now as SchemaObject]);
    else if (now === undefined) this.lost.push([key, old]);
    else if (!haveSameTraits(old, now)) this.changed.push([key, old, now]);
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
