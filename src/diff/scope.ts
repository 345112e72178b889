/** What of a database the comparison covers: what entities or revisions speak of, and what belongs to it. Pure. */

import { type Kinds, kindOf, needsOf, providesOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import { Schema } from '../schema/schema';
import { isNamed } from './answers';
import { differences } from './differences';
import { claimsOf } from './free-names';
import type { LeftOut } from './left-out';

/** Who decides what belongs to the comparison. */
export interface ScopeOptions {
  readonly kinds: Kinds;
  /** The entities are without it already. */
  readonly leftOut: LeftOut;
  /** Keys of the objects that revisions created, and of those that may have another name now. */
  readonly covered: ReadonlySet<string>;
  /** Names of objects that stay although the entities have lost them: `table:public.legacy`. */
  readonly kept: readonly string[];
}

/** A database and entities, reduced to what is compared. */
export interface Scope {
  readonly before: Schema;
  readonly after: Schema;
  /** In the database, of nobody's entities and nobody's revisions. */
  readonly unmanaged: readonly SchemaObject[];
  /** Keys of what stays on both sides although no entity describes it, and makes way where it must. */
  readonly staying: ReadonlySet<string>;
  /** By keys: what of the database is neither compared nor touched, and may be needed all the same. */
  readonly outside: ReadonlySet<string>;
}

/**
 * Reduces both sides. An object of the database that the entities lack stays in `before` only where its absence means
 * something: it is a part of a covered object, or a revision created it.
 */
export function scope(database: Schema, wanted: Schema, options: ScopeOptions): Scope {
  const { kinds, leftOut, covered, kept } = options;
  const isKept = (object: SchemaObject) => kept.some((text) => isNamed(object, text));
  const { lost, gained } = differences(database, wanted);
  const claimed = new Set(gained.flatMap(([, object]) => claimsOf(object, kinds)));
  const unmanaged: SchemaObject[] = [];
  /** What other objects may need all the same, and what nobody has to think of. */
  const outside = new Set(leftOut.database.keys());
  const silent = new Set<string>();
  /** What stays as it is, on both sides: it may have to make way for a time. */
  const staying = new Map<string, SchemaObject>();
  const silentlyStaying = new Map<string, SchemaObject>();
  const leave = (object: SchemaObject) => {
    for (const key of keysWithin(database, object)) outside.add(key);
  };
  const stays = (object: SchemaObject) => kindOf(kinds, object).disappear === 'stay';
  /** Not what stands at it and uses what is compared. */
  const leaveWhole = (object: SchemaObject) => {
    leave(object);
    for (const part of database.children(object)) {
      if (!stays(part)) continue;
      outside.delete(keyOf(part));
      silentlyStaying.set(keyOf(part), part);
    }
  };
  /** A part of what the comparison leaves out, and the entities do not have either. */
  const isStray = ({ parent }: SchemaObject) => {
    if (parent === null || kindOf(kinds, parent).filteredAs === 'schema') return false;
    const whole = keyOf(parent);
    return outside.has(whole) && !leftOut.entities.has(whole);
  };
  for (const [key, object] of lost) {
    if (silentlyStaying.has(key)) continue;
    if (isHandedDown(object, { database, wanted, covered, kinds })) leave(object);
    if (outside.size > 0 && !outside.has(key) && isStray(object)) leave(object);
    const { byHandOnly, disappear: word = 'drop' } = kindOf(kinds, object);
    const isInTheWay = () => claimsOf(object, kinds).some((claim) => claimed.has(claim));
    const disappear = byHandOnly?.(object) && !isInTheWay() ? 'stay' : word;
    if (outside.has(key) || staying.has(key) || disappear === 'drop' || disappear === 'release') continue;
    if (disappear === 'keep') {
      if (!covered.has(key) || isKept(object)) silent.add(key);
    } else if (disappear === 'stay') silentlyStaying.set(key, object);
    else if (disappear === 'leave' && !covered.has(key)) {
      unmanaged.push(object);
      for (const part of keysWithin(database, object)) staying.set(part, database.byKey(part) as SchemaObject);
    } else if (disappear === 'leave') continue;
    else if (isKept(object)) leaveWhole(object);
    else if (!covered.has(key)) {
      unmanaged.push(object);
      leaveWhole(object);
    }
  }
  const visible = without(without(database, outside), silent);
  const keys = new Set([...staying.keys(), ...silentlyStaying.keys()]);
  // What may be needed comes first: where it is not known what a wanted object needs, it may be these.
  const after = keys.size === 0 ? wanted : Schema.of(staying.values(), wanted, silentlyStaying.values());
  return { before: release(visible, database, after, outside, kinds), after, unmanaged, staying: keys, outside };
}

/** Whether it is there because of something that stays in another whole. */
function isHandedDown(
  part: SchemaObject,
  { database, wanted, covered, kinds }: Pick<ScopeOptions, 'covered' | 'kinds'> & Record<'database' | 'wanted', Schema>,
): boolean {
  const { parent } = part;
  if (parent === null || parent.path.length < 2 || !wanted.has(parent)) return false;
  return database.children(parent).some((sibling) => {
    const source = database.get(kindOf(kinds, sibling).handsDown?.(sibling, part) ?? part);
    if (source === undefined || source === part || source.parent === null) return false;
    return wanted.has(source) || !(wanted.has(source.parent) || covered.has(keyOf(source.parent)));
  });
}

/** Both sides, once it is known what becomes of what was lost. */
export interface Followed {
  readonly after: Schema;
  /** As {@link Scope.staying}, by the keys after the renames. */
  readonly staying: ReadonlySet<string>;
}

/**
 * The wanted schema after renames: what stays although no entity describes it speaks of what was renamed by its new name,
 * and does not stay where PostgreSQL drops it along with something that goes.
 *
 * @param before - without the renames.
 * @param renamed - the same with them.
 */
export function following(
  staying: ReadonlySet<string>,
  { before, renamed, after }: { readonly before: Schema; readonly renamed: Schema; readonly after: Schema },
  kinds: Kinds,
): Followed {
  if (staying.size === 0) return { after, staying };
  const list = renamed.list();
  const isGone = (key: string) => renamed.byKey(key) !== undefined && after.byKey(key) === undefined;
  const goesAlong = (object: SchemaObject) => {
    if (object.parent !== null && isGone(keyOf(object.parent))) return true;
    return kindOf(kinds, object).holds === undefined && (object.needs ?? []).some(isGone);
  };
  const changes = new Map<string, SchemaObject | null>();
  const moved: SchemaObject[] = [];
  const keys = new Set<string>();
  let place = 0;
  for (const [key] of before.entries()) {
    const now = list[place] as SchemaObject;
    place += 1;
    if (!staying.has(key)) continue;
    const newKey = keyOf(now);
    // Under its new name it is what entities describe.
    const isWanted = newKey !== key && !staying.has(newKey) && after.byKey(newKey) !== undefined;
    const stays = !isWanted && !goesAlong(now);
    if (stays) keys.add(newKey);
    changes.set(key, stays && newKey === key ? now : null);
    if (stays && newKey !== key) moved.push(now);
  }
  const there = after.replace(changes);
  return { after: moved.length === 0 ? there : Schema.of(there, moved), staying: keys };
}

/** What nobody compares in another database stays as it is in this one: see {@link following}, where nothing was renamed. */
export function stayingIn(before: Schema, other: Schema, kinds: Kinds): Followed {
  const stays = (object: SchemaObject) => kindOf(kinds, object).disappear === 'stay';
  const own = before.list().filter(stays);
  const wanted = Schema.of(
    other.list().filter((object) => !stays(object)),
    own,
  );
  return following(new Set(own.map(keyOf)), { before, renamed: before, after: wanted }, kinds);
}

/** A schema that lacks some of its objects. */
export function without(schema: Schema, keys: Iterable<string>): Schema {
  return schema.replace(new Map([...keys].map((key) => [key, null])));
}

/** Takes out what is only dropped when nothing needs it any more, unless something covered needed it until now. */
function release(visible: Schema, database: Schema, after: Schema, outside: ReadonlySet<string>, kinds: Kinds): Schema {
  const candidates = differences(visible, after).lost.flatMap(([, object]) =>
    kindOf(kinds, object).disappear === 'release' ? [object] : [],
  );
  if (candidates.length === 0) return visible;
  const neededInside = new Set<string>();
  const neededOutside = new Set<string>();
  for (const [key, object] of database.entries()) {
    const needs = needsOf(kinds, object, database);
    for (const need of needs) (outside.has(key) ? neededOutside : neededInside).add(need);
  }
  const stays = new Set(
    candidates
      .filter((object) => {
        const keys = providesOf(kinds, object);
        return keys.some((key) => neededOutside.has(key)) || !keys.some((key) => neededInside.has(key));
      })
      .map(keyOf),
  );
  return without(visible, stays);
}

/** The keys of an object and of all its parts. */
function* keysWithin(schema: Schema, id: ObjectId): Iterable<string> {
  yield keyOf(id);
  for (const part of schema.children(id)) yield* keysWithin(schema, part);
}
