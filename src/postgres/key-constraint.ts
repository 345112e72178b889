/** How primary keys and unique constraints are read alike. Not a kind. */

/** One row of {@link keyConstraintQuery}. */
export type KeyConstraintRow = [
  schema: string,
  table: string,
  name: string,
  columns: string[],
  deferrable: boolean,
  deferred: boolean,
  included: string[] | null,
  nullsNotDistinct: boolean,
];

/**
 * Constraints of one `contype`, with the columns of their index in order.
 *
 * @param version `server_version_num`; NULLS NOT DISTINCT is there from 15 on.
 */
export function keyConstraintQuery(type: 'p' | 'u', version = 0): string {
  return `SELECT n.nspname, c.relname, k.conname,
                 (SELECT array_agg(a.attname::text ORDER BY p.place)
                    FROM unnest(k.conkey) WITH ORDINALITY AS p(number, place)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.number),
                 k.condeferrable, k.condeferred,
                 CASE WHEN i.indnatts > i.indnkeyatts THEN
                   (SELECT array_agg(a.attname::text ORDER BY p.place)
                      FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS p(number, place)
                      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.number
                     WHERE p.place > i.indnkeyatts) END,
                 ${version >= 150_000 ? 'i.indnullsnotdistinct' : 'false'}
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
           WHERE k.contype = '${type}' AND n.nspname = ANY($1::text[]) AND NOT c.relispartition
           ORDER BY n.nspname, c.relname, k.conname`;
}
