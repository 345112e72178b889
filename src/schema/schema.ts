/** The word "schema": a set of objects, read from a database or from entities. Immutable. */

import { keyOf, type ObjectId, type SchemaObject } from './object';

type Objects = ReadonlyMap<string, SchemaObject>;

/** What is otherwise than in the objects below: another object in its place, or none. */
type Overlay = ReadonlyMap<string, SchemaObject | null>;

/**
 * A set of objects, in the order in which they were given. One that was made from another shares all that is the same:
 * a schema has tens of thousands of objects, and most changes are about a few.
 */
export class Schema {
  static readonly empty = new Schema(new Map());

  readonly #objects: Objects;
  readonly #overlay: Overlay;
  /** The schema that this one was made from, and the keys of what is otherwise there. */
  readonly origin: { readonly schema: Schema; readonly changed: readonly string[] } | undefined;
  #children: ReadonlyMap<string, readonly SchemaObject[]> | undefined;

  private constructor(objects: Objects, overlay: Overlay = new Map(), origin?: Schema['origin']) {
    this.#objects = objects;
    this.#overlay = overlay;
    this.origin = origin;
  }

  /** @throws Error when two objects have one identity: a mistake in a kind, never in the input. */
  static of(...groups: readonly Iterable<SchemaObject>[]): Schema {
    const map = new Map<string, SchemaObject>();
    let count = 0;
    for (const objects of groups) {
      for (const object of objects) {
        map.set(keyOf(object), object);
        count += 1;
        if (map.size < count) throw new Error(`two objects are ${object.kind} ${object.path.join('.')}`);
      }
    }
    return new Schema(map);
  }

  get size(): number {
    let left = 0;
    for (const object of this.#overlay.values()) if (object === null) left += 1;
    return this.#objects.size - left;
  }

  get(id: ObjectId): SchemaObject | undefined {
    return this.byKey(keyOf(id));
  }

  has(id: ObjectId): boolean {
    return this.byKey(keyOf(id)) !== undefined;
  }

  [Symbol.iterator](): IterableIterator<SchemaObject> {
    return this.#overlay.size === 0 ? this.#objects.values() : valuesOf(this.entries());
  }

  /** The objects by their keys (see `keyOf`). */
  entries(): IterableIterator<[string, SchemaObject]> {
    return this.#overlay.size === 0 ? this.#objects.entries() : overlaid(this.#objects, this.#overlay);
  }

  /** The object with this key (see `keyOf`). */
  byKey(key: string): SchemaObject | undefined {
    if (this.#overlay.size === 0) return this.#objects.get(key);
    const other = this.#overlay.get(key);
    return other === undefined ? this.#objects.get(key) : (other ?? undefined);
  }

  /** The direct parts of an object. */
  children(id: ObjectId): readonly SchemaObject[] {
    this.#children ??= this.#indexChildren();
    return this.#children.get(keyOf(id)) ?? [];
  }

  /** The first object that is meant. */
  find(isMeant: (object: SchemaObject) => boolean): SchemaObject | undefined {
    for (const object of this) if (isMeant(object)) return object;
    return undefined;
  }

  /** The objects that `keep` wants. */
  filter(keep: (object: SchemaObject, key: string) => boolean): Schema {
    const left = new Map<string, null>();
    for (const [key, object] of this.entries()) if (!keep(object, key)) left.set(key, null);
    return this.replace(left);
  }

  /** Each object as `change` returns it, under the same identity. */
  map(change: (object: SchemaObject, key: string) => SchemaObject): Schema {
    const changed = new Map<string, SchemaObject>();
    for (const [key, object] of this.entries()) {
      const now = change(object, key);
      if (now !== object) changed.set(key, now);
    }
    return this.replace(changed);
  }

  /** With other objects, by their keys, in the places of those that have these keys now; `null` leaves one out. */
  replace(changes: Overlay): Schema {
    if (changes.size === 0) return this;
    const overlay = this.#overlay.size === 0 ? changes : new Map([...this.#overlay, ...changes]);
    return new Schema(this.#objects, overlay, { schema: this, changed: [...changes.keys()] });
  }

  #indexChildren(): ReadonlyMap<string, readonly SchemaObject[]> {
    const children = new Map<string, SchemaObject[]>();
    for (const object of this) {
      if (object.parent === null) continue;
      const key = keyOf(object.parent);
      const siblings = children.get(key);
      if (siblings === undefined) children.set(key, [object]);
      else siblings.push(object);
    }
    return children;
  }
}

function* overlaid(objects: Objects, overlay: Overlay): IterableIterator<[string, SchemaObject]> {
  for (const [key, object] of objects) {
    const other = overlay.get(key);
    if (other === undefined) yield [key, object];
    else if (other !== null) yield [key, other];
  }
}

function* valuesOf(entries: Iterable<readonly [string, SchemaObject]>): IterableIterator<SchemaObject> {
  for (const [, object] of entries) yield object;
}
