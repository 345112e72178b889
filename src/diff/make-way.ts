/** A rename to a name that is not free before it: what holds the name steps aside. Pure; knows no kind. */

import { type Kinds, kindOf, needsOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Change, Rename } from './change';
import { areLinked, diff, inStableOrder } from './diff';
import { differences } from './differences';
import { claimsOf, namesBeside } from './free-names';
import { applyRename, formerly, nowCalled, within } from './renames';

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
    // One of its own kind that takes its very name does so when it has left it.
    if (keyOf(rename.to) === keyOf(holder)) return false;
    if (!shareNames(holder, moved, kinds)) return false;
    // What goes with its whole goes when that does.
    const whole = holder.parent !== null && !after.has(holder.parent) ? [holder.parent] : [];
    return [now, ...whole].some((one) => isTied(one, moved, rename, before, kinds));
  };
  const leaving = renames.length === 0 ? [] : differences(before, after).lost.map(([, object]) => object);
  const isCrowded = crowdedByMoves(renames, before, kinds);
  const going = leaving.filter((object) => renames.some(isBlocking(object, object)) || isCrowded(object));
  const waiting = renames.filter(({ object, to }) => renames.some(isBlocking(object, to)));
  // Elsewhere their order says nothing.
  const isInOrder = areLinked(renames);
  const ahead = (rename: Rename) => (isInOrder ? renames.slice(0, renames.indexOf(rename)) : renames);
  const behind = (rename: Rename) => (isInOrder ? renames.slice(renames.indexOf(rename) + 1) : renames);
  const takes = (taker: Rename, giver: Rename) => {
    const moved = before.get(underNewWhole(taker, behind(taker)).to);
    return shareNames(giver.object, moved, kinds);
  };
  for (const rename of renames) {
    // Of two that swap their names, one has to wait.
    const others = renames.filter((other) => other !== rename && takes(rename, other) && takes(other, rename));
    if (others.some((other) => ![rename, other].some((one) => waiting.includes(one)))) waiting.push(rename);
  }
  if (going.length + waiting.length === 0) return given;

  const freeName = namesBeside(
    [...before, ...after, ...renames.map(({ object, to }) => ({ ...object, path: to.path }))],
    kinds,
  );
  const aside = (object: SchemaObject): Rename => {
    const { kind, path } = object;
    return { verb: 'rename', object, to: { kind, path: [...path.slice(0, -1), freeName(object)] } };
  };
  const steps = going.map(aside);
  const detours = waiting.map((rename) => ({ rename, step: aside(rename.object) }));
  const moved = steps.reduce((schema, step) => applyRename(schema, step, kinds), before);
  const secondSteps = new Map(
    detours.map(({ rename, step }) => {
      const second = { ...rename, object: { ...rename.object, path: step.to.path } };
      return [rename, underNewWhole(second, behind(rename))];
    }),
  );
  // What waits for its whole to have its new name comes behind that.
  const isLate = (rename: Rename) => {
    const second = secondSteps.get(rename);
    return second !== undefined && second.object.parent !== rename.object.parent;
  };
  const made = [
    ...steps.map((step) => underOldWhole(step, renames)),
    ...detours.map(({ rename, step }) => underOldWhole(step, ahead(rename))),
    ...renames.flatMap((rename) => (isLate(rename) ? [] : [secondSteps.get(rename) ?? rename])),
    ...renames.flatMap((rename) => (isLate(rename) ? (secondSteps.get(rename) ?? []) : [])),
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

function shareNames(one: SchemaObject, other: SchemaObject | undefined, kinds: Kinds): boolean {
  const names = other === undefined ? [] : claimsOf(other, kinds);
  return claimsOf(one, kinds).some((name) => names.includes(name));
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

/** It comes after the renames of what it is a part of. */
function underNewWhole(rename: Rename, renames: readonly Rename[]): Rename {
  const { parent } = rename.object;
  return parent === null ? rename : under(rename, parent, nowCalled(parent, renames));
}

/** It comes before the renames of what it is a part of. */
function underOldWhole(rename: Rename, renames: readonly Rename[]): Rename {
  const { parent } = rename.object;
  return parent === null ? rename : under(rename, parent, formerly(parent, renames));
}

/** What moves to another whole does so, whatever its own is called. */
function under(rename: Rename, parent: ObjectId, called: ObjectId): Rename {
  return called === parent ? rename : within(rename, called);
}
