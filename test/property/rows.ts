/** A few rows in each table, and what they hold: so that it can be told whether they survived. */

import type { ClientBase } from 'pg';
import type { Rename } from '../../src/diff/change';
import { quoteIdentifier, quoteList, quotePath } from '../../src/postgres/sql/quote';
import { isTypeReference, type TypeName } from '../../src/postgres/sql/types';
import { pathAfter } from '../../src/schema/object';
import type { Entities, EntityColumn } from '../../src/typeorm/entities';
import { type Draft, factsOf } from './draft';
import { type Numbers, Tape } from './tape';

/** Inserts what fits; a row that a constraint refuses is left out. Returns how many there are. */
export async function insertRows(client: ClientBase, draft: Draft, numbers: Numbers): Promise<number> {
  const tape = new Tape(numbers);
  let inserted = 0;
  for (const table of draft.tables) {
    const columns = table.columns.filter(({ generated, generation }) => generated === null && generation === null);
    for (let row = 0; row < 3; row += 1) {
      for (const bare of [false, true]) {
        const values = columns.flatMap((column) => {
          const { values: known } = factsOf(draft, column.type);
          const value = known[(row + tape.next(2)) % Math.max(known.length, 1)];
          const empty = value === undefined || (column.nullable && (bare || tape.once(4)));
          return empty ? [] : [{ name: column.name, value }];
        });
        const target = quotePath(table.schema, table.name);
        const text =
          values.length === 0
            ? `INSERT INTO ${target} DEFAULT VALUES`
            : `INSERT INTO ${target} (${quoteList(values.map(({ name }) => name))}) VALUES (${values.map(({ value }) => value).join(', ')})`;
        if (await accepted(client, [text])) {
          inserted += 1;
          break;
        }
      }
    }
  }
  return inserted;
}

/** Runs statements that PostgreSQL may refuse, then without effect. */
export async function accepted(client: ClientBase, statements: readonly string[]): Promise<boolean> {
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
    return true;
  } catch {
    await client.query('ROLLBACK');
    return false;
  }
}

/** One column before, under its name afterwards. */
export interface Survivor {
  readonly before: readonly [schema: string, table: string, column: string];
  readonly after: readonly [schema: string, table: string, column: string];
  /** Its values must be the same as text. */
  readonly exact: boolean;
}

/** The columns that are there before and after, under the same name or an answered rename. */
export function survivorsOf(before: Entities, after: Entities, renames: readonly Rename[]): Survivor[] {
  return before.tables.flatMap((table) => {
    const [schema, name] = ['schema', 'table'].reduce<readonly string[]>(
      (known, kind) => {
        const made = renames.find(({ object }) => object.kind === kind && pathAfter(known, object, object) !== known);
        return made === undefined ? known : pathAfter(known, made.object, made.to);
      },
      [table.schema, table.name],
    );
    const now = after.tables.find((other) => other.schema === schema && other.name === name);
    if (now === undefined) return [];
    const ofColumns = renames.filter(
      ({ object: { kind, path } }) => kind === 'column' && path[0] === schema && path[1] === name,
    );
    return table.columns.flatMap((column): Survivor[] => {
      const renamed = ofColumns.find(({ object: { path } }) => path[2] === column.name);
      const taken = ofColumns.some(({ object, to }) => to.path[2] === column.name && object.path[2] !== column.name);
      const next = now.columns.find((other) => other.name === (renamed?.to.path[2] ?? column.name));
      if (next === undefined || (taken && renamed === undefined)) return [];
      if (column.generatedAs !== null || next.generatedAs !== null) return [];
      return [
        {
          before: [table.schema, table.name, column.name],
          after: [now.schema, now.name, next.name],
          exact: keepsText(column, next),
        },
      ];
    });
  });
}

const WHOLE = ['smallint', 'integer', 'bigint'];
const TEXT = /^(text|character varying(\(\d+\))?)$/;

function keepsText({ type: from }: EntityColumn, { type: to }: EntityColumn): boolean {
  if (spelled(from) === spelled(to)) return true;
  if (isTypeReference(from) && isTypeReference(to)) return from.array === to.array;
  if (isTypeReference(from) || isTypeReference(to)) return false;
  return (WHOLE.includes(from) && (WHOLE.includes(to) || TEXT.test(to))) || (TEXT.test(from) && TEXT.test(to));
}

function spelled(type: TypeName): string {
  return isTypeReference(type) ? `${type.schema}.${type.name}.${type.array}` : type;
}

/** For each column, its values as text. */
export type Values = readonly (readonly (string | null)[])[];

/** The values of columns as text, in the rows' own order. */
export async function valuesOf(
  client: ClientBase,
  columns: readonly (readonly [string, string, string])[],
): Promise<Values> {
  const values: (string | null)[][] = [];
  for (const [schema, table, column] of columns) {
    const { rows } = await client.query<{ value: string | null }>(
      `SELECT ${quoteIdentifier(column)}::text AS value FROM ${quotePath(schema, table)} ORDER BY ctid`,
    );
    values.push(rows.map(({ value }) => value));
  }
  return values;
}
