/** The words "change" and "question": what differs, as plain data. */

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
export interface Question {
  /** What is gone from the entities. */
  readonly lost: SchemaObject;
  /** New objects that it may have become, the likeliest first. */
  readonly candidates: readonly SchemaObject[];
  /** Whether it may also stay as it is, unmanaged. */
  readonly mayKeep: boolean;
}
