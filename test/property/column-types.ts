/** The built-in types and those of extensions, with what columns of them can be. */

import { POSTGRES_MAJOR } from '../postgres-major';

/** What can be said over a column: expressions are written for a family, not for a type. */
export type Family = 'whole' | 'number' | 'text' | 'boolean' | 'moment' | 'range' | 'array' | 'json' | 'enum' | 'other';

export interface TypeFacts {
  /** In `format_type`'s words. */
  readonly name: string;
  readonly family: Family;
  /** SQL of values that fit; the first two survive most conversions. */
  readonly values: readonly string[];
  /** SQL of defaults that no value has. */
  readonly defaults: readonly string[];
  /** It can be in a btree index. */
  readonly sorted: boolean;
  /** Other index methods that need no operator class. */
  readonly methods: readonly string[];
  /** For types that are not built in. */
  readonly extension?: string;
}

type Row = readonly [
  names: string,
  family: Family,
  values: readonly string[],
  defaults: readonly string[],
  methods?: readonly string[],
  extension?: string,
];

const TIME = 'without time zone';
const ZONE = 'with time zone';

const MULTIRANGES: Row = [
  'int4multirange | nummultirange | datemultirange | tstzmultirange',
  'other',
  ["'{}'"],
  ["'{}'"],
  ['gist'],
];

const ROWS: readonly Row[] = [
  ['integer | smallint | bigint', 'whole', ['1', '2', '12'], ['0', '-1', "'7'", '1 + 1', 'abs(-3)'], ['hash', 'brin']],
  [
    'text | character varying | character varying(20) | character varying(50) | character varying(100)',
    'text',
    ["'1'", "'2'", "'abc'"],
    [
      "''",
      "'it''s'",
      "E'back\\\\slash'",
      "'x'::text",
      "lower('X')",
      "'größe 題'",
      "'null'",
      "'${x} ` */'",
      "'two\nlines'",
      "'a'::varchar(3)",
      'CURRENT_USER',
    ],
    ['hash', 'brin'],
  ],
  ['boolean', 'boolean', ['true', 'false'], ["'yes'", '1 = 1'], ['hash']],
  [
    `timestamp ${TIME} | timestamp ${ZONE} | timestamp(3) ${TIME} | timestamp(3) ${ZONE} | timestamp(0) ${TIME}`,
    'moment',
    ["'2020-01-01 00:00:00'", "'2021-05-06 07:08:09'"],
    [
      'now()',
      'CURRENT_TIMESTAMP',
      'LOCALTIMESTAMP',
      'clock_timestamp()',
      "'2020-02-03'",
      "now() + interval '1 day'",
      "timezone('utc', now())",
    ],
    ['hash', 'brin'],
  ],
  [
    'date',
    'moment',
    ["'2020-01-01'", "'2021-05-06'"],
    ['now()', 'CURRENT_DATE', "'infinity'", "date '2020-01-01' + 1"],
    ['hash', 'brin'],
  ],
  [
    'numeric | numeric(10,2) | numeric(12,2) | numeric(12,4) | numeric(8,2)',
    'number',
    ['1', '2', '2.5'],
    ['0', '-1.5', "'3'", '10::numeric / 3', 'round(1.234, 2)'],
    ['hash', 'brin'],
  ],
  ['real | double precision', 'number', ['1', '2'], ['0', "'NaN'", '1.5', 'pi()'], ['hash', 'brin']],
  ['json', 'json', ["'1'", "'[1]'"], ["'{}'", `'{"a": "it''s"}'`, "json_build_object('a', 1)"]],
  [
    'jsonb',
    'json',
    ["'1'", "'[1]'"],
    ["'{}'", `'{"a": "it''s"}'`, "'[]'::jsonb", 'jsonb_build_array()'],
    ['hash', 'gin'],
  ],
  [
    'integer[] | bigint[]',
    'array',
    ["'{1}'", "'{2,3}'"],
    ["'{}'", 'ARRAY[1, 2]', 'ARRAY[]::integer[]'],
    ['hash', 'gin'],
  ],
  [
    'text[] | character varying(50)[]',
    'array',
    ["'{1}'", "'{2,3}'"],
    ["'{}'", "ARRAY['a', 'it''s']", `'{"a b",c}'`, "string_to_array('a,b', ',')"],
    ['gin'],
  ],
  [`uuid[] | boolean[] | timestamp(3) ${ZONE}[] | numeric(10,2)[]`, 'array', ["'{}'"], ["'{}'", "'{NULL}'"], ['gin']],
  [
    'uuid',
    'other',
    ["'00000000-0000-0000-0000-000000000001'"],
    ['gen_random_uuid()', "'00000000-0000-0000-0000-000000000000'"],
    ['hash', 'brin'],
  ],
  ['bytea', 'other', ["'1'", "'2'"], ["'\\x00ff'", "decode('ab', 'hex')"], ['hash', 'brin']],
  ['money', 'other', ['1', '2'], ["'1'", "'2.50'::money"]],
  [
    `time ${TIME} | time(3) ${TIME} | time ${ZONE}`,
    'other',
    ["'10:00'", "'11:30'"],
    ["'10:00'", 'LOCALTIME'],
    ['hash', 'brin'],
  ],
  [
    'interval | interval(3)',
    'other',
    ["'01:00'", "'02:30'"],
    ["'1 day'", "interval '2 hours'", "'P1Y'"],
    ['hash', 'brin'],
  ],
  ['interval day to second | interval year', 'other', ["'0'"], ["'0'"], ['hash']],
  ['inet | cidr', 'other', ["'10.0.0.1'", "'10.0.0.2'"], ["'127.0.0.1'", "'::1'"], ['hash', 'spgist']],
  ['macaddr | macaddr8', 'other', ["'08:00:2b:01:02:03'"], ["'08:00:2b:01:02:04'"], ['hash']],
  ['bit(8)', 'other', ["'00000001'", "'00000010'"], ["B'11111111'"]],
  ['bit(16)', 'other', ["'0000000000000001'", "'0000000000000010'"], ["B'1111111111111111'"]],
  ['bit varying | bit varying(8) | bit varying(16)', 'other', ["'00000001'", "'10'"], ["B'1'", "'0'::bit(1)"]],
  ['character(10) | character(20)', 'text', ["'1'", "'2'"], ["'x'", "''", "'it''s'"], ['hash', 'brin']],
  ['name', 'other', ["'1'", "'2'"], ["'x'", 'CURRENT_USER'], ['hash']],
  ['"char"', 'other', ["'1'", "'2'"], ["'x'"], ['hash']],
  ['oid', 'other', ['1', '2'], ['0', "'7'"], ['hash', 'brin']],
  ['xml', 'other', ["'<a/>'"], ["'<b>it''s</b>'"]],
  ['point', 'other', ["'(1,2)'"], ["'(0,0)'", 'point(1, 2)'], ['gist', 'spgist']],
  ['box', 'other', ["'(1,2),(0,0)'"], ["'(1,1),(0,0)'"], ['gist', 'spgist']],
  ['circle', 'other', ["'((0,0),1)'"], ["'<(1,1),2>'"], ['gist']],
  ['polygon', 'other', ["'((0,0),(1,1))'"], [], ['gist']],
  ['line | lseg | path', 'other', [], []],
  ['tsvector', 'other', ["'a b'"], ["'x'", "to_tsvector('english', 'fat cats')"], ['gin', 'gist']],
  ['tsquery', 'other', ["'a & b'"], ["'x'"], ['gist']],
  [
    'int4range | int8range | numrange',
    'range',
    ["'[1,2)'", "'[5,9)'"],
    ["'empty'", "'[1,10)'"],
    ['gist', 'spgist', 'hash'],
  ],
  ['daterange | tsrange | tstzrange', 'range', ["'[2020-01-01,2020-02-01)'"], ["'empty'"], ['gist', 'spgist']],
  ...(POSTGRES_MAJOR >= 14 ? [MULTIRANGES] : []),
  ['pg_lsn', 'other', ["'0/1'"], ["'0/0'"], ['hash']],
  ['jsonpath', 'other', ["'$.a'"], ["'$'"]],
  ['xid | txid_snapshot | regclass | regtype', 'other', [], []],
  ['citext', 'text', ["'1'", "'2'"], ["'x'", "'It''s'"], ['hash'], 'citext'],
  ['hstore', 'other', [`'"1"=>"2"'`], ["''", `'a=>1'`], ['gin', 'gist'], 'hstore'],
  ['ltree', 'other', ["'1'", "'2'"], ["'a.b'"], ['gist'], 'ltree'],
  ['cube', 'other', ["'(1,2)'"], ["'(0)'"], ['gist'], 'cube'],
];

