/**
 * Type names: how PostgreSQL prints them, how a revision spells them, how SQL writes them. Leaf: knows no kind.
 *
 * Inside the engine a built-in type is the text of `format_type` (`character varying(20)[]`); any other type is a
 * {@link TypeReference}, because its schema and its name must be quoted apart.
 */

import { quoteIdentifier } from './quote';

const BRAND = Symbol.for('typeorm-autogen.type');

/** What {@link type} takes beside the name. */
export interface TypeOptions {
  /** The type's schema; without it, the search path finds it, as it does for the types of extensions. */
  readonly schema?: string;
  /** What stands in parentheses: `'Point,4326'` for `geometry(Point,4326)`. */
  readonly modifiers?: string;
  /** An array of it. */
  readonly array?: boolean;
}

/** A type that is not built in: an enum, a domain, a type of an extension. */
export class TypeReference {
  readonly name: string;
  readonly schema?: string;
  readonly modifiers?: string;
  readonly array?: boolean;
  /** The type under a domain: known where a database was read. No part of the name, so it is never compared. */
  declare readonly domainOver?: TypeName;
  /** It is a domain that takes no NULL: known where that one is. */
  declare readonly domainNotNull?: boolean;

  constructor(name: string, options: TypeOptions = {}, domainOver?: TypeName, domainNotNull = false) {
    this.name = name;
    if (options.schema !== undefined) this.schema = options.schema;
    if (options.modifiers !== undefined) this.modifiers = options.modifiers;
    if (options.array) this.array = true;
    Object.defineProperty(this, BRAND, { value: true });
    if (domainOver === undefined) return;
    Object.defineProperty(this, 'domainOver', { value: domainOver });
    Object.defineProperty(this, 'domainNotNull', { value: domainNotNull });
  }
}

