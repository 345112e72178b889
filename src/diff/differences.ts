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

/** One of the two was made from a schema that was compared with the other: only what was changed is compared again. */
function fromOrigin(before: Schema, after: Schema): Differences | undefined {
  const [left, right] = [before.origin, after.origin];
  const origin =
    left !== undefined && recall(left.schema, after) !== undefined
      ? { known: recall(left.schema, after), changed: left.changed }
      : right !== undefined && { known: recall(before, right.schema), changed: right.changed };
  if (!origin || origin.known === undefined) return undefined;
  const touched = new Set(origin.changed);
  const untouched = <Entry extends readonly [string, ...unknown[]]>(entries: readonly Entry[]) =>
    entries.filter(([key]) => !touched.has(key));
  const found = new Finding();
  for (const key of touched) found.compare(key, before.byKey(key), after.byKey(key));
  return {
    lost: [...untouched(origin.known.lost), ...found.lost],
    gained: [...untouched(origin.known.gained), ...found.gained],
    changed: [...untouched(origin.known.changed), ...found.changed],
  };
}

function compareAll(before: Schema, after: Schema): Differences {
  const found = new Finding();
  for (const [key, object] of after.entries()) found.compare(key, before.byKey(key), object);
  if (after.size - found.gained.length < before.size) {
    for (const [key, object] of before.entries()) if (after.byKey(key) === undefined) found.lost.push([key, object]);
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
