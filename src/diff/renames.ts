/** Objects that were lost and found under another name. Pure; knows no kind. */

import { equal } from '../schema/equal';
import { type Kind, type Kinds, kindOf, needsOf, providesOf } from '../schema/kind';
import { keyOf, type ObjectId, pathAfter, type SchemaObject } from '../schema/object';
import { Schema } from '../schema/schema';
import type { Answers } from './answers';
import { candidatesFor, gainedFor, hasMoved, placesFor } from './candidates';
import type { Loss, Rename } from './change';
import { type Differences, differences, type Keyed } from './differences';
import { claimsOf, namesBeside } from './free-names';
import { pairUp } from './pairing';
import { type Move, takeovers } from './takeovers';

/**
 * Renames that a person has answered, and questions not answered yet. Tables come before their columns: a column's
 * rename is found once its table has its new name.
 */
export function findRenames(
  before: Schema,
  after: Schema,
  kinds: Kinds,
  answers: Answers,
  strangers: ReadonlySet<string> = new Set(),
): { readonly renames: readonly Rename[]; readonly questions: readonly Loss[]; readonly before: Schema } {
  const renames: Rename[] = [];
  const questions: Loss[] = [];
  let current = before;
  /** Keys of what goes while another one takes its name. */
  const going = new Set<string>();
  const make = (rename: Rename) => {
    renames.push(rename);
    current = applyRename(current, rename, kinds);
  };
  for (const kind of kinds.values()) {
    if (kind.rename?.decide !== 'ask') continue;
    for (const rename of findLeavers(current, after, { kind, kinds, answers, renames })) {
      going.add(keyOf(rename.to));
      make(rename);
    }
    for (const rename of findTakeovers(current, after, { kind, kinds, answers, renames })) make(rename);
    for (const lost of only(differences(current, after), kind).lost) {
      if (!staysWithParent(lost, after) || going.has(keyOf(lost))) continue;
      const former = formerId(lost, renames);
      const chosen =
        answers.renamed(lost, former, gainedFor(lost, current, after, kinds)) ??
        answers.moved(lost, former, () => gainedFar(lost, current, after, kinds));
      if (chosen === undefined) continue;
      for (const rename of stepsTo(lost, chosen)) make(rename);
      const along = renameAlong(lost, chosen, current, after, kind);
      if (along !== undefined) make(along);
    }
    // What becomes of a part follows from what becomes of its whole.
    const asked = new Set(questions.map(({ lost }) => keyOf(lost)));
    const isOfAsked = ({ parent }: SchemaObject) => parent !== null && asked.has(keyOf(parent));
    const open = only(differences(current, after), kind).lost.filter(
      (lost) =>
        staysWithParent(lost, after) &&
        !going.has(keyOf(lost)) &&
        !isOfAsked(lost) &&
        (strangers.has(keyOf(lost)) || !answers.dropped(lost, formerId(lost, renames))),
    );
    const mayKeep = kind.disappear === 'ask' || kind.disappear === 'keep';
    candidatesFor(open, current, after, kinds).forEach((candidates, place) => {
      const lost = open[place] as SchemaObject;
      const mayDrop = !strangers.has(keyOf(lost));
      if (candidates.length > 0 || mayKeep) questions.push({ lost, candidates, mayKeep, mayDrop });
    });
  }
  return { renames, questions, before: current };
}

/** PostgreSQL gives an object another name and moves it one after the other. */
function stepsTo(lost: SchemaObject, { kind, path }: ObjectId): Rename[] {
  if (lost.path.at(-1) === path.at(-1) || lost.path.at(-2) === path.at(-2)) {
    return [{ verb: 'rename', object: lost, to: { kind, path } }];
  }
  const named = { ...lost, path: nameThere(lost, path) };
  return [
    { verb: 'rename', object: lost, to: { kind, path: named.path } },
    { verb: 'rename', object: named, to: { kind, path } },
  ];
}

/** Its place, under the name that it has in another one. */
function nameThere({ path }: ObjectId, there: readonly string[]): readonly string[] {
  return [...path.slice(0, -1), there.at(-1) as string];
}

