/** What an entity's column type is in PostgreSQL. Source: TypeORM, PostgresDriver.ts, `createFullType`. */

import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { truncateName } from '../postgres/sql/quote';
import { isBuiltIn, longType, type TypeName, TypeReference } from '../postgres/sql/types';

/** The part of TypeORM's driver that words depend on. */
export interface TypeNormalizer {
  normalizeType(column: ColumnMetadata): string;
}

/** Where a column stands. */
export interface ColumnPlace {
  readonly schema: string;
  readonly table: string;
}

/** Types that TypeORM gives a length; others ignore it in PostgreSQL. */
const WITH_LENGTH = new Set(['character varying', 'character', 'bit', 'bit varying', 'vector', 'halfvec']);

/** The type of a column as PostgreSQL prints it. */
export function typeOf(column: ColumnMetadata, driver: TypeNormalizer, place: ColumnPlace): TypeName {
  const word = driver.normalizeType(column);
  if (word === 'enum') {
    return new TypeReference(enumName(column, place), { schema: place.schema, array: column.isArray });
  }
  const modifiers = modifiersOf(column, word);
  if (!isBuiltIn(word)) {
    return new TypeReference(word, { ...(modifiers === undefined ? {} : { modifiers }), array: column.isArray });
  }
  const scalar = modifiers === undefined ? word : withModifiers(word, modifiers);
  return longType(column.isArray ? `${scalar}[]` : scalar);
}

/** `timestamp without time zone` takes its precision after the first word. */
function withModifiers(word: string, modifiers: string): string {
  const zone = word.indexOf(' with');
  return zone < 0 ? `${word}(${modifiers})` : `${word.slice(0, zone)}(${modifiers})${word.slice(zone)}`;
}

function modifiersOf(column: ColumnMetadata, word: string): string | undefined {
  if (word === 'geometry' || word === 'geography') {
    const parts = [column.spatialFeatureType, column.srid].filter((part) => part !== undefined && part !== null);
    return parts.length === 0 || !column.spatialFeatureType ? undefined : parts.join(',');
  }
  if (column.length) return WITH_LENGTH.has(word) ? column.length : undefined;
  const { precision, scale } = column;
  if (precision === null || precision === undefined) return undefined;
  return scale === null || scale === undefined ? String(precision) : `${precision},${scale}`;
}

/** The name of a column's enum type: the author's, or TypeORM's own. */
export function enumName(column: ColumnMetadata, { table }: ColumnPlace): string {
  return truncateName(column.enumName ?? `${table}_${column.databaseName.toLowerCase()}_enum`);
}
