/** The operation `backfill`: gives rows that are there a value. Not a kind. */

import { defineOperation } from '../schema/operation';
import { qualified } from './place';
import { quoteIdentifier } from './sql/quote';
import type { Sql } from './sql/sql';

/** What a revision says beside the name of the table. */
export interface BackfillSpec {
  readonly schema?: string;
  /** The new value of each column: an expression over the columns of the row. */
  readonly set: Readonly<Record<string, Sql>>;
  /** Which rows; all of them where it is left out. */
  readonly where?: Sql;
}

export const backfill = defineOperation({
  statements: (context, of: string, { schema, set, where }: BackfillSpec) => {
    const values = Object.entries(set).map(([column, value]) => `${quoteIdentifier(column)} = ${value.text}`);
    return [
      `UPDATE ${qualified(context, of, schema)} SET ${values.join(', ')}${where === undefined ? '' : ` WHERE ${where.text}`}`,
    ];
  },
});
