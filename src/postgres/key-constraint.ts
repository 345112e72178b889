/** How primary keys and unique constraints are read alike. Not a kind. */

/** One row of {@link keyConstraintQuery}. */
export type KeyConstraintRow = [
  table: number,
  name: string,
  columns: number[],
  deferrable: boolean,
  deferred: boolean,
  /** The numbers of all columns of the index, with spaces between them. */
  indexed: string,
  nullsNotDistinct: boolean,
];

/**
 * Constraints of one `contype`, with the columns of their index in order.
 *
 * @param version `server_version_num`; NULLS NOT DISTINCT is there from 15 on.
 */
export function keyConstraintQuery(type: 'p' | 'u', version = 0): string {
  return `SELECT k.conrelid, k.conname, k.conkey, k.condeferrable, k.condeferred, i.indkey::text,
                 ${version >= 150_000 ? 'i.indnullsnotdistinct' : 'false'}
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
           WHERE k.contype = '${type}' AND n.nspname = ANY($1::text[]) AND NOT c.relispartition
           ORDER BY n.nspname, c.relname, k.conname`;
}
