/**
 * The operations `alterColumn` and `alterTable`: everything that changes in place about columns, in one statement. Not a
 * kind.
 */

import type { PlanContext } from '../schema/kind';
import type { Lock } from '../schema/lock';
import {
  type Argument,
  defineOperation,
  type Hazard,
  type Operation,
  type OperationContext,
} from '../schema/operation';
import { conversionBetween, conversionSql } from './casts';
import { type Collation, collationSql, type Identity, specTypeSql, typeOf } from './column-spec';
import { columnsIn, inTable, lockOn, placed, qualified, tableName } from './place';
import { continueSequence } from './sequence';
import { displayName, quoteIdentifier, quoteLiteral } from './sql/quote';
import type { Sql } from './sql/sql';
import { type ColumnType, isArrayType, isTypeReference, longType, type TypeName } from './sql/types';
import { typeChangeHazards } from './type-change-hazards';

/** What a revision may change about a column; what is left out stays. */
export interface ColumnChanges {
  /** The type until now: for the reader, and for what is said about values that the new one cannot hold. */
  readonly from?: ColumnType;
  readonly type?: ColumnType;
  /** How to convert the values, where PostgreSQL does not know. */
  readonly using?: Sql;
  /** Instead of `using`: the values are read as text, and these become others: `{ archived: 'closed' }`. */
  readonly map?: Readonly<Record<string, string>>;
  readonly collation?: Collation | null;
  readonly nullable?: boolean;
  /** `null` drops the default. */
  readonly default?: Sql | null;
  /** `null` makes it a plain column. */
  readonly identity?: Identity | null;
  /** `null` keeps the values and forgets the expression. */
  readonly generated?: null;
}

/** What a revision may change about a table in one statement: PostgreSQL reads and writes its rows once. */
export interface TableChanges {
  readonly schema?: string;
  readonly columns: Readonly<Record<string, ColumnChanges>>;
}

/** One call of `alterColumn`, for the column with this path. */
export function alteration(
  [schema, table, name]: readonly string[],
  changes: ColumnChanges,
  context: PlanContext,
): Operation {
  return {
    name: 'alterColumn',
    args: [table, name, { ...placed(schema as string, context), ...changes } as Argument],
  };
}

type PlacedChanges = ColumnChanges & { readonly schema?: string };

export const alterColumn = defineOperation({
  locks: (context, of: string, _name: string, changes: PlacedChanges) =>
    alterLocks(context, of, changes.schema, [changes]),
  statements: (context, of: string, name: string, changes: PlacedChanges) =>
    alterStatements(qualified(context, of, changes.schema), Object.fromEntries([[name, changes]])),
  hazards: (of: string, name: string, changes: PlacedChanges) => alterHazards(of, name, changes),
  touches: (context, table: string, name: string, changes: PlacedChanges) => ({
    changes: [inTable(context, 'column', { ...changes, table }, name)],
    uses: typeOf(changes, context),
  }),
});

export const alterTable = defineOperation({
  locks: (context, of: string, { schema, columns }: TableChanges) =>
    alterLocks(context, of, schema, Object.values(columns)),
  statements: (context, of: string, { schema, columns }: TableChanges) =>
    alterStatements(qualified(context, of, schema), columns),
  hazards: (of: string, { schema, columns }: TableChanges) =>
    Object.entries(columns).flatMap(([name, changes]) =>
      alterHazards(of, name, { ...changes, ...(schema === undefined ? {} : { schema }) }),
    ),
  touches: (context, table: string, { columns, ...at }: TableChanges) => ({
    changes: columnsIn(context, { ...at, table }, Object.keys(columns)),
    uses: Object.values(columns).flatMap((changes) => typeOf(changes, context)),
  }),
});

/** A foreign key over a column is made again for its new type. */
function alterLocks(
  context: OperationContext,
  of: string,
  schema: string | undefined,
  changes: readonly ColumnChanges[],
): Lock[] {
  const table = lockOn(context, 'ACCESS EXCLUSIVE', of, schema);
  if (changes.every(({ type }) => type === undefined)) return [table];
  return [
    table,
    { mode: 'ACCESS EXCLUSIVE', which: 'each table at the other end of a foreign key over such a column' },
  ];
}

/** One `ALTER TABLE` for all columns, and what cannot be a part of it. */
function alterStatements(target: string, columns: TableChanges['columns']): string[] {
  const all = Object.entries(columns);
  const actions = all.flatMap(([name, changes]) => alterActions(name, changes));
  return [
    ...(actions.length === 0 ? [] : [`ALTER TABLE ${target} ${actions.join(', ')}`]),
    ...all.flatMap(([name, { identity }]) => {
      if (identity == null) return [];
      const quoted = quoteIdentifier(name);
      return [
        `ALTER TABLE ${target} ALTER COLUMN ${quoted} ADD GENERATED ${identity.toUpperCase()} AS IDENTITY`,
        // A new sequence begins at 1, and rows may be there.
        continueSequence(target, name, quoted),
      ];
    }),
  ];
}

