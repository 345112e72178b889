/** A rename to a name that is not free before it: what holds the name steps aside. Pure; knows no kind. */

import { suffixedName } from '../postgres/sql/quote';
import { type Kinds, kindOf, needsOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Change, Rename } from './change';
import { diff, inStableOrder } from './diff';
import { differences } from './differences';
import { applyRename, within } from './renames';

/** What is to be planned. */
interface Way {
  readonly changes: readonly Change[];
  /** With all renames made. */
  readonly before: Schema;
  readonly after: Schema;
}

/**
 * A table that takes the name of one of its own constraints, or of the enum of one of its columns: that would go, or get
 * its own new name, only when the table has its new one. It gets another name for the time between.
 */
export function makeWay<Given extends Way>(given: Given, kinds: Kinds): Given {
  const { changes, before, after } = given;
  const renames = changes.filter((change) => change.verb === 'rename');
  const isBlocking = (holder: SchemaObject, now: ObjectId) => (rename: Rename) => {
    const moved = before.get(rename.to);
    if (moved === undefined || kindOf(kinds, holder).rename === undefined) return false;
    if (!shareNames(holder, moved, kinds)) return false;
    // What goes with its whole goes when that does.
    const whole = holder.parent !== null && !after.has(holder.parent) ? [holder.parent] : [];
    return [now, ...whole].some((one) => isTied(one, moved, rename, before, kinds));
  };
  const leaving = renames.length === 0 ? [] : differences(before, after).lost.map(([, object]) => object);
  const isCrowded = crowdedByMoves(renames, before, kinds);
  const going = leaving.filter((object) => renames.some(isBlocking(object, object)) || isCrowded(object));
  const waiting = renames.filter(({ object, to }) => renames.some(isBlocking(object, to)));
  for (const rename of renames) {
    // Of two that swap their names, one has to wait.
    const others = renames.filter((other) => other !== rename && isSwap(rename, other, before, kinds));
    if (others.some((other) => ![rename, other].some((one) => waiting.includes(one)))) waiting.push(rename);
  }
  if (going.length + waiting.length === 0) return given;

  const freeName = namesBeside([...before, ...after], kinds);
  const aside = (object: SchemaObject): Rename => {
    const { kind, path } = object;
    return { verb: 'rename', object, to: { kind, path: [...path.slice(0, -1), freeName(object)] } };
  };
  const steps = going.map(aside);
  const detours = waiting.map((rename) => ({ rename, step: aside(rename.object) }));
  const moved = steps.reduce((schema, step) => applyRename(schema, step, kinds), before);
  const made = [
    ...[...steps, ...detours.map(({ step }) => step)].map((step) => underOldWhole(step, renames)),
    ...detours.map(({ rename, step }) =>
      underNewWhole({ ...rename, object: { ...rename.object, path: step.to.path } }, renames),
    ),
    ...renames.filter((rename) => !waiting.includes(rename)),
  ];
  return { ...given, changes: inStableOrder([...made, ...diff(moved, after)]), before: moved };
}

/** Whether a part goes only when its whole has moved to where something else has its name. */
function crowdedByMoves(renames: readonly Rename[], before: Schema, kinds: Kinds): (object: SchemaObject) => boolean {
  const moves = renames.filter(({ object, to }) => object.path.length > 1 && object.path.at(-2) !== to.path.at(-2));
  if (moves.length === 0) return () => false;
  const holders = new Map<string, number>();
  for (const object of before) {
    for (const claim of claimsOf(object, kinds)) holders.set(claim, (holders.get(claim) ?? 0) + 1);
  }
  return (object) =>
    kindOf(kinds, object).rename !== undefined &&
    moves.some(({ to }) => object.parent !== null && keyOf(object.parent) === keyOf(to)) &&
    claimsOf(object, kinds).some((claim) => (holders.get(claim) ?? 0) > 1);
}

function claimsOf(object: SchemaObject, kinds: Kinds): readonly string[] {
  return kindOf(kinds, object).claims?.(object) ?? [];
}

function shareNames(one: SchemaObject, other: SchemaObject | undefined, kinds: Kinds): boolean {
  const names = other === undefined ? [] : claimsOf(other, kinds);
  return claimsOf(one, kinds).some((name) => names.includes(name));
}

function isSwap(one: Rename, other: Rename, before: Schema, kinds: Kinds): boolean {
  const takes = (taker: Rename, giver: Rename) => shareNames(giver.object, before.get(taker.to), kinds);
  return takes(one, other) && takes(other, one);
}

/** Whether it is a part of what is renamed, or a part of that needs it: then it cannot go before the rename. */
function isTied(object: ObjectId, moved: SchemaObject, rename: Rename, before: Schema, kinds: Kinds): boolean {
  if (isBelow(object, moved) || isBelow(object, rename.object)) return true;
  const holds = (need: string) => {
    const needed = before.byKey(need);
    return needed !== undefined && (need === keyOf(object) || isBelow(needed, object));
  };
  return before.children(moved).some((part) => needsOf(kinds, part, before).some(holds));
}

function isBelow({ path }: ObjectId, { path: above }: ObjectId): boolean {
  return above.length < path.length && above.every((name, place) => path[place] === name);
}

/** Names that nothing has, beside those that objects have. */
function namesBeside(objects: readonly SchemaObject[], kinds: Kinds): (object: SchemaObject) => string {
  const taken = new Set(objects.flatMap((object) => [...claimsOf(object, kinds)]));
  return (object) => {
    const own = claimsOf(object, kinds);
    for (let count = 0; ; count += 1) {
      const name = suffixedName(object.path.at(-1) as string, count === 0 ? '__old' : `__old${count}`);
      const named = { ...object, path: [...object.path.slice(0, -1), name] };
      const claims = claimsOf(named, kinds).filter((claim) => !own.includes(claim));
      if (claims.some((claim) => taken.has(claim))) continue;
      for (const claim of claims) taken.add(claim);
      return name;
    }
  };
}

/** It comes after the rename of what it is a part of. */
function underNewWhole(rename: Rename, renames: readonly Rename[]): Rename {
  const { parent } = rename.object;
  const whole = renames.find(({ object }) => parent !== null && keyOf(object) === keyOf(parent));
  return whole === undefined ? rename : within(rename, whole.to);
}

/** It comes before the rename of what it is a part of. */
function underOldWhole(rename: Rename, renames: readonly Rename[]): Rename {
  const { parent } = rename.object;
  const whole = renames.find(({ to }) => parent !== null && keyOf(to) === keyOf(parent));
  return whole === undefined ? rename : within(rename, whole.object);
}
