/** How columns are read: what stands here is SQL, and the rows that come of it. Not a kind. */

import type { Session } from '../schema/kind';
import type { Collation } from './column-spec';
import { GRANTS_ON_COLUMN } from './grants';
import { IDLE_SEQUENCES } from './owned-sequence';
import { DOMAINS, JOIN_ORIGIN_OF_TYPE, ORIGIN_OF_TYPE, type TypeOrigin } from './type-origin';

/**
 * What the role may not see, the columns, the domains among their types, what generated columns are computed from,
 * grants, and sequences that are not used.
 */
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
    `SELECT pg_catalog.format_type(s.atttypid, s.atttypmod), ${ORIGIN_OF_TYPE},
          CASE WHEN l.oid IS NOT NULL THEN
            pg_catalog.json_build_array(ln.nspname, l.collname, pg_catalog.pg_collation_is_visible(l.oid)) END,
          s.expression, s.serial, s.attgenerated, NOT (s.attnotnull OR t.typnotnull), s.attidentity, s.tables, s.numbers
     FROM (SELECT a.atttypid, a.atttypmod, a.attcollation, a.attnotnull, a.attidentity, a.attgenerated, a.serial,
                  CASE WHEN NOT a.serial THEN a.expression END AS expression,
                  array_agg(a.attrelid) AS tables, array_agg(a.attnum) AS numbers
             FROM (SELECT a.*, coalesce(a.expression = ANY(q.defaults), false) AS serial
                     FROM (SELECT a.attrelid, a.attnum, a.atttypid, a.atttypmod, a.attcollation, a.attnotnull,
                                  a.attidentity, a.attgenerated,
                                  CASE WHEN a.atthasdef THEN
                                    (SELECT pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE d.adrelid END)
                                       FROM pg_catalog.pg_attrdef d
                                      WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END AS expression
                             FROM pg_catalog.pg_attribute a
                             JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                            WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                              AND a.attnum > 0 AND NOT a.attisdropped OFFSET 0) a
                     LEFT JOIN (${OWNED_SEQUENCES}) q ON q.refobjid = a.attrelid AND q.refobjsubid = a.attnum) a
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) s
     JOIN pg_catalog.pg_type t ON t.oid = s.atttypid
     ${JOIN_ORIGIN_OF_TYPE}
     LEFT JOIN pg_catalog.pg_collation l ON l.oid = s.attcollation AND l.oid <> t.typcollation
     LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace`,
    DOMAINS,
    // What generated columns are computed from: up to 14 the column itself depends on it, from 15 on its expression.
    version >= 150_000
      ? `SELECT d.adrelid, d.adnum, array_agg(x.refobjsubid)
         FROM pg_catalog.pg_attrdef d
         JOIN pg_catalog.pg_depend x
           ON x.classid = 'pg_catalog.pg_attrdef'::regclass AND x.objid = d.oid
          AND x.refclassid = 'pg_catalog.pg_class'::regclass AND x.refobjid = d.adrelid
          AND x.refobjsubid > 0 AND x.refobjsubid <> d.adnum
         JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[])
        GROUP BY d.adrelid, d.adnum`
      : `SELECT x.objid, x.objsubid, array_agg(x.refobjsubid)
         FROM pg_catalog.pg_depend x
         JOIN pg_catalog.pg_class c ON c.oid = x.objid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY($1::text[]) AND x.classid = 'pg_catalog.pg_class'::regclass AND x.objsubid > 0
          AND x.refclassid = 'pg_catalog.pg_class'::regclass AND x.refobjid = x.objid AND x.refobjsubid > 0
        GROUP BY x.objid, x.objsubid`,
    `SELECT a.attrelid, a.attnum, ${GRANTS_ON_COLUMN}
     FROM (SELECT attrelid, attnum, attacl FROM pg_catalog.pg_attribute
            WHERE attacl IS NOT NULL AND attnum > 0 AND NOT attisdropped OFFSET 0) a
     JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
    IDLE_SEQUENCES,
  ];
}

/** What pg_catalog says about columns that are alike. */
export type ColumnsRow = [
  type: string,
  origin: TypeOrigin | null,
  collation: CollationRow | null,
  expression: string | null,
  serial: boolean,
  generated: string,
  nullable: boolean,
  identity: '' | keyof typeof IDENTITIES,
  tables: number[],
  numbers: number[],
];

/** A generated column, and the numbers of those that it is computed from. */
export type BaseRow = [table: number, number: number, bases: number[]];

/** What `attidentity` means. */
export const IDENTITIES = { a: 'always', d: 'by default' } as const;

/** Any of these lets a role see a column in information_schema. */
const PRIVILEGES = 'SELECT, INSERT, UPDATE, REFERENCES';

/** The defaults that make a column serial: it owns the sequences. Never `E'…'`, whatever their names. */
const OWNED_SEQUENCES = `
  SELECT d.refobjid, d.refobjsubid,
         array_agg('nextval(''' || replace(d.objid::regclass::text, '''', '''''') || '''::regclass)') AS defaults
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_sequence o ON o.seqrelid = d.objid
   WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'
   GROUP BY 1, 2`;

/** As `pg_collation` has it, and whether it is found without its schema. */
type CollationRow = readonly [schema: string, name: string, visible: boolean];

export function collationOf([schema, name, visible]: CollationRow): Collation {
  return visible ? name : { schema, name };
}
