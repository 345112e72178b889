/**
 * Which changes of a column's type PostgreSQL makes by itself, which it makes when it is told how, and which it cannot
 * make. An added cast is never harmless: `USING c::varchar(3)` cuts what the plain form refuses, so one is written only
 * where there is no plain form.
 */

import { quoteIdentifier } from './sql/quote';
import { baseType, isTypeReference, type TypeName, typeSql } from './sql/types';

/**
 * `automatic`: `ALTER COLUMN … TYPE` converts the values. `using`: PostgreSQL has a cast, and wants to be told so.
 * `none`: it has no way from one type to the other.
 */
export type Conversion = 'automatic' | 'using' | 'none';

/**
 * Types that hold text (PostgreSQL's category S): every type is written as text in an assignment, and every type can be
 * read from text by an explicit cast.
 */
const TEXTS = new Set(['text', 'character varying', 'character', 'name', 'citext']);

/**
 * Casts in assignments, beside those to text. Source: pg_cast where castcontext is 'i' or 'a', the same on 13 to 18;
 * the two types of PostGIS: its geography.sql.in.
 */
const ASSIGNABLE: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision', 'oid', 'regclass', 'regtype'],
  integer: ['smallint', 'bigint', 'numeric', 'real', 'double precision', 'money', 'oid', 'regclass', 'regtype'],
  bigint: ['smallint', 'integer', 'numeric', 'real', 'double precision', 'money', 'oid', 'regclass', 'regtype'],
  numeric: ['smallint', 'integer', 'bigint', 'real', 'double precision', 'money'],
  real: ['smallint', 'integer', 'bigint', 'numeric', 'double precision'],
  'double precision': ['smallint', 'integer', 'bigint', 'numeric', 'real'],
  money: ['numeric'],
  oid: ['integer', 'bigint', 'regclass', 'regtype'],
  regclass: ['integer', 'bigint', 'oid'],
  regtype: ['integer', 'bigint', 'oid'],
  text: ['"char"', 'regclass'],
  'character varying': ['"char"', 'regclass'],
  character: ['"char"'],
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
  geometry: ['geography'],
};

/**
 * Casts that must be asked for, beside those from text. Source: pg_cast where castcontext is 'e'. Left out: whole
 * numbers ↔ bytea, which only 18 has; a revision must run on all of them.
 */
const EXPLICIT: Readonly<Record<string, readonly string[]>> = {
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
  int4range: ['int4multirange'],
  int8range: ['int8multirange'],
  numrange: ['nummultirange'],
  tsrange: ['tsmultirange'],
  tstzrange: ['tstzmultirange'],
  daterange: ['datemultirange'],
  hstore: ['json', 'jsonb'],
  'text[]': ['hstore'],
  geography: ['geometry'],
};

/** Types whose length a cast enforces by cutting and an assignment by refusing → the same without a length. */
const UNLIMITED: Readonly<Record<string, string>> = {
  'character varying': 'character varying',
  character: 'bpchar',
  bit: 'bit varying',
  'bit varying': 'bit varying',
};

/** A type as conversions see it: a domain is what it is made of, a length does not matter. */
interface Shape {
  /** The name of the type, or of the elements of an array. */
  readonly base: string;
  readonly array: boolean;
}

function shapeOf(type: TypeName): Shape {
  if (!isTypeReference(type)) return { base: baseWord(type), array: type.endsWith('[]') };
  const { name, schema, domainOver, array = false } = type;
  const under = domainOver === undefined ? undefined : shapeOf(domainOver);
  if (under !== undefined && !(array && under.array)) return { base: under.base, array: array || under.array };
  return { base: schema === undefined ? name : `${schema}\u0000${name}`, array };
}

/** `interval hour to minute` is an interval. */
function baseWord(type: string): string {
  const base = baseType(type);
  return base.startsWith('interval ') ? 'interval' : base;
}

/** How PostgreSQL changes a column's type. Length and precision do not matter: the plain form applies them. */
export function conversionBetween(from: TypeName, to: TypeName): Conversion {
  const [source, target] = [shapeOf(from), shapeOf(to)];
  if (TEXTS.has(target.base) && !target.array) return 'automatic';
  // Arrays convert as their elements do.
  if (source.array === target.array) return conversionOfBases(source.base, target.base);
  if (source.array) return EXPLICIT[`${source.base}[]`]?.includes(target.base) ? 'using' : 'none';
  return TEXTS.has(source.base) ? 'using' : 'none';
}

function conversionOfBases(from: string, to: string): Conversion {
  if (from === to || TEXTS.has(to) || ASSIGNABLE[from]?.includes(to)) return 'automatic';
  return TEXTS.has(from) || EXPLICIT[from]?.includes(to) ? 'using' : 'none';
}

