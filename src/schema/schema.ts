/** The word "schema": a set of objects, read from a database or from entities. Immutable. */

import { keyOf, type ObjectId, type SchemaObject } from './object';

type Objects = ReadonlyMap<string, SchemaObject>;

/** What is otherwise than in the objects below: another object in its place, or none. */
type Overlay = ReadonlyMap<string, SchemaObject | null>;

/** Objects, and their keys when these are asked for: where all agrees, nobody does. */
class Source {
  readonly objects: readonly SchemaObject[];
  #byKey: Objects | undefined;

  constructor(objects: readonly SchemaObject[]) {
    this.objects = objects;
  }

  /** @throws Error when two objects have one identity: a mistake in a kind, never in the input. */
  index(): Objects {
    if (this.#byKey !== undefined) return this.#byKey;
    const byKey = new Map<string, SchemaObject>();
    for (const object of this.objects) {
      const count = byKey.size;
      byKey.set(keyOf(object), object);
      if (byKey.size === count) throw new Error(`two objects are ${object.kind} ${object.path.join('.')}`);
    }
    this.#byKey = byKey;
    return byKey;
  }

  entries(): IterableIterator<[string, SchemaObject]> {
    return this.#byKey?.entries() ?? keyed(this.objects);
  }
}

function* keyed(objects: readonly SchemaObject[]): IterableIterator<[string, SchemaObject]> {
  for (const object of objects) yield [keyOf(object), object];
}

/**
 * A set of objects, in the order in which they were given. One that was made from another shares all that is the same:
 * a schema has tens of thousands of objects, and most changes are about a few.
 */
export class Schema {
  static readonly empty = new Schema(new Source([]));

  readonly #source: Source;
  readonly #overlay: Overlay;
  /** The schema that this one was made from, and the keys of what is otherwise there. */
  readonly origin: { readonly schema: Schema; readonly changed: readonly string[] } | undefined;
  #children: ReadonlyMap<string, readonly SchemaObject[]> | undefined;

  private constructor(source: Source, overlay: Overlay = new Map(), origin?: Schema['origin']) {
    this.#source = source;
    this.#overlay = overlay;
    this.origin = origin;
  }

  static of(...groups: readonly Iterable<SchemaObject>[]): Schema {
    const objects: SchemaObject[] = [];
    for (const group of groups) for (const object of group) objects.push(object);
    return new Schema(new Source(objects));
  }

  get size(): number {
    let left = 0;
    for (const object of this.#overlay.values()) if (object === null) left += 1;
    return this.#source.objects.length - left;
  }

  get(id: ObjectId): SchemaObject | undefined {
    return this.byKey(keyOf(id));
  }

  has(id: ObjectId): boolean {
    return this.byKey(keyOf(id)) !== undefined;
  }

  [Symbol.iterator](): IterableIterator<SchemaObject> {
    return this.#overlay.size === 0 ? this.#source.objects.values() : valuesOf(this.entries());
  }

  /** The objects by their keys (see `keyOf`). */
  entries(): IterableIterator<[string, SchemaObject]> {
    return this.#overlay.size === 0 ? this.#source.entries() : overlaid(this.#source.entries(), this.#overlay);
  }

  /** The object with this key (see `keyOf`). */
  byKey(key: string): SchemaObject | undefined {
    const other = this.#overlay.size === 0 ? undefined : this.#overlay.get(key);
    return other === undefined ? this.#source.index().get(key) : (other ?? undefined);
  }

  /** The direct parts of an object. */
  children(id: ObjectId): readonly SchemaObject[] {
    this.#children ??= this.#indexChildren();
    return this.#children.get(keyOf(id)) ?? [];
  }

  /** Any object that is meant. */
  find(isMeant: (object: SchemaObject) => boolean): SchemaObject | undefined {
    const isLeft = (object: SchemaObject) => this.#overlay.size === 0 || !this.#overlay.has(keyOf(object));
    for (const object of this.#source.objects) if (isMeant(object) && isLeft(object)) return object;
    for (const object of this.#overlay.values()) if (object !== null && isMeant(object)) return object;
    return undefined;
  }

  /** All objects in their order. */
  list(): readonly SchemaObject[] {
    return this.#overlay.size === 0 ? this.#source.objects : [...this];
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
    return new Schema(this.#source, overlay, { schema: this, changed: [...changes.keys()] });
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

function* overlaid(
  entries: Iterable<[string, SchemaObject]>,
  overlay: Overlay,
): IterableIterator<[string, SchemaObject]> {
  for (const [key, object] of entries) {
    const other = overlay.get(key);
    if (other === undefined) yield [key, object];
    else if (other !== null) yield [key, other];
  }
}

function* valuesOf(entries: Iterable<readonly [string, SchemaObject]>): IterableIterator<SchemaObject> {
  for (const [, object] of entries) yield object;
}
