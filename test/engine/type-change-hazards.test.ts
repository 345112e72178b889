/** What is said about a change of type is what PostgreSQL does to values: asked for every pair, with values that are hard to keep. */
import { Client } from 'pg';
import { conversionBetween, conversionSql } from '../../src/postgres/casts';
import {
  isArrayType,
  isTypeReference,
  longType,
  type TypeName,
  TypeReference,
  typeSql,
} from '../../src/postgres/sql/types';
import { typeChangeHazards } from '../../src/postgres/type-change-hazards';
import { testServer } from '../server';

const x = (count: number) => `'${'x'.repeat(count)}'`;
const wide = (count: number) => `'${'題'.repeat(count)}'`;

/** By type, in the words of revisions: values of which some are lost in a narrower type, and some that fit nearly all. */
const VALUES: readonly (readonly [type: TypeName, values: readonly string[]])[] = [
  ['smallint', ['-32768', '32767', '1']],
  ['integer', ['-2147483648', '2147483647', '16777217', '1']],
  ['bigint', ['-9223372036854775808', '9223372036854775807', '9007199254740993', '1']],
  ['oid', ['4294967295', '1']],
  ['numeric', ['0.12345678901234567890123', '1e300', '99999999999999999999', '1', `1${'0'.repeat(80)}`]],
  ['numeric(10,2)', ['99999999.99', '-99999999.99', '1.55', '1']],
  ['numeric(8,2)', ['999999.99', '1.55', '1']],
  ['numeric(12,4)', ['99999999.9999', '1.5555', '1']],
  ['numeric(12,0)', ['999999999999', '1']],
  ['real', ["'3.4e38'", '1.2345679e+06', '12.345678', '1']],
  ['double precision', ["'1.7e308'", "'-1.234567890123456e-300'", '0.30000000000000004', '1.5', '1']],
  ['money', ["'92233720368547758.07'", "'1.55'", "'1'"]],
  ['boolean', ['true', 'false']],
  ['text', [x(100), wide(30), "'a  '", "'1.5'", "''", "'12'", `'{"b":1, "a":2, "a":3}'`]],
  ['varchar', [x(100), wide(30), "'a  '", "'12'"]],
  ['varchar(20)', [x(20), wide(20), "'a  '", "'12'"]],
  ['varchar(50)', [x(50), wide(50), "'a  '", "'12'"]],
  ['char(10)', [x(10), "'12'"]],
  ['char(20)', [x(20), wide(20), "'12'"]],
  ['name', [x(63), "'a  '", "'12'"]],
  ['"char"', ["'a'", "'1'"]],
  [new TypeReference('citext'), [x(100), wide(30), "'a  '", "'12'"]],
  ['bytea', ["'\\x00ff'", `decode('${'00'.repeat(60)}', 'hex')`]],
  ['uuid', ["'00000000-0000-0000-0000-000000000001'"]],
  ['json', [`'{"b":1, "a":2, "a":3}'`, `'"${'x'.repeat(100)}"'`, `'12'`]],
  ['jsonb', [`'{"b":1}'`, `'1.5'`, `'1e300'`, `'"${'x'.repeat(100)}"'`, `'0.30000000000000004999'`, `'true'`, `'1'`]],
  ['date', ["'2020-02-29'", "'294000-12-31'"]],
  ['timestamp', ["'2020-02-29 13:14:15.123456'", "'2026-03-29 02:30'", "'2020-02-29'"]],
  ['timestamp(3)', ["'2020-02-29 13:14:15.123'", "'2026-03-29 02:30'"]],
  ['timestamp(0)', ["'2020-02-29 13:14:15'", "'2026-03-29 02:30'"]],
  ['timestamptz', ["'2020-02-29 13:14:15.123456Z'", "'2026-10-25 00:30Z'", "'2026-10-25 01:30Z'"]],
  ['timestamptz(3)', ["'2020-02-29 13:14:15.123Z'", "'2026-10-25 00:30Z'", "'2026-10-25 01:30Z'"]],
  ['time', ["'13:14:15.123456'", "'13:14'"]],
  ['time(3)', ["'13:14:15.123'", "'13:14'"]],
  ['timetz', ["'13:14:15.123456+05'", "'13:14+05'"]],
  ['interval', ["'1 month 2 days 03:04:05.123456'", "'03:04'"]],
  ['interval(3)', ["'1 month 2 days 03:04:05.123'", "'03:04'"]],
  ['interval day to minute', ["'1 month 2 days 03:04'"]],
  ['interval year', ["'2 years'"]],
  ['inet', ["'10.0.0.1/24'", "'10.0.0.0/24'", "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127'"]],
  ['cidr', ["'10.0.0.0/24'", "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127'"]],
  ['macaddr', ["'08:00:2b:01:02:03'"]],
  ['macaddr8', ["'08:00:2b:01:02:03:04:05'", "'08:00:2b:ff:fe:01:02:03'"]],
  ['bit(8)', ["B'10000001'"]],
  ['bit(40)', [`B'${'1'.repeat(40)}'`]],
  ['bit(80)', [`B'${'1'.repeat(80)}'`]],
  ['varbit', [`B'${'1'.repeat(80)}'`, "B'10000001'"]],
  ['varbit(8)', ["B'10000001'", "B'1'"]],
  ['varbit(16)', ["B'1000000100000001'", "B'10000001'"]],
  ['xml', ["'<a/>'", `'<a>${'x'.repeat(100)}</a>'`]],
  ['point', ["'(1.2345678901,2.3456789012)'"]],
  ['box', ["'(1,2),(30,40.5)'"]],
  ['lseg', ["'((1,2),(30,40.5))'"]],
  ['path', ["'((1,2),(30,40.5),(7,8))'", "'[(1,2),(30,40.5)]'"]],
  ['polygon', ["'((1,2),(30,40.5),(7,9))'"]],
  ['circle', ["'<(1,2),3.5>'"]],
  ['int4range', ["'[1000000000,2000000000)'"]],
  ['tsvector', ["'a b'", x(100)]],
  ['integer[]', ["'{-2147483648,2147483647,16777217}'", "'{1}'"]],
  ['bigint[]', ["'{9223372036854775807}'", "'{1}'"]],
  ['numeric(12,4)[]', ["'{99999999.9999,1.5555}'"]],
  ['text[]', [`'{${'x'.repeat(100)}}'`, "'{a  }'", "'{12}'"]],
  ['varchar(20)[]', [`'{${'x'.repeat(20)}}'`, "'{12}'"]],
  [new TypeReference('state', { schema: 'public' }), ["'draft'", `'${'x'.repeat(60)}'`]],
];

