/**
 * The operation `probe`: looks, before anything changes, for rows that PostgreSQL would refuse later, and names them. It
 * must never refuse what PostgreSQL would take. Not a kind.
 */

import { defineOperation, type Operation, type OperationContext } from '../schema/operation';
import { lockOn, qualified } from './place';
import { displayName, quoteBlock, quoteIdentifier, quoteList, quoteLiteral } from './sql/quote';
import { isSql, type Sql } from './sql/sql';

/** Where to look. */
interface ProbePlace {
  readonly schema?: string;
  /** The columns that tell rows apart, for the message; without them, rows are named by their place in the file. */
  readonly key?: readonly string[];
}

/** What a revision says beside the name of the table; one of these is what to look for. */
export type ProbeSpec = ProbePlace &
  (
    | {
        /** Columns that are to be NOT NULL. */
        readonly notNull: readonly string[];
      }
    | {
        /** Columns that are to be added as NOT NULL, and have no default: there may be no rows. */
        readonly newNotNull: readonly string[];
      }
    | {
        /** Columns, or expressions, whose values together are to be unique. */
        readonly unique: readonly (string | Sql)[];
        /** The predicate of a partial index. */
        readonly where?: Sql;
        /** Two NULLs are the same. */
        readonly nullsNotDistinct?: boolean;
      }
    | {
        /** What is to be true, or NULL, of each row. */
        readonly check: Sql;
      }
    | {
        /** Columns that are to refer to rows of another table. */
        readonly foreignKey: readonly string[];
        readonly references: { readonly table: string; readonly schema?: string; readonly columns: readonly string[] };
        readonly match?: 'full';
      }
  );

/** Keys that are named, before it is said that there are more. */
const NAMED = 5;

/** One probe: what to ask, and what to say about the answer. */
export interface Look {
  /** SQLSTATE of PostgreSQL's own refusal. */
  readonly state: string;
  /** A query for how many rows are in the way. */
  readonly count: string;
  /** A query for the keys of the first ones, and of one more. */
  readonly keys: string;
  /** Whether the role may see all that it takes to tell. */
  readonly guard?: string;
  /** The message, but for the number of rows between its two parts. */
  readonly message: readonly [string, string];
  /** What the keys are: `rows (id)`. */
  readonly named: string;
  /** The remedy. */
  readonly hint: string;
}

export const probe = defineOperation({
  locks: (context, of: string, spec: ProbeSpec) => [
    lockOn(context, 'ACCESS SHARE', of, spec.schema),
    ...('foreignKey' in spec ? [lockOn(context, 'ACCESS SHARE', spec.references.table, spec.references.schema)] : []),
  ],
  statements: (context, of: string, spec: ProbeSpec) => {
    const { state, count, keys, guard, message, named, hint } = lookFor(context, of, spec);
    const [head, tail] = message;
    const end = tail === '' ? '' : ` || ${quoteLiteral(tail)}`;
    const body = [
      // An expression may mention a column that is called like one of these.
      '#variable_conflict use_column',
      'DECLARE',
      '  number bigint;',
      '  keys text[];',
      'BEGIN',
      ...(guard === undefined ? [] : [`  IF NOT (${guard}) THEN RETURN; END IF;`]),
      `  number := (${count});`,
      '  IF number > 0 THEN',
      `    keys := ARRAY(${keys});`,
      `    RAISE EXCEPTION USING ERRCODE = '${state}',`,
      `      MESSAGE = ${quoteLiteral(head)} || number || CASE number WHEN 1 THEN ' row' ELSE ' rows' END${end},`,
      `      DETAIL = ${quoteLiteral(`${named}: `)} || array_to_string(keys[1:${NAMED}], ', ')`,
      `        || CASE WHEN cardinality(keys) > ${NAMED} THEN ', and more' ELSE '' END,`,
      `      HINT = ${quoteLiteral(hint)};`,
      '  END IF;',
      'END',
    ];
    return [`DO ${quoteBlock(body.join('\n'))}`];
  },
  // It only looks, for the operation behind it, which says what that is about.
  touches: (_context, _of: string, _spec: ProbeSpec) => ({}),
});

/** What a recorded probe asks and says, for those who ask without refusing; nothing for another operation. */
export function lookOf(operation: Operation, context: OperationContext): Look | undefined {
  const known = asProbe(operation);
  return known === undefined ? undefined : lookFor(context, ...known);
}

