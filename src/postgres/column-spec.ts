/** How a revision writes a column, and what that is in SQL. Not a kind. */

import type { Trail } from '../schema/operation';
import { inSchema } from './place';
import { quoteIdentifier, quotePath } from './sql/quote';
import type { Sql } from './sql/sql';
import {
  type BuiltInType,
  type ColumnType,
  isTypeReference,
  longType,
  shortType,
  type TypeName,
  typeSql,
} from './sql/types';

/** A collation by the name that the search path finds, or by schema and name. */
export type Collation = string | { readonly schema: string; readonly name: string };

/** `always`: only `OVERRIDING SYSTEM VALUE` may give a value. */
export type Identity = 'always' | 'by default';

export type SerialType = 'smallserial' | 'serial' | 'bigserial';

/** A column as a revision writes it. */
export interface ColumnSpec {
  readonly type: ColumnType | SerialType;
  /** @default true */
  readonly nullable?: boolean;
  readonly default?: Sql;
  readonly collation?: Collation;
  readonly identity?: Identity;
  /** The expression of a generated column. */
  readonly generated?: Sql;
  /** Its values are computed when they are read. From PostgreSQL 18 on. @default false */
  readonly virtual?: true;
}

/** A built-in type in the long spelling that SQL and `format_type` share; a serial as it is. */
export function specTypeSql(type: ColumnType | SerialType): string {
  return isTypeReference(type) ? typeSql(type) : longType(type);
}

export function collationSql(collation: Collation): string {
  return typeof collation === 'string' ? quoteIdentifier(collation) : quotePath(collation.schema, collation.name);
}

const SERIALS: Readonly<Record<string, SerialType>> = {
  smallint: 'smallserial',
  integer: 'serial',
  bigint: 'bigserial',
};

/** The type as a revision spells it. */
export function specType(type: TypeName): ColumnType {
  return isTypeReference(type) ? type : (shortType(type) as BuiltInType);
}

/** The word that makes the sequence along with the column. */
export function serialType(type: TypeName): ColumnType | SerialType {
  return (isTypeReference(type) ? undefined : SERIALS[type]) ?? specType(type);
}

/** What follows the column's name in `CREATE TABLE` and `ADD COLUMN`. */
export function columnDefinition(spec: ColumnSpec): string {
  return [
    specTypeSql(spec.type),
    spec.collation === undefined ? '' : ` COLLATE ${collationSql(spec.collation)}`,
    spec.generated === undefined
      ? ''
      : ` GENERATED ALWAYS AS (${spec.generated.text}) ${spec.virtual ? 'VIRTUAL' : 'STORED'}`,
    spec.identity === undefined ? '' : ` GENERATED ${spec.identity.toUpperCase()} AS IDENTITY`,
    spec.nullable === false ? ' NOT NULL' : '',
    // In parentheses: here the grammar takes no bare NOT, and no AT TIME ZONE.
    spec.default === undefined ? '' : ` DEFAULT (${spec.default.text})`,
  ].join('');
}

/** Whether rows that are there already get a value. */
export function fillsItself({ type, default: value, identity, generated }: ColumnSpec): boolean {
  const serial = typeof type === 'string' && type.endsWith('serial');
  return serial || value !== undefined || identity !== undefined || generated !== undefined;
}

/** What a column's type stands on: nothing where it is built in. */
export function typeOf(
  { type }: { readonly type?: ColumnType | SerialType },
  context: { readonly defaultSchema: string },
): readonly Trail[] {
  return isTypeReference(type) ? [inSchema(context, 'enum', type.name, type.schema)] : [];
}
