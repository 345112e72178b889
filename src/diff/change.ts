/** The words "change" and "question": what differs, as plain data. */

import type { ValueMoves } from '../schema/kind';
import type { ObjectId, SchemaObject } from '../schema/object';

/** One thing that differs between two schemas. */
export type Change =
  | { readonly verb: 'create'; readonly object: SchemaObject }
  | { readonly verb: 'drop'; readonly object: SchemaObject }
  | {
      readonly verb: 'alter';
      readonly trait: string;
      readonly before: SchemaObject;
      readonly after: SchemaObject;
    }
  | Rename;

/** One object that takes another name and keeps all it holds. */
export interface Rename {
  readonly verb: 'rename';
  /** As it was, under its old name; its parent may have been renamed before. */
  readonly object: SchemaObject;
  readonly to: ObjectId;
}

/** A change that only a person can settle. */
export type Question = Loss | Impossibility | LostValue;

/** Something is gone: renamed, dropped, or to be kept? */
export interface Loss {
  /** What is gone from the entities. */
  readonly lost: SchemaObject;
  /** New objects that it may have become, the likeliest first. */
  readonly candidates: readonly SchemaObject[];
  /** Whether it may also stay as it is, unmanaged. */
  readonly mayKeep: boolean;
  /** Whether it may go: not what no revision created. */
  readonly mayDrop: boolean;
}

/** A trait is to change as the database cannot change it: a person says how, or the values go. */
export interface Impossibility {
  readonly trait: string;
  readonly before: SchemaObject;
  readonly after: SchemaObject;
  /** SQL that may do; `null` where none suggests itself. */
  readonly suggestion: string | null;
}

/** A trait lists a value no more that rows may hold: has it another name, do its rows get another one, or has none it? */
export interface LostValue {
  readonly before: SchemaObject;
  readonly after: SchemaObject;
  readonly lostValue: string;
  /** New values that it may have become, the likeliest first. */
  readonly candidates: readonly string[];
  /** All other values that its rows may get. */
  readonly others: readonly string[];
}

/**
 * Rows have no value where one is wanted of them: a person says which they get, or gives it to them. No comparison of
 * schemas asks this, as none knows rows.
 */
export interface MissingValues {
  /** What wants it. */
  readonly wanting: SchemaObject;
  /** How many rows, in words. */
  readonly found: string;
  /** Which rows, in words. */
  readonly keys: string;
}

/** What was decided about changes that the database cannot make by itself; objects by their keys. */
export interface Decisions {
  /** SQL that makes the new value of the old one. */
  readonly conversions: ReadonlyMap<string, string>;
  /** To be dropped and created again. */
  readonly recreated: ReadonlySet<string>;
  /** What becomes of the values that they list no more. */
  readonly values?: ReadonlyMap<string, ValueMoves>;
  /** SQL that gives rows the value that they lack. */
  readonly backfills?: ReadonlyMap<string, string>;
}