/** Whether `value` is a {@link TypeReference}, also when another copy of this package made it. */
export function isTypeReference(value: unknown): value is TypeReference {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/**
 * Names a type that is not built in.
 *
 * @example
 * op.addColumn('posts', 'status', { type: type('post_status', { schema: 'app' }) });
 */
export function type(name: string, options?: TypeOptions): TypeReference {
  return new TypeReference(name, options);
}

/** `format_type`'s word → the word people write. Everything else is spelled alike. */
const SHORT = {
  'character varying': 'varchar',
  character: 'char',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
  'bit varying': 'varbit',
} as const;

type Short = (typeof SHORT)[keyof typeof SHORT];

/** Built-in types without modifiers; the names that `format_type` and revisions share. */
const PLAIN = [
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'money',
  'text',
  'bytea',
  'boolean',
  'date',
  'interval',
  'bit',
  'uuid',
  'json',
  'jsonb',
  'jsonpath',
  'xml',
  'point',
  'line',
  'lseg',
  'box',
  'path',
  'polygon',
  'circle',
  'inet',
  'cidr',
  'macaddr',
  'macaddr8',
  'tsvector',
  'tsquery',
  'int4range',
  'int8range',
  'numrange',
  'tsrange',
  'tstzrange',
  'daterange',
  'int4multirange',
  'int8multirange',
  'nummultirange',
  'tsmultirange',
  'tstzmultirange',
  'datemultirange',
  'oid',
  'regclass',
  'regtype',
  'name',
  '"char"',
  'pg_lsn',
  'xid',
  'txid_snapshot',
] as const;

type Plain = (typeof PLAIN)[number];
type Digits = number;
type IntervalFields =
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'year to month'
  | 'day to hour'
  | 'day to minute'
  | 'day to second'
  | 'hour to minute'
  | 'hour to second'
  | 'minute to second';

type Scalar =
  | Plain
  | Short
  | keyof typeof SHORT
  | `${'varchar' | 'char' | 'character varying' | 'character' | 'bit' | 'varbit' | 'bit varying'}(${Digits})`
  | `numeric(${Digits})`
  | `numeric(${Digits},${Digits})`
  | `${'timestamp' | 'timestamptz' | 'time' | 'timetz' | 'interval'}(${Digits})`
  | `${'timestamp' | 'time'}(${Digits}) ${'with' | 'without'} time zone`
  | `interval ${IntervalFields}`
  | `interval ${IntervalFields}(${Digits})`;

/** A built-in type as a revision spells it: `'integer'`, `'varchar(200)'`, `'numeric(10,2)'`, `'text[]'`. */
export type BuiltInType = Scalar | `${Scalar}[]`;

/** What a column's type may be in a revision. */
export type ColumnType = BuiltInType | TypeReference;

/** A type inside the engine: `format_type`'s text, or a reference. */
export type TypeName = string | TypeReference;

const LONG = new Map<string, string>(Object.entries(SHORT).map(([long, short]) => [short, long]));
for (const alias of [
  ['int', 'integer'],
  ['int2', 'smallint'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['decimal', 'numeric'],
  ['float', 'double precision'],
  ['float4', 'real'],
  ['float8', 'double precision'],
  ['bool', 'boolean'],
] as const) {
  LONG.set(alias[0], alias[1]);
}

const KNOWN = new Set<string>([...PLAIN, ...Object.keys(SHORT)]);

/** The parts of a type's text: `timestamp(3) with time zone[]`. */
interface Parts {
  readonly word: string;
  readonly modifiers: string | undefined;
  readonly array: boolean;
}

/** Splits our own and `format_type`'s spelling, which put modifiers after the first word of the time types. */
function split(text: string): Parts {
  const array = text.endsWith('[]');
  const scalar = array ? text.slice(0, -2) : text;
  const open = scalar.indexOf('(');
  if (open < 0) return { word: scalar, modifiers: undefined, array };
  const close = scalar.indexOf(')', open);
  return { word: scalar.slice(0, open) + scalar.slice(close + 1), modifiers: scalar.slice(open + 1, close), array };
}

function join({ word, modifiers, array }: Parts): string {
  const brackets = array ? '[]' : '';
  if (modifiers === undefined) return word + brackets;
  const zone = word.indexOf(' with');
  return zone < 0
    ? `${word}(${modifiers})${brackets}`
    : `${word.slice(0, zone)}(${modifiers})${word.slice(zone)}${brackets}`;
}

/** Whether `word` (without modifiers) is a built-in type, by any of its names. */
export function isBuiltIn(word: string): boolean {
  return KNOWN.has(word) || LONG.has(word) || word.startsWith('interval ');
}

/** Any accepted spelling of a built-in type → `format_type`'s: `varchar(20)` → `character varying(20)`. */
export function longType(text: string): string {
  const found = longTypes.get(text) ?? spellOut(text);
  longTypes.set(text, found);
  return found;
}

/** A schema has thousands of columns, and a few dozen types. */
const longTypes = new Map<string, string>();

function spellOut(text: string): string {
  const parts = split(text);
  const long = { ...parts, word: LONG.get(parts.word) ?? parts.word };
  // format_type always prints what the standard implies: char is char(1), bit is bit(1), numeric(10) is numeric(10,0).
  if (long.modifiers === undefined && (long.word === 'character' || long.word === 'bit')) {
    return join({ ...long, modifiers: '1' });
  }
  if (long.word === 'numeric' && long.modifiers !== undefined && !long.modifiers.includes(',')) {
    return join({ ...long, modifiers: `${long.modifiers},0` });
  }
  return join(long);
}

/** `format_type`'s spelling → the one for revisions: `character varying(20)` → `varchar(20)`. */
export function shortType(text: string): string {
  const parts = split(text);
  const short = SHORT[parts.word as keyof typeof SHORT];
  return short === undefined ? text : join({ ...parts, word: short });
}

/** The type as SQL writes it. */
export function typeSql(name: TypeName): string {
  if (typeof name === 'string') return name;
  const prefix = name.schema === undefined ? '' : `${quoteIdentifier(name.schema)}.`;
  const modifiers = name.modifiers === undefined ? '' : `(${name.modifiers})`;
  return `${prefix}${quoteIdentifier(name.name)}${modifiers}${name.array ? '[]' : ''}`;
}

/** What `pg_get_expr` puts behind `::` for a constant of this type: no length, no precision. */
export function castName(name: string): string {
  const { word, array } = split(name);
  return `${word === 'character' ? 'bpchar' : word}${array ? '[]' : ''}`;
}

/** The type without array brackets and modifiers: `numeric(10,2)[]` → `numeric`. */
export function baseType(name: string): string {
  return split(name).word;
}

/** What stands in its parentheses: `numeric(10,2)[]` → `[10, 2]`. */
export function modifiersOf(name: string): readonly number[] {
  return split(name).modifiers?.split(',').map(Number) ?? [];
}

/** The type of the values in an array; a type that is no array as it is. */
export function memberType(name: TypeName): TypeName {
  if (isTypeReference(name))
    return name.array ? new TypeReference(name.name, { ...name, array: false }, name.domainOver) : name;
  return name.endsWith('[]') ? name.slice(0, -2) : name;
}

/** Whether it is an array of any type. */
export function isArrayType(name: TypeName): boolean {
  return isTypeReference(name) ? name.array === true : name.endsWith('[]');
}
