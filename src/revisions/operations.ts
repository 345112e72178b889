/** What a revision may call: the operations of the kinds, and the steps that move data. */

import {
  isOperationName as isSchemaOperationName,
  type SchemaOperations,
  aloneOf as schemaAloneOf,
  batchedOf as schemaBatchedOf,
  boundaryOf as schemaBoundaryOf,
  createdBy as schemaCreatedBy,
  droppedBy as schemaDroppedBy,
  hazardsOf as schemaHazardsOf,
  locksOf as schemaLocksOf,
  renamedBy as schemaRenamedBy,
  statementsOf as schemaStatementsOf,
  touchedBy as schemaTouchedBy,
} from '../postgres/operations';
import { isSql, type Sql } from '../postgres/sql/sql';
import type { Lock } from '../schema/lock';
import type { ObjectId } from '../schema/object';
import type {
  Alone,
  Argument,
  Batched,
  Boundary,
  Hazard,
  Operation,
  OperationContext,
  Touched,
} from '../schema/operation';
import {
  BULK_INSERT,
  type BulkInsertOptions,
  type BulkRow,
  bulkInsertLocks,
  bulkInsertStatements,
  bulkInsertTouches,
} from './bulk-insert';
import type { Columns, NewValues, RowOf, Table } from './table';

/** May be awaited or not: either way, calls run in the order in which they were made. */
export type Pending<Value> = PromiseLike<Value>;

/** The steps that move data, and whatever has no operation of its own. */
export interface DataOperations {
  /** Runs one statement as it stands. */
  execute(statement: Sql | string): Pending<void>;

  /**
   * Asks the database now, after all calls made before it. Where there is none (an SQL script, the checks of a
   * file), the call fails with `offline-query`.
   */
  query<Row extends object = Record<string, unknown>>(
    statement: Sql | string,
    parameters?: readonly unknown[],
  ): Pending<readonly Row[]>;

  /**
   * Inserts rows, 1,000 a statement. A column that a row leaves out gets its default. The rows of a table that the
   * revision declares with `table(…)` are typed by its columns.
   */
  bulkInsert<Declared extends Columns>(table: Table<Declared>, rows: readonly RowOf<Declared>[]): Pending<void>;
  bulkInsert(table: string, rows: readonly BulkRow[], options?: BulkInsertOptions): Pending<void>;

  /** Gives rows that are there a value; with `batch`, so many at a time, each batch in a transaction of its own. */
  backfill<Declared extends Columns>(
    table: Table<Declared>,
    spec: Omit<BackfillSpec, 'schema' | 'set'> & { readonly set: NewValues<Declared> },
  ): Pending<void>;
  backfill(table: string, spec: BackfillSpec): Pending<void>;
}

type BackfillSpec = Parameters<SchemaOperations['backfill']>[1];

/** Everything that a revision may call: the type of `op`. */
export interface Operations extends Omit<SchemaOperations, 'backfill'>, DataOperations {}

const EXECUTE = 'execute';

const DATA: Readonly<Record<string, (context: OperationContext, args: readonly Argument[]) => readonly string[]>> = {
  [EXECUTE]: (_context, [statement]) => [isSql(statement) ? statement.text : String(statement)],
  [BULK_INSERT]: bulkInsertStatements,
};

/** Whether a revision may call `name` and the call is recorded (`query` is not). */
export function isOperationName(name: string): boolean {
  return Object.hasOwn(DATA, name) || isSchemaOperationName(name);
}

/** The SQL of a recorded call: statements to be sent one by one, without semicolons. */
export function statementsOf(operation: Operation, context: OperationContext): readonly string[] {
  const data = Object.hasOwn(DATA, operation.name) ? DATA[operation.name] : undefined;
  return data === undefined ? schemaStatementsOf(operation, context) : data(context, operation.args);
}

/** What it takes to run a recorded call outside a transaction, if it must not run in one. */
export function aloneOf(operation: Operation, context: OperationContext): Alone | undefined {
  return isDataOperation(operation) ? undefined : schemaAloneOf(operation, context);
}

/** Where, around a recorded call, a transaction ends if the revision lets it. */
export function boundaryOf(operation: Operation): Boundary | undefined {
  return isDataOperation(operation) ? undefined : schemaBoundaryOf(operation);
}

/** How a recorded call is run that commits every so many rows. */
export function batchedOf(operation: Operation, context: OperationContext): Batched | undefined {
  return isDataOperation(operation) ? undefined : schemaBatchedOf(operation, context);
}

const NOWHERE: OperationContext = { defaultSchema: '', metadataTable: { schema: '', name: '' } };

/** Whether a recorded call must not run in a transaction. */
export function mustRunAlone(operation: Operation): boolean {
  return (aloneOf(operation, NOWHERE) ?? batchedOf(operation, NOWHERE)) !== undefined;
}

/** Whether an author wrote the SQL, of which nothing is known. */
export function isWritten({ name }: Operation): boolean {
  return name === EXECUTE;
}

/** Whether a recorded call is a step that moves data. */
export function isDataOperation({ name }: Operation): boolean {
  return Object.hasOwn(DATA, name);
}

/** What a recorded call may do to data or to live traffic; of SQL that an author wrote, nothing is known. */
export function hazardsOf(operation: Operation): readonly Hazard[] {
  return isDataOperation(operation) ? [] : schemaHazardsOf(operation);
}

/** The object that a recorded call makes, if it is of those that must be remembered. */
export function createdBy(operation: Operation, context: OperationContext): ObjectId | undefined {
  return isDataOperation(operation) ? undefined : schemaCreatedBy(operation, context);
}

/** The object that a recorded call removes, if it is of those that must be remembered. */
export function droppedBy(operation: Operation, context: OperationContext): ObjectId | undefined {
  return isDataOperation(operation) ? undefined : schemaDroppedBy(operation, context);
}

/** What a recorded call gives another name, with all that is in it, and that name. */
export function renamedBy(operation: Operation): readonly [from: ObjectId, to: ObjectId] | undefined {
  return isDataOperation(operation) ? undefined : schemaRenamedBy(operation);
}

/** What a recorded call is about; `undefined` where nobody can tell: of SQL that an author wrote, nothing is known. */
export function touchedBy(operation: Operation, context: OperationContext): Touched | undefined {
  if (operation.name === BULK_INSERT) return bulkInsertTouches(context, operation.args);
  return operation.name === EXECUTE ? undefined : schemaTouchedBy(operation, context);
}

/**
 * What a recorded call locks of what was there before it; `undefined` where nobody can tell: of SQL that an author wrote,
 * nothing is known.
 */
export function locksOf(operation: Operation, context: OperationContext): readonly Lock[] | undefined {
  if (operation.name === BULK_INSERT) return bulkInsertLocks(context, operation.args);
  return operation.name === EXECUTE ? undefined : schemaLocksOf(operation, context);
}

/** `addColumn('posts', 'status')`: how messages name a call. */
export function describeOperation({ name, args }: Operation): string {
  const names: string[] = [];
  for (const arg of args) {
    const given = isSql(arg) ? arg.text : arg;
    if (typeof given !== 'string' || names.length === 3) break;
    const text = given.replaceAll(/\s+/g, ' ').trim();
    names.push(text.length > 60 ? `'${text.slice(0, 59)}…'` : `'${text}'`);
  }
  return `${name}(${names.join(', ')})`;
}
