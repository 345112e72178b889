/** The word "schema": a set of objects, read from a database or from entities. Immutable. */

import { keyOf, type ObjectId, type SchemaObject } from './object';

/** A set of objects, in the order in which they were given. */
export class Schema {
  static readonly empty = Schema.of([]);

  readonly #objects: ReadonlyMap<string, SchemaObject>;
  #children: ReadonlyMap<string, readonly SchemaObject[]> | undefined;

  private constructor(objects: ReadonlyMap<string, SchemaObject>) {
    this.#objects = objects;
  }

  /** @throws Error when two objects have one identity: a mistake in a kind, never in the input. */
  static of(objects: Iterable<SchemaObject>): Schema {
    const map = new Map<string, SchemaObject>();
    for (const object of objects) {
      const key = keyOf(object);
      if (map.has(key)) throw new Error(`two objects are ${object.kind} ${object.path.join('.')}`);
      map.set(key, object);
    }
    return new Schema(map);
  }

  get size(): number {
    return this.#objects.size;
  }

  get(id: ObjectId): SchemaObject | undefined {
    return this.#objects.get(keyOf(id));
  }

  has(id: ObjectId): boolean {
    return this.#objects.has(keyOf(id));
  }

  [Symbol.iterator](): IterableIterator<SchemaObject> {
    return this.#objects.values();
  }

  /** The objects by their keys (see `keyOf`). */
  entries(): IterableIterator<[string, SchemaObject]> {
    return this.#objects.entries();
  }

  /** The object with this key (see `keyOf`). */
  byKey(key: string): SchemaObject | undefined {
    return this.#objects.get(key);
  }

  /** The direct parts of an object. */
  children(id: ObjectId): readonly SchemaObject[] {
    this.#children ??= this.#indexChildren();
    return this.#children.get(keyOf(id)) ?? [];
  }

  /** The objects that `keep` wants. */
  filter(keep: (object: SchemaObject, key: string) => boolean): Schema {
    const left: string[] = [];
    for (const [key, object] of this.#objects) if (!keep(object, key)) left.push(key);
    if (left.length === 0) return this;
    const kept = new Map(this.#objects);
    for (const key of left) kept.delete(key);
    return new Schema(kept);
  }

  /** Each object as `change` returns it, under the same identity. */
  map(change: (object: SchemaObject, key: string) => SchemaObject): Schema {
    const changed = new Map(this.#objects);
    for (const [key, object] of this.#objects) {
      const now = change(object, key);
      if (now !== object) changed.set(key, now);
    }
    return new Schema(changed);
  }

  #indexChildren(): ReadonlyMap<string, readonly SchemaObject[]> {
    const children = new Map<string, SchemaObject[]>();
    for (const object of this.#objects.values()) {
      if (object.parent === null) continue;
      const key = keyOf(object.parent);
      const siblings = children.get(key);
      if (siblings === undefined) children.set(key, [object]);
      else siblings.push(object);
    }
    return children;
  }
}
