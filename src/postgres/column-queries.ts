/** How columns are read: what stands here is SQL, and the rows that come of it. Not a kind. */

import type { Session } from '../schema/kind';
import type { Collation } from './column-spec';
import { type GrantRow, grantsOn } from './grants';
import { SEQUENCES_OF_COLUMNS } from './sequence';
import { DOMAINS, JOIN_ORIGIN_OF_TYPE, ORIGIN_OF_TYPE, type TypeOrigin } from './type-origin';

/** What the role may not see, the columns, the domains among their types, and the sequences that belong to them. */
export function columnQueries({ version }: Session): readonly string[] {
  return [
    // What information_schema.columns would not show to this role: as a rule nothing, which is why only that is read.
    `SELECT a.attrelid, a.attnum
     FROM (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND NOT pg_catalog.has_table_privilege(c.oid, '${PRIVILEGES}') OFFSET 0) t
     JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE NOT pg_catalog.has_column_privilege(t.oid, a.attnum, '${PRIVILEGES}')`,
    // Columns that are alike in all but their names come as one row: most are like many others. A default refers to
    // no column, so it is printed without its table. Measured: 8,000 of them in 26 ms, not 73.
    `SELECT s.tables, s.numbers, pg_catalog.format_type(s.atttypid, s.atttypmod), ${ORIGIN_OF_TYPE},
          CASE WHEN l.oid IS NOT NULL THEN
            pg_catalog.json_build_array(ln.nspname, l.collname, pg_catalog.pg_collation_is_visible(l.oid)) END,
          s.expression, s.attgenerated, NOT (s.attnotnull OR t.typnotnull), s.attidentity,
          s.bases, CASE WHEN s.attacl IS NOT NULL THEN ${grantsOn('s.attacl', 's.relowner')} END
     FROM (SELECT a.atttypid, a.atttypmod, a.attcollation, a.attnotnull, a.attidentity, a.attgenerated,
                  a.expression, a.bases, a.attacl, a.relowner,
                  array_agg(a.attrelid) AS tables, array_agg(a.attnum) AS numbers
             FROM (SELECT a.attrelid, a.attnum, a.atttypid, a.atttypmod, a.attcollation, a.attnotnull,
                          a.attidentity, a.attgenerated, a.attacl,
                          CASE WHEN a.attacl IS NOT NULL THEN c.relowner END AS relowner,
                          CASE WHEN a.attgenerated <> '' THEN ARRAY(${basesQuery(version)}) END AS bases,
                          CASE WHEN a.atthasdef THEN
                            (SELECT pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE d.adrelid END)
                               FROM pg_catalog.pg_attrdef d
                              WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END AS expression
                     FROM pg_catalog.pg_attribute a
                     JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                      AND a.attnum > 0 AND NOT a.attisdropped OFFSET 0) a
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) s
     JOIN pg_catalog.pg_type t ON t.oid = s.atttypid
     ${JOIN_ORIGIN_OF_TYPE}
     LEFT JOIN pg_catalog.pg_collation l ON l.oid = s.attcollation AND l.oid <> t.typcollation
     LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace`,
    DOMAINS,
    SEQUENCES_OF_COLUMNS,
  ];
}

/** What pg_catalog says about columns that are alike. */
export type ColumnsRow = [
  tables: number[],
  numbers: number[],
  type: string,
  origin: TypeOrigin | null,
  collation: CollationRow | null,
  expression: string | null,
  generated: string,
  nullable: boolean,
  identity: '' | keyof typeof IDENTITIES,
  /** The numbers of the columns that a generated one is computed from. */
  bases: number[] | null,
  grants: readonly GrantRow[] | null,
];

/** What `attidentity` means. */
export const IDENTITIES = { a: 'always', d: 'by default' } as const;

/** Any of these lets a role see a column in information_schema. */
const PRIVILEGES = 'SELECT, INSERT, UPDATE, REFERENCES';

/** What a generated column `a` is computed from: up to 14 the column itself depends on it, from 15 on its expression. */
function basesQuery(version: number): string {
  const [dependent, condition] =
    version >= 150_000
      ? [
          `pg_catalog.pg_attrdef d
           JOIN pg_catalog.pg_depend x ON x.classid = 'pg_catalog.pg_attrdef'::regclass AND x.objid = d.oid`,
          'd.adrelid = a.attrelid AND d.adnum = a.attnum',
        ]
      : [
          'pg_catalog.pg_depend x',
          `x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = a.attrelid AND x.objsubid = a.attnum`,
        ];
  return `SELECT DISTINCT x.refobjsubid FROM ${dependent}
           WHERE ${condition} AND x.refclassid = 'pg_catalog.pg_class'::regclass AND x.refobjid = a.attrelid
             AND x.refobjsubid > 0 AND x.refobjsubid <> a.attnum ORDER BY 1`;
}

/** As `pg_collation` has it, and whether it is found without its schema. */
type CollationRow = readonly [schema: string, name: string, visible: boolean];

export function collationOf([schema, name, visible]: CollationRow): Collation {
  return visible ? name : { schema, name };
}