/** New objects in other places whose names it may have before it moves there. */
function gainedFar(lost: SchemaObject, before: Schema, after: Schema, kinds: Kinds): SchemaObject[] {
  if (kindOf(kinds, lost).rename?.elsewhere === undefined) return [];
  const taken = new Set([...before, ...after].flatMap((object) => claimsOf(object, kinds)));
  const isFree = ({ path }: SchemaObject) =>
    claimsOf({ ...lost, path: nameThere(lost, path) }, kinds).every((claim) => !taken.has(claim));
  return only(differences(before, after), kindOf(kinds, lost)).gained.filter(
    (gained) => lost.path.at(-2) !== gained.path.at(-2) && !hasMoved(lost, gained) && isFree(gained),
  );
}

/** What is known while the renames of one kind are looked for. */
interface Given {
  readonly kind: Kind;
  readonly kinds: Kinds;
  readonly answers: Answers;
  /** Made before. */
  readonly renames: readonly Rename[];
}

/**
 * What people say goes while another one takes its name: it gets a name that nothing has, under which it is lost. What
 * was named after it goes with it, where nothing else needs that.
 */
function findLeavers(before: Schema, after: Schema, given: Given): Rename[] {
  const { kind, kinds, answers, renames } = given;
  const moves = saidMoves(before, after, given);
  if (moves.size === 0) return [];
  const freeName = namesBeside([...before, ...after], kinds);
  return [...moves].flatMap(([object, to]) => {
    const holder = before.get(to);
    if (holder === undefined || moves.has(holder) || !answers.dropped(holder, formerId(holder, renames))) return [];
    const away = (one: SchemaObject): Rename => {
      const path = [...one.path.slice(0, -1), freeName(one)];
      return { verb: 'rename', object: one, to: { kind: one.kind, path } };
    };
    const along = kind.rename?.along?.(object, to) ?? undefined;
    const follower = along === undefined || after.has(along.from) ? undefined : before.get(along.to);
    const isOwn = follower !== undefined && isNeededBy([holder], follower, before, kinds);
    return [away(holder), ...(isOwn ? [away(follower)] : [])];
  });
}

/** Whether nothing but these needs an object. */
function isNeededBy(users: readonly SchemaObject[], needed: SchemaObject, schema: Schema, kinds: Kinds): boolean {
  const keys = providesOf(kinds, needed);
  const other = schema.find(
    (object) => !users.includes(object) && needsOf(kinds, object, schema).some((need) => keys.includes(need)),
  );
  return other === undefined;
}

/** By the objects, where people say that they are now: names that are wanted, whoever has them until then. */
function saidMoves(before: Schema, after: Schema, { kind, kinds, answers, renames }: Given) {
  const moves = new Map<SchemaObject, SchemaObject>();
  if (!answers.speakOfRenames) return moves;
  for (const object of before) {
    if (object.kind !== kind.name) continue;
    const to = answers.saidOf(object, formerId(object, renames), () => placesFor(object, after, kinds));
    if (to !== undefined) moves.set(object, to);
  }
  return moves;
}

/** What people say has taken the name of something that has another one itself, with what was named after it. */
function findTakeovers(before: Schema, after: Schema, given: Given): Rename[] {
  const { kind, kinds, answers, renames } = given;
  const moves = saidMoves(before, after, given);
  if (moves.size === 0) return [];
  const freeName = namesBeside([...before, ...after], kinds);
  const made = takeovers(
    [...moves].map(([object, to]): Move => ({ object, to })),
    before,
    after,
    freeName,
  );
  for (const [object, to] of moves) {
    const holder = after.has(to) && !made.some((rename) => keyOf(rename.to) === keyOf(to)) ? before.get(to) : undefined;
    if (holder !== undefined) answers.refuseName(object, formerId(object, renames), holder);
  }
  const taken = [...moves].filter(([, to]) => made.some((rename) => keyOf(rename.to) === keyOf(to)));
  const along = taken.flatMap(([object, to]): Move[] => {
    answers.renamed(object, formerId(object, renames), [to]);
    const named = kind.rename?.along?.(object, to) ?? undefined;
    const follower = named === undefined ? undefined : before.get(named.from);
    return named === undefined || follower === undefined || !after.has(named.to)
      ? []
      : [{ object: follower, to: named.to }];
  });
  const isPlain = ({ object, to }: Move) => !before.has(to) && !after.has(object);
  const followers = along.filter(isPlain).map(({ object, to }): Rename => ({ verb: 'rename', object, to }));
  return [...made, ...followers, ...takeovers(along, before, after, freeName)];
}

