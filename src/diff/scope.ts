/** What of a database the comparison covers: what entities or revisions speak of, and what belongs to it. Pure. */

import { type Kinds, kindOf, needsOf, providesOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import { Schema } from '../schema/schema';
import { isNamed } from './answers';
import { differences } from './differences';

/** Who decides what belongs to the comparison. */
export interface ScopeOptions {
  readonly kinds: Kinds;
  /** Left alone on both sides, with all their parts. */
  readonly ignored: readonly ObjectId[];
  /** Keys of the objects that revisions created. */
  readonly created: ReadonlySet<string>;
  /** Names of objects that stay although the entities have lost them: `table:public.legacy`. */
  readonly kept: readonly string[];
}

/** A database and entities, reduced to what is compared. */
export interface Scope {
  readonly before: Schema;
  readonly after: Schema;
  /** In the database, of nobody's entities and nobody's revisions. */
  readonly unmanaged: readonly SchemaObject[];
}

/**
 * Reduces both sides. An object of the database that the entities lack stays in `before` only where its absence means
 * something: it is a part of a covered object, or a revision created it.
 */
export function scope(database: Schema, entities: Schema, options: ScopeOptions): Scope {
  const { kinds, ignored, created, kept } = options;
  const wanted = without(entities, keysOf(entities, ignored));
  const { lost } = differences(database, wanted);
  const lostKeys = new Set(lost.map(([key]) => key));

  const unmanaged: SchemaObject[] = [];
  /** What other objects may need all the same, and what nobody has to think of. */
  const outside = keysOf(
    database,
    ignored.filter((id) => lostKeys.has(keyOf(id))),
  );
  const silent = new Set<string>();
  /** What stays as it is, on both sides: it may have to make way for a time. */
  const staying = new Map<string, SchemaObject>();
  const leave = (object: SchemaObject) => {
    for (const key of keysWithin(database, object)) outside.add(key);
  };
  for (const [key, object] of lost) {
    const disappear = kindOf(kinds, object).disappear ?? 'drop';
    if (outside.has(key) || staying.has(key) || disappear === 'drop' || disappear === 'release') continue;
    if (disappear === 'keep') silent.add(key);
    else if (disappear === 'leave' && !created.has(key)) {
      unmanaged.push(object);
      for (const part of keysWithin(database, object)) staying.set(part, database.byKey(part) as SchemaObject);
    } else if (disappear === 'leave') continue;
    else if (kept.some((text) => isNamed(object, text))) leave(object);
    else if (!created.has(key)) {
      unmanaged.push(object);
      leave(object);
    }
  }
  const visible = without(without(database, outside), silent);
  // They come first: what they need is known, and where it is not known what a wanted object needs, it may be these.
  const after = staying.size === 0 ? wanted : Schema.of(staying.values(), wanted);
  return { before: release(visible, database, after, outside, kinds), after, unmanaged };
}

/**
 * The wanted schema after renames: what stays although no entity describes it speaks of what was renamed by its new name.
 *
 * @param before - with the renames made.
 */
export function following(staying: readonly SchemaObject[], before: Schema, after: Schema): Schema {
  const renamed = staying.flatMap((object) => {
    const now = before.get(object);
    return now === undefined ? [] : [[keyOf(now), now] as const];
  });
  return after.replace(new Map(renamed));
}

function without(schema: Schema, keys: ReadonlySet<string>): Schema {
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

function keysOf(schema: Schema, ids: readonly ObjectId[]): Set<string> {
  return new Set(present(schema, ids).flatMap((id) => [...keysWithin(schema, id)]));
}

/** Those that are there: as a rule none, and then a schema is spared the preparation that finding by keys takes. */
function present(schema: Schema, ids: readonly ObjectId[]): SchemaObject[] {
  const kinds = new Set(ids.map(({ kind }) => kind));
  const keys = new Set(ids.map(keyOf));
  return schema.list().filter((object) => kinds.has(object.kind) && keys.has(keyOf(object)));
}

/** The keys of an object and of all its parts. */
function* keysWithin(schema: Schema, id: ObjectId): Iterable<string> {
  yield keyOf(id);
  for (const part of schema.children(id)) yield* keysWithin(schema, part);
}
