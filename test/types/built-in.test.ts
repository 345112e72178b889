/** Every built-in type that a revision can name, to every other one: what the server of the tests says, on empty tables. */

import { conversionBetween, detourSql, viaText } from '../../src/postgres/casts';
import { longType } from '../../src/postgres/sql/types';
import { POSTGRES_MAJOR } from '../postgres-major';
import { type Outcome, tryAll, withTypes } from './attempts';
import { hasMoreThan15 } from './other-servers';

const MULTIRANGES = [
  'int4multirange',
  'int8multirange',
  'nummultirange',
  'tsmultirange',
  'tstzmultirange',
  'datemultirange',
];

const TYPES = [
  ...['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'money', 'boolean', 'oid'],
  ...['text', 'varchar', 'char(3)', '"char"', 'name', 'bytea', 'bit(3)', 'varbit', 'uuid'],
  ...['date', 'timestamp', 'timestamptz', 'time', 'timetz', 'interval', 'interval hour to minute'],
  ...['json', 'jsonb', 'jsonpath', 'xml', 'tsvector', 'tsquery'],
  ...['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'inet', 'cidr', 'macaddr', 'macaddr8'],
  ...['int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange'],
  ...(POSTGRES_MAJOR >= 14 ? MULTIRANGES : []),
  ...['regclass', 'regtype', 'pg_lsn', 'xid', 'txid_snapshot'],
  ...['smallint[]', 'boolean[]', 'text[]', 'varchar(3)[]', 'bit(3)[]', 'timestamp[]', 'jsonb[]', 'point[]'],
];

const works = (outcome: Outcome | undefined) => outcome !== undefined && 'values' in outcome;

test(`the conversions between ${TYPES.length} built-in types are those of the server`, async () => {
  const wrong: string[] = [];
  let detours = 0;
  await withTypes(async (client) => {
    for (const from of TYPES) {
      for (const to of TYPES.filter((type) => type !== from && !hasMoreThan15(from, type))) {
        const change = ['c', longType(from), longType(to)] as const;
        const detour = detourSql(...change);
        const altered = `ALTER TABLE t ALTER COLUMN c TYPE ${to}`;
        const usings = [`c::${to}`, viaText(...change), ...(detour === undefined ? [] : [detour])];
        const statements = [altered, ...usings.map((using) => `${altered} USING ${using}`)];
        const [plain, cast, ...ways] = await tryAll(
          client,
          statements.map((statement) => ({ type: from, values: [], statements: [statement] })),
        );
        const said = works(plain) ? 'automatic' : works(cast) ? 'using' : 'none';
        const found = conversionBetween(longType(from), longType(to));
        if (found !== said) wrong.push(`${from} → ${to}: ${found}, but the server says ${said}`);
        if (!ways.every(works)) wrong.push(`${from} → ${to}: the server refuses ${usings.slice(1).join(' or ')}`);
        if (said === 'none' && detour !== undefined) detours += 1;
      }
    }
  });
  expect(wrong).toEqual([]);
  expect(detours).toBeGreaterThan(50);
}, 300_000);
