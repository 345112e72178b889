/** The words "operation" and "hazard": what a revision does, as plain data, and what that may cost. */

import type { Sql } from '../postgres/sql/sql';
import type { TypeReference } from '../postgres/sql/types';
import type { Lock, LockMode } from './lock';
import type { ObjectId } from './object';

/** What may stand in a call: plain data, PostgreSQL's own text, or the name of a type. */
export type Argument =
  | string
  | number
  | boolean
  | null
  | undefined
  | Sql
  | TypeReference
  | readonly Argument[]
  | { readonly [key: string]: Argument };

/** One call in a revision file: `op.dropTable('votes')` is `{ name: 'dropTable', args: ['votes'] }`. */
export interface Operation {
  readonly name: string;
  readonly args: readonly Argument[];
}

/** What an operation may do to data or to live traffic. */
export interface Hazard {
  /**
   * `destructive`: rows or values are gone afterwards, and a downgrade cannot bring them back.
   * `lossy`: values are rounded, cut or read otherwise, without an error; a downgrade cannot bring back what they were.
   * `fails-on-rows`: it stops, and nothing is changed, where a table has rows that do not fit.
   */
  readonly code: 'destructive' | 'lossy' | 'fails-on-rows';
  /** What is lost or changed, or which rows do not fit. */
  readonly message: string;
}

/** What the SQL of an operation may depend on beside its own arguments. */
export interface OperationContext {
  /** The schema meant where an operation names none. */
  readonly defaultSchema: string;
  /** TypeORM's own table of generated columns and views. */
  readonly metadataTable: { readonly schema: string; readonly name: string };
}

/** How an operation that PostgreSQL refuses inside a transaction is run, and how one finds out how far it came. */
export interface Alone {
  /** What it makes or removes, for messages: `index app."IDX_a"`. */
  readonly what: string;
  /**
   * A query of one row. `state`: `absent`, `unfinished` (what a failed attempt left), `finished`, or `other` where the name
   * is something else's. `definition`: how PostgreSQL stores it.
   */
  readonly find: string;
  /** Nothing, where it removes something. */
  readonly makes?: Making;
}

/** What it takes to know again what an operation makes. */
export interface Making {
  /** Removes what a failed attempt left; outside a transaction, too. */
  readonly clear: string;
  /** In a transaction that is rolled back: makes the same in a small temporary copy. */
  readonly rehearse: readonly string[];
  /** A query of one row: the `definition` of what `rehearse` has made. */
  readonly rehearsed: string;
}

/** Where, around an operation, a transaction ends if the revision lets it. */
export type Boundary = 'before' | 'behind';

/** How an operation is run that commits every so many rows, each batch in a transaction of its own. */
export interface Batched {
  /** What it goes through, for messages: `the rows of "public"."posts"`. As long as it is the same, so is the way through. */
  readonly what: string;
  /**
   * A query of one row. `obstacle`: why there is no way through, if there is none. `find`: a query of one row for `last`, the
   * texts of the key with which the batch behind the key `$1` ends, or of none; `change`: a statement that changes what
   * is behind the key `$1` up to the key `$2`. Both keys are arrays of texts; the first one may be NULL.
   */
  readonly survey: string;
  /** Answers as `EXPLAIN (FORMAT JSON)` does: about how many rows there are. */
  readonly estimate: string;
}

/** An object, then what it stands in, from the inside out: a column, its table, its schema. */
export type Trail = readonly [ObjectId, ...ObjectId[]];

/** What an operation is about: by it one tells whether two revisions are in each other's way. */
export interface Touched {
  /** What was not there before. */
  readonly makes?: readonly Trail[];
  /** What was there before, and is altered, renamed or gone. */
  readonly changes?: readonly Trail[];
  /** What must be there for it: the other table of a foreign key, the type of a column. */
  readonly uses?: readonly Trail[];
  /** Of what, some parts must be there, and only a parser could say which: the table of a check. */
  readonly usesPartsOf?: readonly Trail[];
  /** It holds a text that may mention anything: the query of a view. */
  readonly mayUseAnything?: true;
}

/** An operation's meaning. `Args` is what a revision may write; the compiler checks it there. */
export interface OperationDefinition<Args extends readonly unknown[] = readonly unknown[]> {
  /** The SQL, one statement each, without semicolons. Frozen by golden tests: history must not change. */
  statements(context: OperationContext, ...args: Args): readonly string[];
  /**
   * How strongly it locks what was there before and others use: tables, views and sequences. One word goes for what it
   * changes, and for that in which it makes or changes something, as `touches` says.
   */
  readonly locks:
    | LockMode
    | 'nothing'
    | 'unknown'
    | readonly Lock[]
    | ((context: OperationContext, ...args: Args) => readonly Lock[]);
  /** What it may cost. */
  hazards?(...args: Args): readonly Hazard[];
  /** Where it must not run in a transaction: what it takes to run it alone. */
  alone?(context: OperationContext, ...args: Args): Alone | undefined;
  /**
   * Where a revision has no transaction of its own, all is committed: `behind` it, for what it makes is of no use before;
   * `before` it, for it takes long, and others should not wait so long for what was locked until then.
   */
  readonly boundary?: Boundary;
  /** Where it commits by itself: how it is run, batch by batch. `statements` is the same for a plain client. */
  batched?(context: OperationContext, ...args: Args): Batched | undefined;
  /** The object that is there afterwards because of it; so one knows which tables revisions created. */
  creates?(context: OperationContext, ...args: Args): ObjectId;
  /** The object that is gone afterwards. */
  drops?(context: OperationContext, ...args: Args): ObjectId;
  /** What has another name afterwards, with all that is in it, and that name. */
  renames?(...args: Args): readonly [from: ObjectId, to: ObjectId];
  /** What it is about; without it, nobody can tell whether it is in the way of others. */
  touches?(context: OperationContext, ...args: Args): Touched;
}

/** Keeps the argument types of a definition while it is written. */
export function defineOperation<Args extends readonly unknown[]>(
  definition: OperationDefinition<Args>,
): OperationDefinition<Args> {
  return definition;
}