/** What was found, in the words of the probe. */
export function foundText({ message: [head, tail] }: Look, rows: number): string {
  return `${head}${rows} ${rows === 1 ? 'row' : 'rows'}${tail}`;
}

/** The keys that were found, in the words of the probe. */
export function keysText({ named }: Look, keys: readonly string[]): string {
  return `${named}: ${keys.slice(0, NAMED).join(', ')}${keys.length > NAMED ? ', and more' : ''}`;
}

function lookFor(context: OperationContext, of: string, spec: ProbeSpec): Look {
  const place = { name: fullName(context, of, spec.schema), table: qualified(context, of, spec.schema), of };
  if ('notNull' in spec) return lookForNull(place, spec.notNull, spec);
  if ('newNotNull' in spec) return lookForAny(place, spec.newNotNull, spec);
  if ('unique' in spec) return lookForDuplicates(place, spec.unique, spec);
  if ('check' in spec) return lookForBreach(place, spec.check, spec);
  return lookForNothing(place, spec.foreignKey, spec, context);
}

/** The table, in messages and in SQL. */
interface Place {
  readonly name: string;
  readonly table: string;
  readonly of: string;
}

function lookForNull({ name, table, of }: Place, columns: readonly string[], spec: ProbePlace): Look {
  // The value itself: a row of a composite type that holds nothing but NULLs is a value. And an index can find it.
  const nulls = columns.map((column) => `${quoteIdentifier(column)} IS NOT DISTINCT FROM NULL`).join(' OR ');
  const full = columns.map((column) => `${name}.${displayName(column)}`);
  const [first = ''] = columns;
  return {
    state: '23502',
    ...rowsOf(`${table} WHERE ${nulls}`, spec),
    message:
      columns.length === 1
        ? [`column ${full[0]} cannot become NOT NULL: it is NULL in `, '']
        : [`columns ${full.join(', ')} cannot become NOT NULL: one of them is NULL in `, ''],
    hint: `give these rows a value first: UPDATE ${table} SET ${quoteIdentifier(first)} = ... WHERE ${quoteIdentifier(first)} IS NULL; or let op.backfill('${of}', ...) do that in the place of this probe`,
  };
}

function lookForAny({ name, table, of }: Place, columns: readonly string[], spec: ProbePlace): Look {
  const full = columns.map((column) => `${name}.${displayName(column)}`).join(', ');
  const word = columns.length === 1 ? 'column' : 'columns';
  return {
    state: '23502',
    ...rowsOf(table, spec),
    message: [`${word} ${full} cannot be added as NOT NULL without a default: ${name} has `, ''],
    hint: `in the place of this probe, add what is NOT NULL as nullable, let op.backfill('${of}', ...) fill it, then make it NOT NULL; or give it a default`,
  };
}

function lookForDuplicates(
  { name, table }: Place,
  parts: readonly (string | Sql)[],
  spec: ProbePlace & { readonly where?: Sql; readonly nullsNotDistinct?: boolean },
): Look {
  const aliases = parts.map((_, place) => `k${place + 1}`);
  // Inside first: GROUP BY would take a constant for a number of a column.
  const values = parts.map(
    (part, place) => `${isSql(part) ? `(${part.text})` : quoteIdentifier(part)} AS k${place + 1}`,
  );
  const where = [onlyOwnRows(table), ...(spec.where === undefined ? [] : [`(${spec.where.text})`])];
  const known = aliases.map((alias) => `k.${alias} IS DISTINCT FROM NULL`);
  const same = [
    `FROM (SELECT ${values.join(', ')} FROM ${table} WHERE ${where.join(' AND ')}) AS k`,
    ...(spec.nullsNotDistinct ? [] : [`WHERE ${known.join(' AND ')}`]),
    `GROUP BY ${list('k', aliases)} HAVING count(*) > 1`,
  ].join(' ');
  const words = parts.map((part) => (isSql(part) ? part.text : displayName(part))).join(', ');
  return {
    state: '23505',
    count: `SELECT coalesce(sum(same.rows), 0)::bigint FROM (SELECT count(*) AS rows ${same}) AS same`,
    keys: `SELECT ROW(${list('k', aliases)})::text || ' in ' || count(*) || ' rows' ${same} ORDER BY count(*) DESC, ${list('k', aliases)} LIMIT ${NAMED + 1}`,
    message: [`${name} (${words}) cannot become unique: `, ' share their values with others'],
    named: `values (${words})`,
    hint: 'leave one row of each value: change the others, or delete them',
  };
}

