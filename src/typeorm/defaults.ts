/** What an entity's `default` is in SQL. Source: TypeORM, src/driver/postgres/PostgresDriver.ts, `normalizeDefault`. */

import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { quoteLiteral } from '../postgres/sql/quote';

/** The part of TypeORM's driver that words depend on. */
export interface DefaultNormalizer {
  normalizeDefault(column: ColumnMetadata): string | undefined;
}

/**
 * The default of a column as SQL, or `null` where there is none.
 *
 * As TypeORM has it, but for what TypeORM writes as invalid SQL: quotes in strings and in elements of arrays.
 */
export function defaultOf(column: ColumnMetadata, driver: DefaultNormalizer): string | null {
  const value: unknown = column.default;
  if (value === null || value === undefined) return null;
  // Text of PostgreSQL's own: TypeORM spells the functions of the current time in its own way.
  if (typeof value === 'function') return driver.normalizeDefault(column) ?? null;
  if (column.isArray && Array.isArray(value)) return quoteLiteral(arrayLiteral(value));
  if (typeof value === 'boolean' && column.type !== 'enum' && column.type !== 'simple-enum') return String(value);
  if (typeof value === 'object') return quoteLiteral(JSON.stringify(value));
  return quoteText(String(value));
}

/**
 * TypeORM puts strings between quotes as they are, so authors who need a quote have doubled it. A string in which all
 * quotes are doubled is taken at its word; any other is quoted properly.
 */
function quoteText(text: string): string {
  const doubled = text.replaceAll("''", '');
  return text.includes("''") && !doubled.includes("'") ? `'${text}'` : quoteLiteral(text);
}

/** `["a b", "c"]` → `{"a b",c}`. Source: PostgreSQL documentation, ARRAYS-IO. */
function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(arrayElement).join(',')}}`;
}

function arrayElement(value: unknown): string {
  if (Array.isArray(value)) return arrayLiteral(value);
  if (value === null || value === undefined) return 'NULL';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const plain = /^[\p{L}\p{N}_.:+-]+$/u.test(text) && text.toUpperCase() !== 'NULL';
  return plain ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
