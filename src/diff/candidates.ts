/** New objects that a lost one may have become. Pure; knows no kind. */

import { equal } from '../schema/equal';
import { type Kinds, kindOf, needsOf } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import { differences } from './differences';
import { nameLikeness } from './pairing';

/** How alike two objects must be for a question: half of their parts have the same name. */
const LIKELY = 0.5;

/** For each lost object the new ones that it may be, the likeliest first; equally likely ones in their own order. */
export function candidatesFor(
  lost: readonly SchemaObject[],
  before: Schema,
  after: Schema,
  kinds: Kinds,
): readonly (readonly SchemaObject[])[] {
  const beside = lost.map((object) =>
    gainedFor(object, before, after, kinds).filter(
      (gained) => kindOf(kinds, object).rename?.mayBe?.(object, gained) ?? true,
    ),
  );
  const byName = lost.map((object, place) =>
    (beside[place] ?? []).filter((gained) => likeness(object, gained, before, after, kinds) >= LIKELY),
  );
  // What the lost ones refer to may be lost as well, and be one of these under its new name.
  const mayBecome = new Map(lost.map((object, place) => [keyOf(object), (byName[place] ?? []).map(keyOf)]));
  return lost.map((object, place) => {
    const score = (gained: SchemaObject) => {
      const known = likeness(object, gained, before, after, kinds);
      return known < LIKELY && hasSameShape(object, gained, before, after, kinds, mayBecome) ? LIKELY : known;
    };
    return (beside[place] ?? [])
      .map((gained) => ({
        gained,
        score: score(gained),
        common: commonReferences(object, gained, before, after, kinds),
        name: nameLikeness(object.path.at(-1) as string, gained.path.at(-1) as string),
      }))
      .filter((candidate) => candidate.score >= LIKELY)
      .sort((one, other) => other.score - one.score || other.common - one.common || other.name - one.name)
      .map(({ gained }) => gained);
  });
}

/** New objects of the same kind in the same place, or under the same name in another one. */
export function gainedFor(lost: SchemaObject, before: Schema, after: Schema, kinds: Kinds): SchemaObject[] {
  const { elsewhere } = kindOf(kinds, lost).rename ?? {};
  return differences(before, after).gained.flatMap(([, object]) =>
    object.kind === lost.kind && (sameParent(lost, object) || (elsewhere && hasMoved(lost, object))) ? [object] : [],
  );
}

/** All that is wanted where an object is, or under its name elsewhere: names that it may take over. */
export function placesFor(object: SchemaObject, after: Schema, kinds: Kinds): SchemaObject[] {
  const { elsewhere } = kindOf(kinds, object).rename ?? {};
  return after
    .list()
    .filter(
      (other) =>
        other.kind === object.kind &&
        keyOf(other) !== keyOf(object) &&
        (sameParent(object, other) || (elsewhere && hasMoved(object, other))),
    );
}

/** Whether two objects of one kind have one name in two places. */
export function hasMoved(lost: SchemaObject, gained: SchemaObject): boolean {
  return lost.path.at(-1) === gained.path.at(-1) && !sameParent(lost, gained);
}

function sameParent(one: SchemaObject, other: SchemaObject): boolean {
  if (one.parent === null || other.parent === null) return one.parent === other.parent;
  return keyOf(one.parent) === keyOf(other.parent);
}

function traitOf(object: SchemaObject, trait: string): unknown {
  return (object.traits as Readonly<Record<string, unknown>>)[trait];
}

/** The parts whose names are asked about: a table's columns. */
function partsOf(object: SchemaObject, schema: Schema, kinds: Kinds): SchemaObject[] {
  return schema.children(object).filter((part) => kindOf(kinds, part).rename?.decide === 'ask');
}

/** Between 0 and 1: the share of equal traits, or of parts with the same name where there are parts. */
function likeness(lost: SchemaObject, gained: SchemaObject, before: Schema, after: Schema, kinds: Kinds): number {
  const traits = Object.keys(lost.traits);
  if (traits.length > 0) {
    const same = traits.filter((trait) => equal(traitOf(lost, trait), traitOf(gained, trait)));
    return LIKELY + (LIKELY * same.length) / traits.length;
  }
  const [old, now] = [[before, lost] as const, [after, gained] as const].map(([schema, object]) =>
    partsOf(object, schema, kinds).map((part) => `${part.kind}\u0000${part.path.at(-1)}`),
  );
  const common = old?.filter((part) => now?.includes(part)).length ?? 0;
  return common / Math.max(old?.length ?? 0, now?.length ?? 0, 1);
}

/**
 * Whether two objects refer to the same others, at least to one, and have parts of the same traits, whatever their
 * names: the columns of a join table are named after what they refer to, and change with it.
 */
function hasSameShape(
  lost: SchemaObject,
  gained: SchemaObject,
  before: Schema,
  after: Schema,
  kinds: Kinds,
  mayBecome: ReadonlyMap<string, readonly string[]>,
): boolean {
  const [from, to] = [referredBy(lost, before, kinds), referredBy(gained, after, kinds)];
  const meets = (key: string) => to.has(key) || mayBecome.get(key)?.some((other) => to.has(other)) === true;
  if (from.size === 0 || from.size !== to.size || ![...from].every(meets)) return false;
  const left = partsOf(gained, after, kinds);
  for (const part of partsOf(lost, before, kinds)) {
    const place = left.findIndex((other) => other.kind === part.kind && equal(other.traits, part.traits));
    if (place < 0) return false;
    left.splice(place, 1);
  }
  return left.length === 0;
}

/** Of what is elsewhere, how much is referred to by way of both: a column's foreign key leads to another table. */
function commonReferences(
  lost: SchemaObject,
  gained: SchemaObject,
  before: Schema,
  after: Schema,
  kinds: Kinds,
): number {
  const now = referredThrough(gained, after, kinds);
  return [...referredThrough(lost, before, kinds)].filter((key) => now.has(key)).length;
}

/** What parts of the same whole need beside an object that they need: nothing of that whole. */
function referredThrough(object: SchemaObject, schema: Schema, kinds: Kinds): ReadonlySet<string> {
  const { parent } = object;
  if (parent === null || object.path.length < 3) return new Set();
  const own = keyOf(object);
  const users = schema.children(parent).map((part) => needsOf(kinds, part, schema));
  const isElsewhere = (key: string) => {
    const needed = schema.byKey(key);
    return needed !== undefined && keyOf(needed) !== keyOf(parent) && needed.kind === parent.kind;
  };
  return new Set(users.flatMap((needs) => (needs.includes(own) ? needs.filter(isElsewhere) : [])));
}

/** The keys of other objects of its kind that its parts need: the tables that foreign keys refer to. */
function referredBy(object: SchemaObject, schema: Schema, kinds: Kinds): ReadonlySet<string> {
  const own = keyOf(object);
  const needs = schema.children(object).flatMap((part) => needsOf(kinds, part, schema));
  return new Set(needs.filter((key) => key !== own && schema.byKey(key)?.kind === object.kind));
}