function lookForBreach({ name, table }: Place, check: Sql, spec: ProbePlace): Look {
  return {
    state: '23514',
    // NULL passes a check.
    ...rowsOf(`${table} WHERE NOT (${check.text})`, spec),
    message: [`${name} cannot get the check (${check.text}): `, ' would break it'],
    hint: 'correct these rows first, or the check',
  };
}

function lookForNothing(
  { name, table }: Place,
  columns: readonly string[],
  {
    references,
    match,
    key = [],
  }: ProbePlace & {
    readonly references: { readonly table: string; readonly schema?: string; readonly columns: readonly string[] };
    readonly match?: 'full';
  },
  context: OperationContext,
): Look {
  const other = qualified(context, references.table, references.schema);
  const otherName = fullName(context, references.table, references.schema);
  const own = list('own', columns);
  const pairs = columns.map(
    (column, place) => `other.${quoteIdentifier(references.columns[place] ?? column)} = own.${quoteIdentifier(column)}`,
  );
  // Where not all are NULL, all of them must lead somewhere; by default, where none is.
  const asked = match === 'full' ? `num_nonnulls(${own}) > 0` : `num_nulls(${own}) = 0`;
  const lost = `${table} AS own WHERE ${asked} AND ${onlyOwnRows(table, 'own.')} AND NOT EXISTS (SELECT FROM ${other} AS other WHERE ${pairs.join(' AND ')})`;
  const shown = [...new Set([...key, ...columns])];
  const [from, to] = [columns, references.columns].map((names) => names.map(displayName).join(', '));
  return {
    state: '23503',
    count: `SELECT count(*) FROM ${lost}`,
    keys: `SELECT ROW(${list('own', shown)})::text FROM ${lost} ORDER BY ${list('own', key.length === 0 ? columns : key)} LIMIT ${NAMED + 1}`,
    // A foreign key wants another privilege than reading, and sees all rows.
    guard: `has_table_privilege(${quoteLiteral(other)}, 'SELECT') AND NOT row_security_active(${quoteLiteral(other)})`,
    message: [`${name} (${from}) cannot refer to ${otherName} (${to}): `, ' would refer to nothing'],
    named: `rows (${shown.map(displayName).join(', ')})`,
    hint: `add what is missing to ${otherName}, or correct these rows first`,
  };
}

/** How many rows there are, and the keys of the first. */
function rowsOf(rows: string, { key = [] }: ProbePlace): Pick<Look, 'count' | 'keys' | 'named'> {
  const named = `rows (${key.length === 0 ? 'ctid' : key.map(displayName).join(', ')})`;
  const shown =
    key.length === 0
      ? `SELECT ctid::text FROM ${rows}`
      : `SELECT ROW(${quoteList(key)})::text FROM ${rows} ORDER BY ${quoteList(key)}`;
  return { count: `SELECT count(*) FROM ${rows}`, keys: `${shown} LIMIT ${NAMED + 1}`, named };
}

/** Of a table that others inherit from, keys see its own rows only; of one with partitions, all. */
function onlyOwnRows(table: string, alias = ''): string {
  const id = `${quoteLiteral(table)}::regclass`;
  return `(${alias}tableoid = ${id} OR EXISTS (SELECT FROM pg_catalog.pg_partitioned_table WHERE partrelid = ${id}))`;
}

function list(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}.${quoteIdentifier(column)}`).join(', ');
}

function fullName(context: OperationContext, table: string, schema: string | undefined): string {
  return [schema ?? context.defaultSchema, table].map(displayName).join('.');
}

/** Probes for new columns of one table are one: any row is in the way of all of them. */
export function joinProbes(first: Operation, second: Operation): Operation | undefined {
  const [one, other] = [asProbe(first), asProbe(second)];
  if (one === undefined || other === undefined) return undefined;
  const [[table, spec], [otherTable, more]] = [one, other];
  if (table !== otherTable || spec.schema !== more.schema) return undefined;
  if (!('newNotNull' in spec) || !('newNotNull' in more)) return undefined;
  return { name: 'probe', args: [table, { ...spec, newNotNull: [...spec.newNotNull, ...more.newNotNull] }] };
}

function asProbe({ name, args }: Operation): readonly [table: string, spec: ProbeSpec] | undefined {
  return name === 'probe' ? (args as unknown as [string, ProbeSpec]) : undefined;
}