/** The rename of what was named after a renamed object. */
function renameAlong(
  lost: SchemaObject,
  chosen: SchemaObject,
  before: Schema,
  after: Schema,
  kind: Kind,
): Rename | undefined {
  const along = kind.rename?.along?.(lost, chosen);
  const object = along == null || after.has(along.from) ? undefined : before.get(along.from);
  if (along == null || object === undefined || before.has(along.to) || !after.has(along.to)) return undefined;
  return { verb: 'rename', object, to: along.to };
}

/**
 * Renames that the structure alone decides: of one kind and one parent, all traits alike. Texts must have been settled
 * before.
 */
export function findSameStructure(
  before: Schema,
  after: Schema,
  kinds: Kinds,
): { readonly renames: readonly Rename[]; readonly before: Schema } {
  const renames: Rename[] = [];
  let current = before;
  for (const kind of kinds.values()) {
    if (kind.rename?.decide !== 'same') continue;
    const found = only(differences(current, after), kind);
    const beside = byParent(found.gained);
    const elsewhere = kind.rename.elsewhere ? found.gained : [];
    const alike = found.lost.flatMap((lost) =>
      [...(beside.get(parentKey(lost)) ?? []), ...elsewhere.filter((gained) => hasMoved(lost, gained))]
        .filter(({ traits, path }) => path.length === lost.path.length && equal(lost.traits, traits))
        .map((gained) => ({ lost, gained })),
    );
    for (const { lost, gained } of pairUp(alike, current, after, kinds)) {
      const rename: Rename = { verb: 'rename', object: lost, to: { kind: gained.kind, path: gained.path } };
      renames.push(rename);
      current = applyRename(current, rename, kinds);
    }
  }
  return { renames, before: current };
}

function byParent(objects: readonly SchemaObject[]): ReadonlyMap<string, readonly SchemaObject[]> {
  const groups = new Map<string, SchemaObject[]>();
  for (const object of objects) {
    const key = parentKey(object);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [object]);
    else known.push(object);
  }
  return groups;
}

function parentKey({ parent }: SchemaObject): string {
  return parent === null ? '' : keyOf(parent);
}

/** The schema as PostgreSQL has it after the rename: the object, its parts, and all that mention it. */
export function applyRename(schema: Schema, { object, to }: Rename, kinds: Kinds): Schema {
  const from: ObjectId = { kind: object.kind, path: object.path };
  const depth = from.path.length;
  const inside = (path: readonly string[]) =>
    path.length >= depth && from.path.every((name, place) => path[place] === name);
  // Only paths that lead through the renamed object change; two kinds may share a path without being related.
  const descends = (id: ObjectId): boolean => {
    if (id.kind === from.kind && id.path.length === depth) return inside(id.path);
    const parent = schema.get(id)?.parent ?? null;
    return parent !== null && descends(parent);
  };
  const move = <Id extends ObjectId>(id: Id): Id =>
    descends(id) ? { ...id, path: [...to.path, ...id.path.slice(depth)] } : id;
  return Schema.of(
    [...schema].map((item) => {
      const isItself = keyOf(item) === keyOf(object);
      if (kindOf(kinds, item).namesParent && !isItself) return item;
      const moved = {
        ...move(item),
        parent: item.parent === null ? null : isItself ? home(item.parent, to) : move(item.parent),
      };
      const needs = item.needs === undefined ? {} : { needs: item.needs.map((key) => movedKey(key, schema, move)) };
      return kindOf(kinds, moved).renamed?.({ ...moved, ...needs }, from, to) ?? { ...moved, ...needs };
    }),
  );
}

/** Where something is that has moved to `to`, or has another name there. */
function home({ kind }: ObjectId, to: ObjectId): ObjectId {
  return { kind, path: to.path.slice(0, -1) };
}

function movedKey(key: string, schema: Schema, move: <Id extends ObjectId>(id: Id) => Id): string {
  const object = schema.byKey(key);
  return object === undefined ? key : keyOf(move(object));
}

/** The objects of one kind that only one of the two schemas has. */
function only({ lost, gained }: Differences, { name }: Kind): Record<'lost' | 'gained', SchemaObject[]> {
  const ofKind = (objects: readonly Keyed[]) => objects.flatMap(([, object]) => (object.kind === name ? [object] : []));
  return { lost: ofKind(lost), gained: ofKind(gained) };
}

/** A part of something that is itself gone is no question of its own. */
function staysWithParent(lost: SchemaObject, after: Schema): boolean {
  return lost.parent === null || lost.parent.path.length < 2 || after.has(lost.parent);
}