/** Types that no btree index takes. */
const UNSORTED = new Set(
  'json | xml | point | line | lseg | box | path | polygon | circle | jsonpath | xid | txid_snapshot'.split(' | '),
);

const FACTS: readonly TypeFacts[] = ROWS.flatMap(([names, family, values, defaults, methods = [], extension]) =>
  names.split(' | ').map((name) => ({
    name,
    family,
    values,
    defaults,
    sorted: !UNSORTED.has(name),
    methods,
    ...(extension === undefined ? {} : { extension }),
  })),
);

const BY_NAME: ReadonlyMap<string, TypeFacts> = new Map(FACTS.map((facts) => [facts.name, facts]));

export function typeFacts(name: string): TypeFacts {
  const facts = BY_NAME.get(name);
  if (facts === undefined) throw new Error(`nothing is known about the type ${name}`);
  return facts;
}

/** The common types come several times, so that they are picked more often. */
export const TYPE_NAMES: readonly string[] = [
  ...FACTS.filter(({ extension }) => extension === undefined).map(({ name }) => name),
  ...[
    'integer',
    'integer',
    'bigint',
    'text',
    'text',
    'character varying',
    'character varying(20)',
    'boolean',
    'int4range',
  ],
  ...[
    'integer',
    'text',
    'character varying',
    'boolean',
    `timestamp ${ZONE}`,
    'jsonb',
    'numeric(10,2)',
    'integer',
    'text',
  ],
];

export const EXTENSION_TYPES: readonly string[] = FACTS.filter(({ extension }) => extension !== undefined).map(
  ({ name }) => name,
);