const long = (type: TypeName): TypeName => (isTypeReference(type) ? type : longType(type));
const isText = (type: TypeName) => /^(text|character|name|"?citext)/.test(typeSql(type)) && !isArrayType(type);

/** Said although the values above cannot show it. */
const UNSEEN = [
  // Midnight is skipped in few time zones, and the way back is the same whatever the offset.
  /^reads c in the time zone of the session: (date|time|time\(3\)) becomes/,
  /^reads c as a (negative )?number/,
  // A text is compared with how PostgreSQL prints what it has read, which is seldom the same.
  /: (text|varchar(\(\d+\))?|char\(\d+\)|name|"citext") becomes (?!(var)?char\()/,
  // Of other types the longest text of all is not among the values.
  /has more than \d+ characters: (?!(smallint|integer|bigint|numeric|double|text|varchar|char|uuid|bytea)[^[]* becomes)/,
  /becomes name$/,
];

let client: Client;
let drop: () => Promise<void>;

beforeAll(async () => {
  const server = await testServer();
  const config = await server.createDatabase();
  client = new Client(config);
  await client.connect();
  await client.query(`CREATE EXTENSION citext; CREATE TYPE public.state AS ENUM ('draft', '${'x'.repeat(60)}')`);
  await client.query(`SET TimeZone = 'Europe/Berlin'; SET client_min_messages = error; BEGIN`);
  drop = async () => {
    await client.end();
    await server.dropDatabase(config);
  };
});

afterAll(() => drop());

/** What became of values on the way to another type and back. */
async function whatHappens(from: TypeName, to: TypeName, values: readonly string[]) {
  const seen = { isPossible: true, changed: [] as string[], failed: [] as string[] };
  const mayLeadBack = !leadsOverText(to, from);
  let leadsBack = mayLeadBack;
  for (const value of values) {
    await client.query(
      `SAVEPOINT value; CREATE TEMPORARY TABLE t (c ${typeSql(from)}); INSERT INTO t VALUES (${value})`,
    );
    const read = async () => (await client.query<{ text: string }>('SELECT c::text AS text FROM t')).rows[0]?.text;
    const before = await read();
    const there = await retype(from, to);
    if (there === 'no way') seen.isPossible = false;
    else if (there !== 'done') seen.failed.push(`${value}: ${there}`);
    else if (mayLeadBack) {
      const back = await retype(to, from);
      const after = await read();
      leadsBack &&= back === 'done';
      // The spaces that fill a char(10) are no change of what is not a text.
      const same = isText(from) ? after === before : after?.trim() === before;
      if (back === 'done' && !same) seen.changed.push(`${value} → ${after}`);
    }
    await client.query('ROLLBACK TO SAVEPOINT value');
  }
  return { ...seen, leadsBack };
}

/** Then it fails as a rule, and that is what is said. */
function leadsOverText(from: TypeName, to: TypeName): boolean {
  return !isText(from) && conversionSql('c', from, to)?.includes('::text') === true;
}

async function retype(from: TypeName, to: TypeName): Promise<string> {
  const using = conversionSql('c', from, to);
  try {
    await client.query(
      `SAVEPOINT retype; ALTER TABLE t ALTER c TYPE ${typeSql(to)}${using === undefined ? '' : ` USING ${using}`}`,
    );
    return 'done';
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT retype');
    const { code, message } = error as { code: string; message: string };
    return code === '42846' || code === '42804' ? 'no way' : message;
  }
}

test.each(VALUES)('from %s', async (name, values) => {
  const from = long(name);
  const wrong: string[] = [];
  for (const to of VALUES.map(([type]) => long(type))) {
    if (typeSql(to) === typeSql(from) || leadsOverText(from, to)) continue;
    const seen = await whatHappens(from, to, values);
    if (!seen.isPossible) continue;
    const hazards = typeChangeHazards('c', from, to);
    const said = hazards.map(({ message }) => message).join('; ') || `${typeSql(from)} → ${typeSql(to)}`;
    const is = (wanted: string) => hazards.some(({ code }) => code === wanted);
    const isSeen = (wanted: string) =>
      hazards.some(({ code, message }) => code === wanted && !UNSEEN.some((pattern) => pattern.test(message)));
    const comparable =
      isArrayType(from) === isArrayType(to) && !(isText(from) && conversionBetween(from, to) !== 'automatic');
    if (seen.failed.length > 0 && !is('fails-on-rows')) wrong.push(`${said}: nothing of ${seen.failed}`);
    if (seen.changed.length > 0 && comparable && !is('lossy')) wrong.push(`${said}: nothing of ${seen.changed}`);
    // Between two steps a value may be narrower than its type.
    if (conversionBetween(from, to) === 'none') continue;
    if (seen.failed.length === 0 && isSeen('fails-on-rows')) wrong.push(`${said}: but nothing fails`);
    if (seen.changed.length === 0 && seen.leadsBack && isSeen('lossy')) wrong.push(`${said}: but nothing changes`);
  }
  expect(wrong).toEqual([]);
});
