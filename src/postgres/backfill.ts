/** The operation `backfill`: gives rows that are there a value. Not a kind. */

import { defineOperation, type OperationContext } from '../schema/operation';
import { columnsIn, inSchema, lockOn, qualified } from './place';
import { batchesBlock, batchesOf, type RowBatches } from './row-batches';
import { quoteIdentifier } from './sql/quote';
import type { Sql } from './sql/sql';

/** What a revision says beside the name of the table. */
export interface BackfillSpec {
  readonly schema?: string;
  /** The new value of each column: an expression over the columns of the row. */
  readonly set: Readonly<Record<string, Sql>>;
  /** Which rows; all of them where it is left out. */
  readonly where?: Sql;
  /**
   * So many rows at a time, in the order of the primary key, each batch in a transaction of its own: no row is locked for
   * longer than its batch takes, and what breaks off goes on behind the last one. Only in a revision with
   * `transaction = false`.
   */
  readonly batch?: number;
  /**
   * Names of constraints of the table that are deferred: they are checked at once, because PostgreSQL alters no table
   * while a check of its rows is to come. Each batch checks them by itself.
   */
  readonly checkNow?: readonly string[];
}

export const backfill = defineOperation({
  locks: (context, of: string, { schema }: BackfillSpec) => [
    lockOn(context, 'ROW EXCLUSIVE', of, schema),
    { mode: 'ROW SHARE', which: 'each table at the other end of a foreign key over such a column' },
  ],
  statements: (context, of: string, spec: BackfillSpec) => {
    const batches = batchesIn(context, of, spec);
    if (batches !== undefined) return [batchesBlock(batches)];
    const { schema, where, checkNow = [] } = spec;
    return [
      `UPDATE ${qualified(context, of, schema)} SET ${assignments(spec)}${where === undefined ? '' : ` WHERE ${where.text}`}`,
      ...(checkNow.length === 0 ? [] : ['IMMEDIATE', 'DEFERRED']).map((mode) => {
        const names = checkNow.map((name) => qualified(context, name, schema));
        return `SET CONSTRAINTS ${names.join(', ')} ${mode}`;
      }),
    ];
  },
  batched: (context, of: string, spec: BackfillSpec) => {
    const batches = batchesIn(context, of, spec);
    return batches === undefined ? undefined : batchesOf(batches);
  },
  touches: (context, table: string, { schema, set }: BackfillSpec) => ({
    changes: columnsIn(context, schema === undefined ? { table } : { table, schema }, Object.keys(set)),
    usesPartsOf: [inSchema(context, 'table', table, schema)],
  }),
});

function assignments({ set }: BackfillSpec): string {
  return Object.entries(set)
    .map(([column, value]) => `${quoteIdentifier(column)} = ${value.text}`)
    .join(', ');
}

function batchesIn(context: OperationContext, of: string, spec: BackfillSpec): RowBatches | undefined {
  const { schema, set, where, batch } = spec;
  if (batch === undefined) return undefined;
  return {
    table: qualified(context, of, schema),
    columns: Object.keys(set),
    assignments: assignments(spec),
    where: where?.text,
    size: batch,
  };
}
