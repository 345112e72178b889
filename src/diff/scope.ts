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
  const left = new Set(ignored.map(keyOf));
  const isLeft = memoizeParents((object) => left.has(keyOf(object)), database, entities);
  const after = entities.filter((object) => !isLeft(object));

  const unmanaged: SchemaObject[] = [];
  const outside = new Set<string>();
  const visible = database.filter((object) => {
    const key = keyOf(object);
    if (isLeft(object) || (object.parent !== null && outside.has(keyOf(object.parent)))) {
      outside.add(key);
      return false;
    }
    if (after.byKey(key) !== undefined) return true;
    if (isNamed(object, kept)) {
      outside.add(key);
      return false;
    }
    const disappear = kindOf(kinds, object).disappear ?? 'drop';
    if (disappear === 'keep') return false;
    if (disappear !== 'ask' || created.has(key)) return true;
    outside.add(key);
    unmanaged.push(object);
    return false;
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
  for (const object of database) {
    const needs = needsOf(kinds, object, database);
    for (const need of needs) (outside.has(keyOf(object)) ? neededOutside : neededInside).add(need);
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

/** Whether the condition holds for an object or anything that it is a part of. */
function memoizeParents(condition: (object: ObjectId) => boolean, ...schemas: readonly Schema[]) {
  const known = new Map<string, boolean>();
  const holds = (object: ObjectId & { readonly parent?: ObjectId | null }): boolean => {
    const key = keyOf(object);
    const before = known.get(key);
    if (before !== undefined) return before;
    const parentId = object.parent ?? null;
    const parent =
      parentId === null ? undefined : (schemas.map((schema) => schema.get(parentId)).find(Boolean) ?? parentId);
    const answer = condition(object) || (parent !== undefined && holds(parent));
    known.set(key, answer);
    return answer;
  };
  return holds;
}
