/** What the stage gets, and what it makes of it first. */

import type { Change, Decisions, Rename } from '../diff/change';
import type { ChangeVerb, Kinds, PlanContext } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/** What is planned: from where, to where. */
export interface PlanInput {
  /** Their order decides where nothing else does. */
  readonly changes: readonly Change[];
  /** With all renames made. */
  readonly before: Schema;
  readonly after: Schema;
  readonly kinds: Kinds;
  readonly defaultSchema: string;
  readonly decisions?: Decisions;
  /** What people and structure say that has another name now, as it is in `changes` unless something made way. */
  readonly renames?: readonly Rename[];
  /** Keys of what no entity describes: where it makes way, it comes back in the database's words of before. */
  readonly staying?: ReadonlySet<string>;
  /** What is there and not compared: it makes way for nothing. */
  readonly hidden?: readonly SchemaObject[];
  readonly takenAlong?: PlanContext['takenAlong'];
}

/** An object that stays and changes. */
export interface Alteration {
  readonly before: SchemaObject;
  readonly after: SchemaObject;
  readonly traits: Set<string>;
  verb: ChangeVerb;
}