/** A part under the name that its whole had before the renames. */
export function formerId({ kind, path, parent }: SchemaObject, renames: readonly Rename[]): ObjectId {
  if (parent === null) return { kind, path };
  return { kind, path: [...formerly(parent, renames).path, ...path.slice(parent.path.length)] };
}

/** What something was called before the renames. */
export function formerly(id: ObjectId, renames: readonly Rename[]): ObjectId {
  return renames.reduceRight<ObjectId>((known, { object, to }) => (keyOf(to) === keyOf(known) ? object : known), id);
}

/** What something is called after the renames. */
export function nowCalled(id: ObjectId, renames: readonly Rename[]): ObjectId {
  return renames.reduce<ObjectId>((known, { object, to }) => (keyOf(object) === keyOf(known) ? to : known), id);
}

/** The renames that lead back. */
export function reverseRenames(renames: readonly Rename[]): Rename[] {
  return renames
    .map(({ object, to }): Rename => {
      const from: ObjectId = { kind: object.kind, path: object.path };
      const parent = object.parent === null ? null : home(object.parent, to);
      return { verb: 'rename', object: { ...object, path: to.path, parent }, to: from };
    })
    .reverse();
}

/**
 * The renames that lead back as they can be made: what is a part of nothing comes first, for the names of its parts are
 * free whatever its own is; of the others, see {@link wholesFirst}.
 *
 * @param current - what there is before them.
 * @param original - what they lead to.
 */
export function wayBackOf(renames: readonly Rename[], current: Schema, original: Schema, kinds: Kinds): Rename[] {
  const reversed = passable(reverseRenames(renames), current, namesBeside([...current, ...original], kinds));
  const roots = reversed.filter(({ object }) => object.parent === null);
  const inside = reversed.filter(({ object }) => object.parent !== null);
  const known = roots.reduce((schema, rename) => applyRename(schema, rename, kinds), current);
  const moved = <Id extends ObjectId>(id: Id): Id => ({
    ...id,
    path: roots.reduce((path, { object, to }) => pathAfter(path, object, to), id.path),
  });
  const again = inside.map(({ verb, object, to }): Rename => {
    const parent = object.parent === null ? null : moved(object.parent);
    return { verb, object: { ...moved(object), parent }, to: moved(to) };
  });
  return [...roots, ...wholesFirst(again, known)];
}

/**
 * The same renames, without those of what is gone by then, and with what is new under the name of something that comes
 * back out of its way.
 */
function passable(
  renames: readonly Rename[],
  current: Schema,
  freeName: (object: SchemaObject) => string,
): readonly Rename[] {
  const made = new Set<string>();
  const left = new Set<string>();
  return renames.flatMap((rename) => {
    const [from, to] = [keyOf(rename.object), keyOf(rename.to)];
    if (!made.has(from) && !current.has(rename.object)) return [];
    const holder = made.has(to) || left.has(to) ? undefined : current.get(rename.to);
    made.add(to);
    left.add(from);
    if (holder === undefined) return [rename];
    const path = [...holder.path.slice(0, -1), freeName(holder)];
    return [{ verb: 'rename', object: holder, to: { kind: holder.kind, path } }, rename];
  });
}

/**
 * The same renames, where a part comes before its whole: but for those parts whose new name another one has, which must
 * go first and is found under the new name of the whole only.
 *
 * @param current - what there is before the renames.
 */
function wholesFirst(renames: readonly Rename[], current: Schema): Rename[] {
  const isTaken = ({ object, to }: Rename) =>
    object.parent !== null &&
    current.children(home(object.parent, to)).some((part) => part.path.at(-1) === to.path.at(-1));
  const waits = renames.filter(isTaken);
  const waiting = waits.map((rename) => {
    const { parent } = rename.object;
    const whole = parent === null ? parent : nowCalled(parent, renames);
    return whole === parent || whole === null ? rename : within(rename, whole);
  });
  return [
    ...renames.filter((rename) => !waits.includes(rename)),
    // A whole that waits has its new name before its parts speak of it.
    ...[...waiting].sort((one, other) => one.object.path.length - other.object.path.length),
  ];
}

/** A rename of a part of something that has another name by then. */
export function within({ object, to }: Rename, { kind, path }: ObjectId): Rename {
  const parent = { kind, path };
  const move = (path: readonly string[]) => [...parent.path, ...path.slice(parent.path.length)];
  return { verb: 'rename', object: { ...object, path: move(object.path), parent }, to: { ...to, path: move(to.path) } };
}
