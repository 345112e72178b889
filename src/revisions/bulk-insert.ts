/** `op.bulkInsert`: rows as plain data, written as INSERT statements. Knows no recorder and no database. */

import { quoteList, quoteLiteral, quotePath } from '../postgres/sql/quote';
import { isSql, type Sql } from '../postgres/sql/sql';
import type { Lock } from '../schema/lock';
import type { Argument, OperationContext, Touched } from '../schema/operation';

/** What a row may hold. An array is an array of PostgreSQL's, any other object is JSON, `undefined` is the default. */
export type BulkValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | Uint8Array
  | Sql
  | readonly BulkValue[]
  | { readonly [key: string]: unknown };

/** One row: values by column. */
export type BulkRow = Readonly<Record<string, BulkValue>>;

/** What `op.bulkInsert` takes beside the rows. */
export interface BulkInsertOptions {
  /** The table's schema; without it the one of tables that name none. */
  readonly schema?: string;
}

/** Rows a statement; a statement of PostgreSQL's may be long, but its plan is kept in memory. */
const ROWS_PER_STATEMENT = 1_000;

/** The name under which the call is recorded. */
export const BULK_INSERT = 'bulkInsert';

/**
 * The call's arguments as plain data: each value becomes the SQL that inserts it.
 *
 * @throws TypeError when a value is nothing that a column could hold.
 */
export function bulkInsertArguments(
  table: string,
  rows: readonly BulkRow[],
  options: BulkInsertOptions = {},
): readonly Argument[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const values = rows.map((row) => columns.map((column) => literal(row[column], `${table}.${column}`)));
  return [table, columns, values, { schema: options.schema }];
}

/** The SQL of a recorded call, one statement each; none without rows. */
export function bulkInsertStatements(context: OperationContext, args: readonly Argument[]): readonly string[] {
  const [table, columns, rows, options] = args as unknown as [string, string[], string[][], { schema?: string }];
  const target = quotePath(options.schema ?? context.defaultSchema, table);
  const statements: string[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const batch = rows.slice(start, start + ROWS_PER_STATEMENT);
    if (columns.length === 0) statements.push(...batch.map(() => `INSERT INTO ${target} DEFAULT VALUES`));
    else {
      const lines = batch.map((row) => `  (${row.join(', ')})`).join(',\n');
      statements.push(`INSERT INTO ${target} (${quoteList(columns)}) VALUES\n${lines}`);
    }
  }
  return statements;
}

/** What a recorded call is about: its rows need the table as it is. */
export function bulkInsertTouches(context: OperationContext, args: readonly Argument[]): Touched {
  const table = tableOf(context, args);
  return { usesPartsOf: [[table, { kind: 'schema', path: [table.path[0]] }]] };
}

/** What a recorded call locks. */
export function bulkInsertLocks(context: OperationContext, args: readonly Argument[]): readonly Lock[] {
  return [
    { mode: 'ROW EXCLUSIVE', object: tableOf(context, args) },
    { mode: 'ROW SHARE', which: 'each table that its foreign keys refer to' },
  ];
}

function tableOf({ defaultSchema }: OperationContext, args: readonly Argument[]) {
  const [name, , , { schema = defaultSchema }] = args as unknown as [string, string[], string[][], { schema?: string }];
  return { kind: 'table', path: [schema, name] } as const;
}

function literal(value: BulkValue, place: string): string {
  if (value === undefined) return 'DEFAULT';
  if (value === null) return 'NULL';
  if (isSql(value)) return `(${value.text})`;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : quoteLiteral(String(value));
  if (Array.isArray(value)) return quoteLiteral(arrayText(value, place));
  return quoteLiteral(scalarText(value, place));
}

/** What PostgreSQL's input function of the column's type reads. */
function scalarText(value: Exclude<BulkValue, null | undefined | boolean | number | bigint>, place: string): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'object') return JSON.stringify(value);
  throw new TypeError(`bulkInsert cannot write ${typeof value} into ${place}`);
}

function arrayText(values: readonly BulkValue[], place: string): string {
  const items = values.map((value): string => {
    if (value === null || value === undefined) return 'NULL';
    if (isSql(value)) throw new TypeError(`bulkInsert cannot write sql inside an array into ${place}`);
    if (Array.isArray(value)) return arrayText(value, place);
    const plain = typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint';
    const text = plain ? String(value) : scalarText(value as string | Date, place);
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}
