/** The word "object": one thing with a kind, an identity, a parent and traits. */

import { displayName } from '../postgres/sql/quote';

/** Which object: its kind, and the names that lead to it (`['public', 'posts', 'title']`). */
export interface ObjectId {
  readonly kind: string;
  readonly path: readonly string[];
}

/** One object of a {@link Schema}. */
export interface SchemaObject<Name extends string = string, Traits extends object = object> extends ObjectId {
  readonly kind: Name;
  readonly path: readonly string[];
  /** The object it is a part of: it cannot be there without it, and goes away with it. */
  readonly parent: ObjectId | null;
  /** What is compared: plain data, each trait with a rule in its kind. */
  readonly traits: Readonly<Traits>;
  /**
   * The author's own words for traits that PostgreSQL prints in another way: used when the object is written,
   * never when it is compared.
   */
  readonly written?: Readonly<Partial<Traits>>;
  /** The author wants it made while others write to what it is a part of; never compared. */
  readonly online?: true;
  /** Keys of what PostgreSQL itself says the object refers to; without it, its kind says what it may need. */
  readonly needs?: readonly string[];
  /**
   * What the database has with it and nobody compares, such as its owner and its grants: it comes back with the object
   * where that is created again.
   */
  readonly belongings?: object;
  /** The role that read the database may not see into it. */
  readonly hidden?: true;
}

/**
 * A map key; no name can hold the separator, because PostgreSQL's names cannot. Joined, because a text that is put
 * together with a template is compared three times slower.
 */
export function keyOf({ kind, path }: ObjectId): string {
  // Most have three names; an array that is written out is made in one piece.
  return (path.length === 3 ? [kind, path[0], path[1], path[2]] : [kind, ...path]).join('\u0000');
}

/** A path, where what it leads to or through has another name now: a longer one stays as long. */
export function pathAfter(path: readonly string[], from: ObjectId, to: ObjectId): readonly string[] {
  const leads = path.length >= from.path.length && from.path.every((name, place) => path[place] === name);
  return leads ? [...to.path, ...path.slice(from.path.length)] : path;
}

/** Something that an object holds and that is no object of its own, as answers name it: a value. */
export function partOf({ kind, path }: ObjectId, name: string): SchemaObject {
  return { kind, path: [...path, name], parent: { kind, path }, traits: {} };
}

/** `column:public.posts.title`: how messages and flags name an object. Names are quoted as in SQL. */
export function formatId(id: ObjectId): string {
  return `${id.kind}:${id.path.map(displayName).join('.')}`;
}

/** `foreignKey` → `foreign key`, for sentences. */
export function kindWords(kind: string): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `public.posts.title`: the same without the kind. */
export function formatPath(id: ObjectId): string {
  return id.path.map(displayName).join('.');
}

/** The traits with which an object is written: the author's words where there are some. */
export function writtenTraits<Traits extends object>(object: SchemaObject<string, Traits>): Readonly<Traits> {
  return object.written === undefined ? object.traits : { ...object.traits, ...object.written };
}
