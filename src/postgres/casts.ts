/**
 * Which changes of a column's type PostgreSQL makes by itself, and how to say the others. An added cast is never
 * harmless: `USING c::varchar(3)` cuts what the plain form refuses, so it is written only where there is no plain form.
 */

import { quoteIdentifier } from './sql/quote';
import { baseType, isTypeReference, type TypeName, typeSql } from './sql/types';

/**
 * Conversions in assignments between built-in types, beside those to text. Source: pg_cast of PostgreSQL 18 where
 * castcontext is 'i' or 'a', the same on 13 to 18.
 */
const ASSIGNABLE: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision', 'oid'],
  integer: ['smallint', 'bigint', 'numeric', 'real', 'double precision', 'oid', 'money'],
  bigint: ['smallint', 'integer', 'numeric', 'real', 'double precision', 'oid', 'money'],
  numeric: ['smallint', 'integer', 'bigint', 'real', 'double precision', 'money'],
  real: ['smallint', 'integer', 'bigint', 'numeric', 'double precision'],
  'double precision': ['smallint', 'integer', 'bigint', 'numeric', 'real'],
  money: ['numeric'],
  oid: ['integer', 'bigint'],
  text: ['"char"', 'name'],
  'character varying': ['"char"', 'name'],
  character: ['"char"', 'name'],
  bit: ['bit varying'],
  'bit varying': ['bit'],
  date: ['timestamp without time zone', 'timestamp with time zone'],
  'timestamp without time zone': ['date', 'time without time zone', 'timestamp with time zone'],
  'timestamp with time zone': ['date', 'time without time zone', 'time with time zone', 'timestamp without time zone'],
  'time without time zone': ['interval', 'time with time zone'],
  'time with time zone': ['time without time zone'],
  interval: ['time without time zone'],
  cidr: ['inet'],
  inet: ['cidr'],
  macaddr: ['macaddr8'],
  macaddr8: ['macaddr'],
  json: ['jsonb'],
  jsonb: ['json'],
  box: ['polygon'],
  path: ['polygon'],
  polygon: ['path'],
  point: ['box'],
};

/**
 * Conversions that must be asked for, between built-in types. Source: pg_cast of PostgreSQL 18 where castcontext is
 * 'e'. From text, every type can be read.
 */
const EXPLICIT: Readonly<Record<string, readonly string[]>> = {
  smallint: ['bytea'],
  integer: ['"char"', 'bit', 'boolean'],
  bigint: ['bit'],
  boolean: ['integer'],
  '"char"': ['integer'],
  bit: ['integer', 'bigint'],
  jsonb: ['boolean', 'smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'],
  box: ['circle', 'lseg', 'point'],
  circle: ['box', 'point', 'polygon'],
  lseg: ['point'],
  polygon: ['box', 'circle', 'point'],
};

/** Every type is written as text in an assignment. */
const TEXTS = new Set(['text', 'character varying', 'character', 'name', 'citext']);

interface Shape {
  readonly base: string;
  readonly array: boolean;
  readonly reference: boolean;
}

function shapeOf(type: TypeName): Shape {
  if (!isTypeReference(type)) return { base: baseWord(type), array: type.endsWith('[]'), reference: false };
  const base = type.schema === undefined ? type.name : `${type.schema}\u0000${type.name}`;
  return { base, array: type.array === true, reference: true };
}

/** `interval hour to minute` is an interval. */
function baseWord(type: string): string {
  const base = baseType(type);
  return base.startsWith('interval ') ? 'interval' : base;
}

/** Whether PostgreSQL refuses to change the type without being told how. */
export function needsUsing(from: TypeName, to: TypeName): boolean {
  const [source, target] = [shapeOf(from), shapeOf(to)];
  if (TEXTS.has(target.base) && !target.array) return false;
  if (source.array !== target.array) return true;
  if (source.base === target.base || TEXTS.has(target.base)) return false;
  return !ASSIGNABLE[source.base]?.includes(target.base);
}

/** The conversion as SQL: a cast, by way of text where there can be no direct one; a single value becomes an array. */
export function conversion(column: string, from: TypeName, to: TypeName): string {
  const [source, target] = [shapeOf(from), shapeOf(to)];
  const value = quoteIdentifier(column);
  const name = typeSql(to);
  if (target.array && !source.array) {
    return `CASE WHEN ${value} IS NOT NULL THEN ARRAY[${value}]::${name} END`;
  }
  const direct = TEXTS.has(source.base) || EXPLICIT[source.base]?.includes(target.base);
  return direct ? `${value}::${name}` : `${value}::${source.array ? 'text[]' : 'text'}::${name}`;
}