function alterActions(name: string, changes: ColumnChanges): string[] {
  const column = `ALTER COLUMN ${quoteIdentifier(name)}`;
  const actions: string[] = [];
  // A default that does not convert would stop the change of type; PostgreSQL sets it again last.
  if (changes.default === null || (changes.type !== undefined && changes.default !== undefined)) {
    actions.push(`${column} DROP DEFAULT`);
  }
  if (changes.identity === null) actions.push(`${column} DROP IDENTITY`);
  if (changes.generated === null) actions.push(`${column} DROP EXPRESSION`);
  if (changes.type !== undefined) {
    const collation = changes.collation == null ? '' : ` COLLATE ${collationSql(changes.collation)}`;
    const conversion = changes.map === undefined ? changes.using?.text : mappedSql(name, changes.type, changes.map);
    const using = conversion === undefined ? '' : ` USING ${conversion}`;
    actions.push(`${column} TYPE ${specTypeSql(changes.type)}${collation}${using}`);
  }
  if (changes.nullable !== undefined) actions.push(`${column} ${changes.nullable ? 'DROP' : 'SET'} NOT NULL`);
  if (changes.default != null) actions.push(`${column} SET DEFAULT ${changes.default.text}`);
  return actions;
}

/** The values by way of text, some of them replaced by others. */
function mappedSql(column: string, type: ColumnType, map: Readonly<Record<string, string>>): string {
  const value = quoteIdentifier(column);
  const pairs = Object.entries(map).map((pair) => pair.map(quoteLiteral) as [from: string, to: string]);
  const text = isArrayType(typeName(type))
    ? pairs.reduce((array, [from, to]) => `array_replace(${array}, ${from}, ${to})`, `${value}::text[]`)
    : `(CASE ${value}::text ${pairs.map(([from, to]) => `WHEN ${from} THEN ${to} `).join('')}ELSE ${value}::text END)`;
  return `${text}::${specTypeSql(type)}`;
}

function alterHazards(of: string, name: string, changes: PlacedChanges): Hazard[] {
  const column = `${tableName(of, changes)}.${displayName(name)}`;
  const { from, type, nullable, map = {} } = changes;
  const isKnown = from !== undefined && type !== undefined && !isOfOwnMaking(name, from, type, changes.using);
  return [
    ...(isKnown ? typeChangeHazards(column, from, type) : []),
    ...Object.entries(map).map(([old, other]): Hazard => {
      const [before, after] = [quoteLiteral(old), quoteLiteral(other)];
      return { code: 'lossy', message: `makes ${after} of ${before} in ${column}` };
    }),
    ...(nullable === false ? [{ code: 'fails-on-rows', message: `fails if ${column} is NULL in a row` } as const] : []),
  ];
}

/** Whether a person has said how to convert what PostgreSQL cannot: nothing is known about what that does. */
function isOfOwnMaking(column: string, from: ColumnType, to: ColumnType, using: Sql | undefined): boolean {
  const [before, after] = [typeName(from), typeName(to)];
  if (using === undefined || conversionBetween(before, after) !== 'none') return false;
  return using.text !== conversionSql(column, before, after);
}

function typeName(type: ColumnType): TypeName {
  return isTypeReference(type) ? type : longType(type);
}

/** An operation that changes columns of one table in place, as `alterTable` says it. */
function asTableChanges({ name, args }: Operation): readonly [table: string, changes: TableChanges] | undefined {
  if (name === 'alterTable') return args as unknown as [string, TableChanges];
  if (name !== 'alterColumn') return undefined;
  const [of, column, { schema, ...changes }] = args as unknown as [string, string, PlacedChanges];
  // What needs a statement of its own, or must come before everything else, stays on its own.
  if (changes.identity !== undefined || changes.generated !== undefined) return undefined;
  const place = schema === undefined ? {} : { schema };
  return [of, { ...place, columns: Object.fromEntries([[column, changes]]) }];
}

/** Changes of different columns of one table are one statement: each of its own would rewrite the table again. */
export function joinAlterations(first: Operation, second: Operation): Operation | undefined {
  const [one, other] = [asTableChanges(first), asTableChanges(second)];
  if (one === undefined || other === undefined) return undefined;
  const [[table, { schema, columns }], [otherTable, changes]] = [one, other];
  if (table !== otherTable || schema !== changes.schema) return undefined;
  if (Object.keys(changes.columns).some((name) => Object.hasOwn(columns, name))) return undefined;
  const all = Object.fromEntries([...Object.entries(columns), ...Object.entries(changes.columns)]);
  return {
    name: 'alterTable',
    args: [table, { ...(schema === undefined ? {} : { schema }), columns: all as Argument }],
  };
}
