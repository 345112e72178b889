/**
 * An UPDATE that goes through its rows in the order of their primary key, so many at a time. Which columns that key has only
 * the server knows: it writes the statements itself, and a plain client lets it run them in a block that commits. Not a kind.
 */

import type { Batched } from '../schema/operation';
import { quoteBlock, quoteLiteral } from './sql/quote';

/** What is to be changed. */
export interface RowBatches {
  /** The table's name, qualified, as SQL writes it. */
  readonly table: string;
  /** The columns that change. */
  readonly columns: readonly string[];
  /** What follows SET. */
  readonly assignments: string;
  /** Which rows; all of them where it is left out. */
  readonly where: string | undefined;
  /** How many at a time. */
  readonly size: number;
}

/** @throws RangeError where the size is none. */
export function batchesOf(batches: RowBatches): Batched {
  const { table, where, size } = batches;
  if (!Number.isSafeInteger(size) || size < 1)
    throw new RangeError(`batch must be a whole number above zero, not ${size}`);
  return {
    what: `the rows of ${table}`,
    survey: survey(batches),
    estimate: `EXPLAIN (FORMAT JSON) SELECT 1 FROM ${table}${where === undefined ? '' : ` WHERE ${where}`}`,
  };
}

/** The same for a client that runs no statement twice. Must not run in a transaction, since it commits. */
export function batchesBlock(batches: RowBatches): string {
  const { survey, what } = batchesOf(batches);
  const failure = quoteLiteral(`cannot go through ${what} in batches: `);
  const block = `DECLARE
  way record;
  behind text[];
  last text[];
BEGIN
  ${survey} INTO way;
  IF way.obstacle IS NOT NULL THEN
    RAISE EXCEPTION USING MESSAGE = ${failure} || way.obstacle;
  END IF;
  LOOP
    EXECUTE way.find INTO last USING behind;
    EXIT WHEN last IS NULL;
    EXECUTE way.change USING behind, last;
    COMMIT;
    behind := last;
  END LOOP;
END`;
  return `DO ${quoteBlock(block)}`;
}

/** Dates and times are written in the one way that every setting reads. */
const KEY = `SELECT array_agg(a.attname::text) AS names,
      string_agg(format('%I', a.attname), ', ' ORDER BY k.place) AS list,
      string_agg(format('%I DESC', a.attname), ', ' ORDER BY k.place) AS backwards,
      string_agg(format(CASE t.typcategory WHEN 'D' THEN 'to_jsonb(%I) #>> ''{}''' ELSE '%I::text' END, a.attname), ', ' ORDER BY k.place) AS texts,
      string_agg(format('($1::text[])[%s]::%s', k.place, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.place) AS low,
      string_agg(format('($2::text[])[%s]::%s', k.place, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.place) AS high
    FROM pg_catalog.pg_constraint p CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.number
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE p.conrelid = place.oid AND p.contype = 'p'`;

function survey({ table, columns, assignments, where, size }: RowBatches): string {
  // Behind a line comment of the author's, too.
  const rows = where === undefined ? '' : ` AND (${where}\n)`;
  const behind = '($1::text[] IS NULL OR (%2$s) > (%5$s))';
  const find =
    `SELECT ARRAY[%4$s] AS last FROM (SELECT %2$s FROM %1$s WHERE ${behind}%7$s ORDER BY %2$s LIMIT %8$s) AS batch ` +
    'ORDER BY %3$s LIMIT 1';
  const change = `UPDATE %1$s SET %9$s\nWHERE ${behind} AND (%2$s) <= (%6$s)%7$s`;
  const parts = [
    quoteLiteral(table),
    ...['list', 'backwards', 'texts', 'low', 'high'].map((name) => `key.${name}`),
    ...[rows, String(size), assignments].map(quoteLiteral),
  ].join(', ');
  const changed = `ARRAY[${columns.map(quoteLiteral).join(', ')}]::text[]`;
  return `SELECT CASE
    WHEN place.oid IS NULL THEN 'there is no such table'
    WHEN key.names IS NULL THEN 'it has no primary key'
    WHEN key.names && ${changed} THEN 'its primary key is what is to be changed'
    WHEN c.relkind = 'r' AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = place.oid)
      THEN 'other tables inherit from it' END AS obstacle,
  format(${quoteLiteral(find)}, ${parts}) AS find,
  format(${quoteLiteral(change)}, ${parts}) AS change
  FROM (SELECT to_regclass(${quoteLiteral(table)})::oid AS oid) AS place
  LEFT JOIN pg_catalog.pg_class c ON c.oid = place.oid
  LEFT JOIN LATERAL (${KEY}) AS key ON true`;
}