/**
 * The cast for a conversion that is `using`. Of a text that becomes an array of texts, it would read `{a,b}` and refuse
 * all others: the text is an element as it stands, whatever it looks like.
 */
export function castSql(column: string, from: TypeName, to: TypeName): string {
  const source = shapeOf(from);
  const value = quoteIdentifier(column);
  if (isPutIntoArray(from, to)) return arrayOfOne(value, from, to);
  // The padding of character(n) is no part of the value: an enum, say, would not know the label.
  const text = source.base === 'character' && !source.array ? `${value}::text` : value;
  return `${text}::${withoutLength(from, to)}`;
}

/** What to cast to, so that the plain form is left to apply a length. */
function withoutLength(from: TypeName, to: TypeName): string {
  const { base, array } = shapeOf(to);
  // A number becomes as many bits as are asked for, and no others.
  const isNumber = base === 'bit' && EXPLICIT[shapeOf(from).base]?.includes(base);
  const unlimited = isTypeReference(to) || isNumber ? undefined : UNLIMITED[base];
  return unlimited === undefined ? typeSql(to) : `${unlimited}${array ? '[]' : ''}`;
}

/** Between numbers and what is cast to and from them, one more cast may do. */
const STEPS = ['integer', 'bigint', 'numeric'];

/**
 * A way that may do where there is no conversion: a single value becomes an array of one and the other way round, a number
 * takes one more step, an enum keeps its labels. Nothing where no way suggests itself.
 */
export function detourSql(column: string, from: TypeName, to: TypeName): string | undefined {
  const [source, target] = [shapeOf(from), shapeOf(to)];
  const value = quoteIdentifier(column);
  if (target.array && !source.array) {
    if (conversionOfBases(source.base, target.base) === 'none') return undefined;
    return arrayOfOne(value, from, to);
  }
  if (source.array !== target.array) return onlyElementSql(column, from, to);
  if (isOwnType(from) && isOwnType(to)) return viaText(column, from, to);
  const step = stepBetween(from, to);
  return step === undefined ? undefined : `${value}::${step}::${typeSql(to)}`;
}

/**
 * The element of an array that holds one, or none; an array of more is refused, and not cut: no number is written as an
 * array is. Nothing where PostgreSQL does not
 * convert the element by itself.
 */
export function onlyElementSql(column: string, from: TypeName, to: TypeName): string | undefined {
  const [source, target] = [shapeOf(from), shapeOf(to)];
  if (!source.array || target.array) return undefined;
  if (conversionOfBases(source.base, target.base) !== 'automatic') return undefined;
  const [value, type] = [quoteIdentifier(column), withoutLength(from, to)];
  const element = source.base === target.base ? `${value}[1]` : `${value}[1]::${type}`;
  const refused = `${value}::text::integer::text::${type}`;
  return `CASE WHEN array_dims(${value}) = '[1:1]' THEN ${element} WHEN cardinality(${value}) > 0 THEN ${refused} END`;
}

/** Whether {@link castSql} makes the one an element of the other: PostgreSQL would write it back as an array. */
export function isPutIntoArray(from: TypeName, to: TypeName): boolean {
  const [source, target] = [shapeOf(from), shapeOf(to)];
  return !source.array && target.array && TEXTS.has(source.base) && TEXTS.has(target.base);
}

/** The type that leads from one to another that it has no conversion to. */
export function stepBetween(from: TypeName, to: TypeName): TypeName | undefined {
  if (shapeOf(from).array || shapeOf(to).array || conversionBetween(from, to) !== 'none') return undefined;
  return STEPS.find((one) => conversionBetween(from, one) !== 'none' && conversionBetween(one, to) !== 'none');
}

function arrayOfOne(value: string, from: TypeName, to: TypeName): string {
  return `CASE WHEN ${value} IS NOT NULL THEN ARRAY[${value}]::${withoutLength(from, to)} END`;
}

/** An enum, as a rule: a type of nobody's extension, and no domain. */
function isOwnType(type: TypeName): boolean {
  return isTypeReference(type) && type.schema !== undefined && type.domainOver === undefined;
}

/** A conversion that every two types have: it fails on values that the other type does not read. */
export function viaText(column: string, from: TypeName, to: TypeName): string {
  const between = shapeOf(from).array && shapeOf(to).array ? 'text[]' : 'text';
  return `${quoteIdentifier(column)}::${between}::${typeSql(to)}`;
}

/** What is written where nobody has said how to convert; nothing where PostgreSQL converts by itself. */
export function conversionSql(column: string, from: TypeName, to: TypeName): string | undefined {
  switch (conversionBetween(from, to)) {
    case 'automatic':
      return undefined;
    case 'using':
      return castSql(column, from, to);
    case 'none':
      return detourSql(column, from, to) ?? viaText(column, from, to);
  }
}
