/**
 * Changes of type that PostgreSQL can make in both directions, by itself or when it is told how (by a cast, if need be by
 * way of text). Measured on 15; the same on 11 to 18.
 */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  [
    '"char"',
    'integer | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'bigint',
    'smallint | integer | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bit(8) | bit(16) | oid',
  ],
  [
    'bigint[]',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | integer[] | text[] | character varying(50)[]',
  ],
  [
    'bit varying',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bit(8) | bit(16) | bit varying(16) | bit varying(8)',
  ],
  [
    'bit varying(16)',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bit(8) | bit(16) | bit varying | bit varying(8)',
  ],
  [
    'bit varying(8)',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bit(8) | bit(16) | bit varying | bit varying(16)',
  ],
  [
    'bit(16)',
    'integer | bigint | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bit(8) | bit varying | bit varying(16) | bit varying(8)',
  ],
  [
    'bit(8)',
    'integer | bigint | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bit(16) | bit varying | bit varying(16) | bit varying(8)',
  ],
  [
    'boolean',
    'integer | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'bytea',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'character varying',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'character varying(100)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(50) | character varying(20) | character(10) | character(20) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'character varying(20)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(50) | character varying(100) | character(10) | character(20) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'character varying(50)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(100) | character varying(20) | character(10) | character(20) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'character varying(50)[]',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | integer[] | bigint[] | text[]',
  ],
  [
    'character(10)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(20) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'character(20)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'cidr',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | inet',
  ],
  [
    'citext',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | "char" | name | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'date',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone',
  ],
  [
    'double precision',
    'smallint | integer | bigint | real | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'hstore',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'inet',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | cidr',
  ],
  [
    'int4range',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'integer',
    'smallint | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | boolean | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | "char" | name | citext | bit(8) | bit(16) | oid',
  ],
  [
    'integer[]',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | bigint[] | text[] | character varying(50)[]',
  ],
  [
    'interval',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | time without time zone | time(3) without time zone | interval(3)',
  ],
  [
    'interval(3)',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | time without time zone | time(3) without time zone | interval',
  ],
  [
    'json',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | jsonb',
  ],
  [
    'jsonb',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | json',
  ],
  [
    'ltree',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'macaddr',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'money',
    'numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'name',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | "char" | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'numeric',
    'smallint | integer | bigint | real | double precision | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'numeric(10,2)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'numeric(12,2)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,4) | numeric(8,2) | money | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'numeric(12,4)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(8,2) | money | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'numeric(8,2)',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | money | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'oid',
    'integer | bigint | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'point',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'real',
    'smallint | integer | bigint | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'smallint',
    'integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'text',
    'smallint | integer | bigint | real | double precision | numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2) | money | boolean | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | "char" | name | citext | bytea | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone | time without time zone | time(3) without time zone | time with time zone | interval | interval(3) | uuid | json | jsonb | xml | inet | cidr | macaddr | bit(8) | bit(16) | bit varying | bit varying(16) | bit varying(8) | int4range | point | tsvector | hstore | ltree | integer[] | bigint[] | text[] | character varying(50)[] | oid',
  ],
  [
    'text[]',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | integer[] | bigint[] | character varying(50)[]',
  ],
  [
    'time with time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | time without time zone | time(3) without time zone',
  ],
  [
    'time without time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | time(3) without time zone | time with time zone | interval | interval(3)',
  ],
  [
    'time(3) without time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | time without time zone | time with time zone | interval | interval(3)',
  ],
  [
    'timestamp with time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp(3) with time zone',
  ],
  [
    'timestamp without time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | date | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone',
  ],
  [
    'timestamp(0) without time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | date | timestamp without time zone | timestamp(3) without time zone | timestamp with time zone | timestamp(3) with time zone',
  ],
  [
    'timestamp(3) with time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | date | timestamp without time zone | timestamp(3) without time zone | timestamp(0) without time zone | timestamp with time zone',
  ],
  [
    'timestamp(3) without time zone',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext | date | timestamp without time zone | timestamp(0) without time zone | timestamp with time zone | timestamp(3) with time zone',
  ],
  [
    'tsvector',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'uuid',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
  [
    'xml',
    'text | character varying | character varying(50) | character varying(100) | character varying(20) | character(10) | character(20) | name | citext',
  ],
];

/** A type in `format_type`'s words → the types that it can become, and that can become it again. */
export const typeChanges: ReadonlyMap<string, readonly string[]> = new Map(
  CHANGES.map(([from, to]) => [from, to.split(' | ')]),
);
