/** The operation `backfill`: gives rows that are there a value. Not a kind. */

import { defineOperation } from '../schema/operation';
import { columnsIn, inSchema, qualified } from './place';
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
   * Names of constraints of the table that are deferred: they are checked at once, because PostgreSQL alters no table
   * while a check of its rows is to come.
   */
  readonly checkNow?: readonly string[];
}

export const backfill = defineOperation({
  statements: (context, of: string, { schema, set, where, checkNow = [] }: BackfillSpec) => {
    const values = Object.entries(set).map(([column, value]) => `${quoteIdentifier(column)} = ${value.text}`);
    return [
      `UPDATE ${qualified(context, of, schema)} SET ${values.join(', ')}${where === undefined ? '' : ` WHERE ${where.text}`}`,
      ...(checkNow.length === 0 ? [] : ['IMMEDIATE', 'DEFERRED']).map((mode) => {
        const names = checkNow.map((name) => qualified(context, name, schema));
        return `SET CONSTRAINTS ${names.join(', ')} ${mode}`;
      }),
    ];
  },
  touches: (context, table: string, { schema, set }: BackfillSpec) => ({
    changes: columnsIn(context, schema === undefined ? { table } : { table, schema }, Object.keys(set)),
    usesPartsOf: [inSchema(context, 'table', table, schema)],
  }),
});
