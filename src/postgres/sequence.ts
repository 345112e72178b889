/** What serial and identity columns share: the sequence behind them. Not a kind. */

import { quoteLiteral } from './sql/quote';

/** Every parameter of a sequence. Whole numbers as text, because a bigint does not fit a JavaScript number. */
export interface SequenceTraits {
  readonly name: string;
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
}

/**
 * SQL: the sequences that belong to columns. Those that differ in nothing but their columns and names come as one row: a
 * {@link SequencesRow}.
 */
export const SEQUENCES_OF_COLUMNS = `
  SELECT array_agg(s.attrelid), array_agg(s.attnum), pg_catalog.to_json(array_agg(s.relname)), s.use,
         pg_catalog.format_type(s.seqtypid, NULL), s.seqstart::text, s.seqincrement::text, s.seqmin::text, s.seqmax::text,
         s.seqcache::text, s.seqcycle
    FROM (SELECT s.*, k.relname, a.attrelid, a.attnum,
                 -- An identity column may own another one beside its own.
                 CASE WHEN a.attidentity <> '' AND d.deptype = 'i' THEN 'identity'
                      WHEN f.oid IS NULL THEN CASE WHEN d.deptype = 'a' AND k.relnamespace = c.relnamespace THEN 'idle' END
                      WHEN a.attgenerated <> '' THEN NULL
                      -- Never E'…', whatever its name.
                      WHEN pg_catalog.pg_get_expr(f.adbin, 0)
                           = 'nextval(''' || replace(k.oid::regclass::text, '''', '''''') || '''::regclass)' THEN 'serial' END AS use
            FROM pg_catalog.pg_sequence s
            JOIN pg_catalog.pg_class k ON k.oid = s.seqrelid
            JOIN pg_catalog.pg_depend d
              ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = k.oid AND d.deptype IN ('a', 'i')
             AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
            JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
            LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum
           WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') OFFSET 0) s
   WHERE s.use IS NOT NULL
   GROUP BY 4, 5, 6, 7, 8, 9, 10, 11`;

/** What {@link SEQUENCES_OF_COLUMNS} finds. */
export type SequencesRow = [
  tables: number[],
  columns: number[],
  names: string[],
  /** `serial`: the columns' default is their next value. `idle`: the columns have no default. */
  use: 'serial' | 'identity' | 'idle',
  type: string,
  start: string,
  increment: string,
  min: string,
  max: string,
  cache: string,
  cycle: boolean,
];

/** How a revision writes the parameters that are not what PostgreSQL would choose. */
export interface SequenceOptions {
  readonly type?: 'smallint' | 'integer' | 'bigint';
  readonly start?: string;
  readonly increment?: string;
  readonly min?: string;
  readonly max?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
}

const LARGEST: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

/** The sequence that PostgreSQL makes for a serial or identity column of this type. */
export function impliedSequence(name: string, type: string): SequenceTraits {
  const max = LARGEST[type] ?? (LARGEST.bigint as string);
  return { name, type, start: '1', increment: '1', min: '1', max, cache: '1', cycle: false };
}

/** The parameters (without the name) in which two sequences differ, as the second has them. */
export function differingOptions(from: SequenceTraits, to: SequenceTraits): SequenceOptions {
  return Object.fromEntries(
    (['type', 'start', 'increment', 'min', 'max', 'cache', 'cycle'] as const)
      .filter((option) => from[option] !== to[option])
      .map((option) => [option, to[option]]),
  ) as SequenceOptions;
}

/** The parameters as SQL, each with a leading space. */
export function sequenceOptionsSql(options: SequenceOptions): string {
  return [
    options.type === undefined ? '' : ` AS ${options.type}`,
    options.increment === undefined ? '' : ` INCREMENT BY ${integer(options.increment)}`,
    options.min === undefined ? '' : ` MINVALUE ${integer(options.min)}`,
    options.max === undefined ? '' : ` MAXVALUE ${integer(options.max)}`,
    options.start === undefined ? '' : ` START WITH ${integer(options.start)}`,
    options.cache === undefined ? '' : ` CACHE ${integer(options.cache)}`,
    options.cycle === undefined ? '' : options.cycle ? ' CYCLE' : ' NO CYCLE',
  ].join('');
}

function integer(value: string): string {
  return BigInt(value).toString();
}

/** Lets the sequence of a column go on behind the largest value that the column holds; it begins with 1 by itself. */
export function continueSequence(table: string, column: string, quotedColumn: string): string {
  const sequence = `pg_get_serial_sequence(${quoteLiteral(table)}, ${quoteLiteral(column)})`;
  return `SELECT setval(${sequence}, max(${quotedColumn})) FROM ${table} HAVING max(${quotedColumn}) > 0`;
}
