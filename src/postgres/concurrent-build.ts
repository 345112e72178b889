/**
 * An index that is built, or dropped, concurrently: how one finds out what became of it. A build that fails leaves an index
 * of the name behind, which is invalid, and so does a drop.
 * Source: PostgreSQL documentation, SQL-CREATEINDEX-CONCURRENTLY and SQL-DROPINDEX.
 */

import type { Alone } from '../schema/operation';
import { quoteLiteral } from './sql/quote';

/** In a temporary schema nothing else has these names. */
const COPY = 'autogen_rehearsal';
const INDEX = `${COPY}_index`;

/** All that makes an index `i` what it is, but for its name and its table: columns by name, since a copy numbers them anew. */
const DEFINITION = `pg_catalog.json_build_array(i.indisunique, m.amname, i.indnkeyatts,
  ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, n, false) FROM pg_catalog.generate_series(1, i.indnatts) AS n),
  i.indoption::text, i.indclass::text, i.indcollation::text, pg_catalog.pg_get_expr(i.indpred, i.indrelid),
  pg_catalog.to_jsonb(i) -> 'indnullsnotdistinct', k.reloptions)::text`;

const FROM = `LEFT JOIN pg_catalog.pg_class k ON k.oid = named.oid
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.oid
  LEFT JOIN pg_catalog.pg_am m ON m.oid = k.relam`;

/**
 * @param index - its name, qualified, as SQL writes it.
 * @param table - its table's, likewise.
 * @param definition - what follows both in `CREATE INDEX`.
 */
export function concurrentBuild(index: string, table: string, unique: boolean, definition: string): Alone {
  return {
    what: `the index ${index}`,
    find: findSql(index, table),
    makes: {
      clear: `DROP INDEX CONCURRENTLY ${index}`,
      rehearse: [
        `CREATE TEMPORARY TABLE ${COPY} (LIKE ${table}) ON COMMIT DROP`,
        `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${INDEX} ON pg_temp.${COPY}${definition}`,
      ],
      rehearsed: `SELECT ${DEFINITION} AS definition FROM (SELECT 'pg_temp.${INDEX}'::regclass::oid AS oid) AS named ${FROM}`,
    },
  };
}

/** Both names as for {@link concurrentBuild}. */
export function concurrentDrop(index: string, table: string): Alone {
  return { what: `the index ${index}`, find: findSql(index, table) };
}

function findSql(index: string, table: string): string {
  return `SELECT CASE WHEN named.oid IS NULL THEN 'absent'
                WHEN i.indrelid IS DISTINCT FROM pg_catalog.to_regclass(${quoteLiteral(table)}) THEN 'other'
                WHEN i.indisvalid THEN 'finished' ELSE 'unfinished' END AS state, ${DEFINITION} AS definition
           FROM (SELECT pg_catalog.to_regclass(${quoteLiteral(index)})::oid AS oid) AS named ${FROM}`;
}
