/** What of a database the comparison covers: what entities or revisions speak of, and what belongs to it. Pure. */

import { type Kinds, kindOf, needsOf, providesOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import { isNamed } from './answers';

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
  const ignoredKeys = (schema: Schema) => new Set(ignored.flatMap((id) => [...keysWithin(schema, id)]));
  const leftAfter = ignoredKeys(entities);
  const after = entities.filter((_object, key) => !leftAfter.has(key));

  const unmanaged: SchemaObject[] = [];
  const outside = ignoredKeys(database);
  const leave = (object: SchemaObject) => {
    for (const key of keysWithin(database, object)) outside.add(key);
    return false;
  };
  const visible = database.filter((object, key) => {
    if (outside.has(key)) return false;
    if (after.byKey(key) !== undefined) return true;
    if (isNamed(object, kept)) return leave(object);
    const disappear = kindOf(kinds, object).disappear ?? 'drop';
    if (disappear === 'keep') return false;
    if (disappear !== 'ask' || created.has(key)) return true;
    unmanaged.push(object);
    return leave(object);
  });
  return { before: release(visible, database, after, outside, kinds), after, unmanaged };
}

/** Takes out what is only dropped when nothing needs it any more, unless something covered needed it until now. */
function release(visible: Schema, database: Schema, after: Schema, outside: ReadonlySet<string>, kinds: Kinds): Schema {
  const candidates = [...visible].filter(
    (object) => kindOf(kinds, object).disappear === 'release' && !after.has(object),
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
  return visible.filter((object) => !stays.has(keyOf(object)));
}

/** The keys of an object and of all its parts, if it is there. */
function* keysWithin(schema: Schema, id: ObjectId): Iterable<string> {
  if (!schema.has(id)) return;
  yield keyOf(id);
  for (const part of schema.children(id)) yield* keysWithin(schema, part);
}
