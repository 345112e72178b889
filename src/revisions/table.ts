/**
 * A table as a revision knows it: its rows are typed by the columns that the revision itself declares, since entities go on
 * changing and revisions do not. Leaf: knows no recorder and no database.
 */

import type { TableSpec } from '../postgres/operations';
import type { Sql } from '../postgres/sql/sql';
import type { TypeReference } from '../postgres/sql/types';
import type { BulkValue } from './bulk-insert';

const BRAND = Symbol.for('typeorm-autogen.table');

/** Columns by name, as `createTable` takes them. */
export type Columns = NonNullable<TableSpec['columns']>;

/** A table's name and some of its columns: those that rows are given. */
export interface Table<Declared extends Columns = Columns> {
  readonly name: string;
  readonly schema?: string;
  readonly columns: Declared;
}

/**
 * Declares what a revision knows of a table. It makes nothing: rows that are given to it are checked by the compiler.
 *
 * @example
 * const posts = table('posts', { columns: { id: { type: 'integer', nullable: false }, title: { type: 'text' } } });
 * …
 * op.bulkInsert(posts, [{ id: 1, title: 'first' }]);
 */
export function table<const Declared extends Columns>(
  name: string,
  { schema, columns }: { readonly schema?: string; readonly columns: Declared },
): Table<Declared> {
  const made = { name, ...(schema === undefined ? {} : { schema }), columns };
  return Object.defineProperty(made, BRAND, { value: true });
}

/** Whether `value` is a {@link Table}, also when another copy of this package made it. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** A row of a table: what has neither a default nor allows NULL must be given. */
export type RowOf<Declared extends Columns> = {
  readonly [Name in Required<Declared>]: Given<Declared[Name]>;
} & {
  readonly [Name in Exclude<keyof Declared, Required<Declared>>]?: Given<Declared[Name]> | undefined;
};

/** New values by column: SQL over the columns of the row. */
export type NewValues<Declared extends Columns> = { readonly [Name in keyof Declared]?: Sql };

type Required<Declared extends Columns> = {
  [Name in keyof Declared]: Declared[Name] extends Filled
    ? never
    : Declared[Name] extends { readonly nullable: false }
      ? Name
      : never;
}[keyof Declared];

/** Filled where a row says nothing. */
type Filled =
  | { readonly default: Sql }
  | { readonly identity: string }
  | { readonly generated: Sql }
  | { readonly type: 'smallserial' | 'serial' | 'bigserial' };

/** What may be given to a column; nothing, to one that PostgreSQL fills by itself. */
type Given<Column> = Column extends { readonly generated: Sql } | { readonly identity: 'always' }
  ? never
  : Column extends { readonly type: infer Type }
    ? ValueOf<Type> | Sql | (Column extends { readonly nullable: false } ? never : null)
    : never;

/** As `bulkInsert` takes it. Of an enum or another type that is not built in, nothing is known. */
type ValueOf<Type> = Type extends TypeReference
  ? BulkValue
  : Type extends `${infer Item}[]`
    ? readonly (ValueOf<Item> | null)[]
    : Type extends 'smallint' | 'integer' | 'smallserial' | 'serial' | 'real' | 'double precision' | 'oid'
      ? number
      : Type extends 'bigint' | 'bigserial' | `numeric${string}` | 'money' | 'xid'
        ? number | bigint | string
        : Type extends 'boolean'
          ? boolean
          : Type extends 'date' | `timestamp${string}`
            ? Date | string
            : Type extends 'json' | 'jsonb'
              ? string | { readonly [key: string]: unknown }
              : Type extends 'bytea'
                ? Uint8Array | string
                : string;
