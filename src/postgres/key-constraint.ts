/** What primary keys and unique constraints have in common. Not a kind. */

import type { Names, PlanContext, Row, Session } from '../schema/kind';
import type { ObjectId, SchemaObject } from '../schema/object';
import type { Argument, Operation } from '../schema/operation';
import type { Deferrable } from '../typeorm/entities';
import { type DeferrableOption, deferrableOf, namedConstraint } from './constraint';
import { inOrderOfNames, ofTable, pathIn } from './place';

/** What is compared of both. */
export interface KeyTraits {
  readonly columns: readonly string[];
  readonly deferrable: Deferrable;
}

/** How a revision writes both. */
export interface KeySpec extends DeferrableOption {
  readonly columns: readonly string[];
}

/** One row of {@link keyConstraintsQuery}: constraints that differ in nothing but their tables and names. */
type KeyConstraintRow = [
  type: 'p' | 'u',
  columns: number[],
  deferrable: boolean,
  deferred: boolean,
  /** The numbers of all columns of the index, with spaces between them. */
  indexed: string,
  nullsNotDistinct: boolean,
  tables: number[],
  names: string[],
];

const TYPES = { p: 'primaryKey', u: 'unique' } as const;

/** Constraints of both sorts, with the columns of their index in order; NULLS NOT DISTINCT is there from 15 on. */
export function keyConstraintsQuery({ version }: Session): string {
  return `SELECT k.contype, k.conkey, k.condeferrable, k.condeferred, i.indkey::text,
                 ${version >= 150_000 ? 'i.indnullsnotdistinct' : 'false'},
                 array_agg(k.conrelid), pg_catalog.to_json(array_agg(k.conname))
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
           WHERE k.contype IN ('p', 'u') AND n.nspname = ANY($1::text[]) AND NOT c.relispartition
           GROUP BY 1, 2, 3, 4, 5, 6`;
}

/** The constraints that {@link keyConstraintsQuery} found, in the order of the names. */
export function readKeyConstraints<Kind extends 'primaryKey' | 'unique', Traits extends KeyTraits>(
  kind: Kind,
  rows: readonly Row[],
  names: Names,
  traitsOf: (key: KeyTraits, included: readonly string[], nullsNotDistinct: boolean) => Traits,
): SchemaObject<Kind, Traits>[] {
  const found: SchemaObject<Kind, Traits>[] = [];
  for (const row of rows as KeyConstraintRow[]) {
    const [type, numbers, canDefer, deferred, indexed, nullsNotDistinct, tables, own] = row;
    if (TYPES[type] !== kind) continue;
    const deferrable = deferrableOf(canDefer, deferred);
    const included = indexed.split(' ').slice(numbers.length).map(Number);
    tables.forEach((table, place) => {
      const parent = names.table(table);
      const key = { columns: names.columns(table, numbers), deferrable };
      const traits = traitsOf(key, names.columns(table, included), nullsNotDistinct);
      found.push({ kind, path: pathIn(parent, own[place] as string), parent, traits });
    });
  }
  return inOrderOfNames(found, names);
}

/** The operations of a plan (`createUnique`, …), and the constraint as a part of a new table. */
export function keyConstraint<Traits extends KeyTraits, Spec extends KeySpec>(
  word: 'PrimaryKey' | 'Unique',
  specOf: (traits: Readonly<Traits>) => Spec,
  definition: (spec: Spec) => string,
) {
  type Key = SchemaObject<string, Traits>;
  return {
    create: ({ path, traits }: Key, context: PlanContext): Operation[] => {
      const spec: object = { ...ofTable(path, context), ...specOf(traits) };
      return [{ name: `create${word}`, args: [path[2], spec as Argument] }];
    },
    drop: ({ path }: Key, context: PlanContext): Operation[] => [
      { name: `drop${word}`, args: [path[2], ofTable(path, context)] },
    ],
    rename: {
      decide: 'same',
      operations: ({ path }: Key, { path: [, , to] }: ObjectId, context: PlanContext): Operation[] => [
        { name: `rename${word}`, args: [path[2], to, ofTable(path, context)] },
      ],
    },
    part: {
      spec: ({ path, traits }: Key) => ({ name: path[2] as string, ...specOf(traits) }),
      fragment: (spec: Spec & { readonly name: string }) => namedConstraint(spec.name, definition(spec)),
    },
  } as const;
}
