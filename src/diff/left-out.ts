/** What a comparison leaves out, with all its parts: it is on neither side. Pure; knows no kind. */

import type { FilteredObject, Filters, ObjectFilter, Side } from '../schema/filter';
import { type Kinds, kindOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/** Who says what is left out. */
export interface LeaveOutOptions {
  readonly kinds: Kinds;
  /** Left out by their identities. */
  readonly ignored: readonly ObjectId[];
  readonly filters?: Filters | undefined;
}

/** What is left out of each side, by keys. */
export interface LeftOut {
  readonly database: ReadonlyMap<string, SchemaObject>;
  readonly entities: ReadonlyMap<string, SchemaObject>;
}

/**
 * Finds what is left out of either side: it is left out of both, whichever of them the function was asked about.
 *
 * Goes through each side once and makes no keys but those of what is left out, and of wholes while there is such.
 */
export function leftOut(database: Schema, entities: Schema, { kinds, ignored, filters }: LeaveOutOptions): LeftOut {
  const isIgnored = among(ignored);
  if (filters === undefined && !database.list().some(isIgnored) && !entities.list().some(isIgnored)) {
    return { database: new Map(), entities: new Map() };
  }
  const find = (schema: Schema, side: Side, isLeft: (object: SchemaObject) => boolean) =>
    new Finding(kinds, filters, side).findIn(schema, isLeft);
  const inDatabase = find(database, 'database', isIgnored);
  // By names alone, both sides are judged alike.
  if (filters?.includeObject === undefined) {
    return { database: inDatabase, entities: find(entities, 'entities', isIgnored) };
  }
  const inEntities = find(entities, 'entities', (object) => isIgnored(object) || inDatabase.has(keyOf(object)));
  const inBoth = new Finding(kinds, undefined, 'database').findIn(
    database,
    (object) => inDatabase.has(keyOf(object)) || inEntities.has(keyOf(object)),
  );
  return { database: inBoth, entities: inEntities };
}

/** A key is made only for objects of a kind that is among them. */
function among(ids: readonly ObjectId[]): (object: SchemaObject) => boolean {
  const kinds = new Set(ids.map(({ kind }) => kind));
  const keys = new Set(ids.map(keyOf));
  return (object) => kinds.has(object.kind) && keys.has(keyOf(object));
}

/** Going through one side. */
class Finding {
  readonly #kinds: Kinds;
  readonly #side: Side;
  readonly #include: readonly Matcher[];
  readonly #exclude: readonly Matcher[];
  readonly #filters: Filters | undefined;
  /** Keys of wholes that take their parts along: out of the comparison, or into it. */
  readonly #excluded = new Set<string>();
  readonly #included = new Set<string>();
  #lastWhole: ObjectId | null = null;
  #lastKey = '';

  constructor(kinds: Kinds, filters: Filters | undefined, side: Side) {
    this.#kinds = kinds;
    this.#side = side;
    this.#filters = filters;
    this.#include = (filters?.include ?? []).map(matcherOf);
    this.#exclude = (filters?.exclude ?? []).map(matcherOf);
  }

  /** Parts stand behind their wholes, as their kinds do in the register. */
  findIn(schema: Schema, isLeft: (object: SchemaObject) => boolean): Map<string, SchemaObject> {
    const found = new Map<string, SchemaObject>();
    for (const object of schema.list()) {
      const isOut = this.#isExcluded(object, isLeft);
      if (isOut) this.#excluded.add(keyOf(object));
      if (isOut || !this.#isIncluded(object)) found.set(keyOf(object), object);
    }
    return found;
  }

  #isExcluded(object: SchemaObject, isLeft: (object: SchemaObject) => boolean): boolean {
    if (isLeft(object) || this.#isPartOf(object, this.#excluded)) return true;
    if (this.#filters === undefined) return false;
    if (this.#exclude.length > 0) {
      const known = this.#describe(object);
      if (this.#exclude.some((matches) => matches(known))) return true;
    }
    if (this.#filters.includeObject === undefined || !this.#isIncluded(object)) return false;
    return !this.#filters.includeObject(this.#describe(object));
  }

  #isIncluded(object: SchemaObject): boolean {
    if (this.#include.length === 0) return true;
    const known = this.#describe(object);
    if (!this.#isPartOf(object, this.#included) && !this.#include.some((matches) => matches(known))) return false;
    this.#included.add(keyOf(object));
    return true;
  }

  #isPartOf({ parent }: SchemaObject, wholes: ReadonlySet<string>): boolean {
    // A schema is where things stand, and may be somebody else's while they are not.
    if (wholes.size === 0 || parent === null || kindOf(this.#kinds, parent).filteredAs === 'schema') return false;
    // Those of one whole stand together.
    if (parent !== this.#lastWhole) {
      this.#lastWhole = parent;
      this.#lastKey = keyOf(parent);
    }
    return wholes.has(this.#lastKey);
  }

  #describe({ kind, path, parent }: SchemaObject): FilteredObject {
    const filteredAs = (id: ObjectId | null) => (id === null ? undefined : kindOf(this.#kinds, id).filteredAs);
    const own = filteredAs({ kind, path });
    const [first = '', second = ''] = path;
    const isInTable = path.length > 2 || own === 'table' || filteredAs(parent) === 'table';
    return {
      kind,
      schema: path.length > 1 || own === 'schema' ? first : null,
      table: isInTable ? second : null,
      name: path.at(-1) as string,
      path,
      from: this.#side,
    };
  }
}

type Matcher = (object: FilteredObject) => boolean;

function matcherOf({ schema, table, kind, name }: ObjectFilter): Matcher {
  const [inSchema, inTable, hasName] = [nameMatcher(schema), nameMatcher(table), nameMatcher(name)];
  return (object) =>
    (kind === undefined || kind === object.kind) &&
    inSchema(object.schema) &&
    inTable(object.table) &&
    hasName(object.name);
}

function nameMatcher(pattern: string | undefined): (name: string | null) => boolean {
  if (pattern === undefined) return () => true;
  if (!pattern.includes('*')) return (name) => name === pattern;
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => name !== null && expression.test(name);
}
