/**
 * The whole matrix on a real server, with rows: what PostgreSQL converts by itself is left to it, what it converts when
 * it is told how gets a cast, and no cast cuts what would have been refused.
 */

import type { Client } from 'pg';
import { kinds } from '../../src/autogen';
import { Answers, flagsFor, type GivenAnswers } from '../../src/diff/answers';
import type { Impossibility } from '../../src/diff/change';
import { diff } from '../../src/diff/diff';
import { findImpossible } from '../../src/diff/impossible';
import { plan } from '../../src/plan/plan';
import { statementsOf } from '../../src/postgres/operations';
import { reflect } from '../../src/postgres/reflect';
import type { SchemaObject } from '../../src/schema/object';
import { Schema } from '../../src/schema/schema';
import { type Outcome, tryAll, withTypes } from './attempts';
import { type How, matrix, type Pair, TYPES } from './matrix';
import { hasMoreThan15 } from './other-servers';
import { SAMPLES } from './samples';

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

/** PostgreSQL's codes: "cannot be cast automatically", "no cast", and values that do not fit in length. */
const [MISMATCH, NO_CAST, TOO_LONG, OTHER_LENGTH] = ['42804', '42846', '22001', '22026'];

/** Types that may hold no value that the other type reads. */
const TOO_SHORT = ['varchar(20)', 'char(10)', 'char(20)'];

let columns: ReadonlyMap<string, SchemaObject>;

/** Each type as the engine reads it from a database. */
async function readTypes(client: Client): Promise<ReadonlyMap<string, SchemaObject>> {
  await client.query(`CREATE TABLE of_all (${TYPES.map((type, place) => `c${place} ${type}`).join(', ')})`);
  const schema = await reflect(client, context);
  await client.query('DROP TABLE of_all');
  return new Map(
    TYPES.map((type, place) => [
      type,
      schema.get({ kind: 'column', path: ['public', 'of_all', `c${place}`] }) as SchemaObject,
    ]),
  );
}

/** A schema with nothing but the column `c` of the table `t`. */
function schemaWith(type: string): Schema {
  const parent = { kind: 'table', path: ['public', 't'] };
  return Schema.of([
    { ...parent, parent: null, traits: {} },
    { ...(columns.get(type) as SchemaObject), path: ['public', 't', 'c'], parent },
  ]);
}

interface Change {
  readonly questions: readonly Impossibility[];
  readonly operations: readonly string[];
  readonly statements: readonly string[];
  readonly using: boolean;
}

/** What the engine does about a change of type. */
function changeOf({ from, to }: Pair, given: GivenAnswers = {}): Change {
  const [before, after] = [schemaWith(from), schemaWith(to)];
  const changes = diff(before, after);
  const { questions, decisions } = findImpossible(changes, kinds, new Answers(given), { before, after });
  const operations = plan({ changes, before, after, kinds, defaultSchema: 'public', decisions });
  return {
    questions,
    operations: operations.map(({ name }) => name),
    statements: operations.flatMap((operation) => statementsOf(operation, context)),
    using: operations.some(({ args: [, , changes = {}] }) => Object.hasOwn(changes as object, 'using')),
  };
}

const samplesOf = (type: string) => SAMPLES[type] as readonly string[];

/** The rows of a pair: all values alone, and with NULL together. What reads text is given text that it reads, too. */
function rowsOf({ from, to, how }: Pair): (readonly string[])[] {
  const readable = how === 'using' && isText(from) ? samplesOf(to).map((value) => `(${value})::${to}::text`) : [];
  const values = [...samplesOf(from), ...readable];
  return [...values.map((value) => [value]), [...values, 'NULL']];
}

function isText(type: string): boolean {
  return /^(text|varchar|char\(|name|citext|dom_text)/.test(type);
}

async function outcomes(client: Client, pair: Pair, statements: readonly string[]): Promise<Outcome[]> {
  return tryAll(
    client,
    rowsOf(pair).map((values) => ({ type: pair.from, values, statements })),
  );
}

const isRefused = (outcome: Outcome | undefined): outcome is { refused: string } =>
  outcome !== undefined && 'refused' in outcome;

const plainly = ({ to }: Pair) => [`ALTER TABLE t ALTER COLUMN c TYPE ${to}`];

/** The cast that says nothing else; padding is no part of a value, and a text is an element as it stands. */
const explicitly = ({ from, to }: Pair) => {
  const isElement = isText(from) && isText(to) && to.endsWith('[]') && !from.endsWith('[]');
  const value = isElement
    ? 'CASE WHEN c IS NOT NULL THEN ARRAY[c] END'
    : `c${from.startsWith('char(') ? '::text' : ''}`;
  return [`ALTER TABLE t ALTER COLUMN c TYPE ${to} USING ${value}::${to}`];
};

const counted: Record<How, number> = { auto: 0, using: 0, none: 0 };
const values = { converted: 0, refused: 0, cut: 0 };

async function expectAutomatic(client: Client, pair: Pair): Promise<void> {
  const { statements, ...found } = changeOf(pair);
  expect(found).toEqual({ questions: [], operations: ['alterColumn'], using: false });
  const [ours, plain] = [await outcomes(client, pair, statements), await outcomes(client, pair, plainly(pair))];
  expect(ours).toEqual(plain);
  count(ours);
}

async function expectUsing(client: Client, pair: Pair): Promise<void> {
  const { statements, ...found } = changeOf(pair);
  expect(found).toEqual({ questions: [], operations: ['alterColumn'], using: true });
  const empty = { type: pair.from, values: [] };
  if (!hasMoreThan15(pair.from, pair.to)) {
    expect(await tryAll(client, [{ ...empty, statements: plainly(pair) }])).toEqual([{ refused: MISMATCH }]);
  }
  const [ours, cast] = [await outcomes(client, pair, statements), await outcomes(client, pair, explicitly(pair))];
  ours.forEach((our, place) => {
    // A cast cuts and pads; ours refuses instead.
    if (isRefused(our) && [TOO_LONG, OTHER_LENGTH].includes(our.refused)) values.cut += isRefused(cast[place]) ? 0 : 1;
    else expect(our).toEqual(cast[place]);
  });
  // A uuid does not fit into twenty characters to begin with.
  if (!TOO_SHORT.includes(pair.from)) expect(ours.some((our) => !isRefused(our))).toBe(true);
  count(ours);
}

async function expectNone(client: Client, pair: Pair): Promise<void> {
  const empty = { type: pair.from, values: [] };
  const [plain, cast] = await tryAll(client, [
    { ...empty, statements: plainly(pair) },
    { ...empty, statements: explicitly(pair) },
  ]);
  expect([plain, cast]).toEqual(
    hasMoreThan15(pair.from, pair.to)
      ? expect.arrayContaining([{ values: [] }])
      : [{ refused: MISMATCH }, { refused: NO_CAST }],
  );
  const { questions } = changeOf(pair);
  expect(questions.map(flagsFor)).toEqual([
    [expect.stringMatching(/^--using '?column:public\.t\.c=/), '--drop column:public.t.c'],
  ]);
  const drop = changeOf(pair, { drop: ['t.c'] });
  expect(drop).toMatchObject({ questions: [], operations: ['dropColumn', 'addColumn'] });
  const using = changeOf(pair, { using: [`t.c=NULL::${pair.to}`] });
  expect(using).toMatchObject({ questions: [], operations: ['alterColumn'], using: true });
  const rows = samplesOf(pair.from);
  const emptied = { values: rows.map(() => null) };
  const answered = [drop, using].map(({ statements }) => ({ type: pair.from, values: rows, statements }));
  expect(await tryAll(client, answered)).toEqual([emptied, emptied]);
}

function count(found: readonly Outcome[]): void {
  for (const outcome of found) values[isRefused(outcome) ? 'refused' : 'converted'] += 1;
}

const expectPair = { auto: expectAutomatic, using: expectUsing, none: expectNone };

test('the matrix has all ordered pairs of 61 types', () => {
  expect(TYPES).toHaveLength(61);
  expect(new Set(matrix.map(({ from, to }) => `${from} → ${to}`)).size).toBe(61 * 60);
  expect(TYPES).toEqual(Object.keys(SAMPLES));
});

test(
  'each pair is handled as the matrix says',
  async () => {
    const started = Date.now();
    const failures: string[] = [];
    await withTypes(async (client) => {
      columns = await readTypes(client);
      for (const pair of matrix) {
        try {
          await expectPair[pair.how](client, pair);
          counted[pair.how] += 1;
        } catch (error) {
          failures.push(`${pair.from} → ${pair.to} (${pair.how}): ${(error as Error).message}`);
        }
      }
    });
    process.stdout.write(
      [
        `\n${matrix.length} pairs in ${((Date.now() - started) / 1000).toFixed(0)} s: ${counted.auto} automatic, ${counted.using} by a cast, ${counted.none} without a conversion`,
        `${values.converted} sets of rows were converted, ${values.refused} refused, ${values.cut} of these where a cast would have cut a value\n\n`,
      ].join('\n'),
    );
    expect(failures.slice(0, 20)).toEqual([]);
    expect(counted).toEqual({ auto: 853, using: 550, none: 2257 });
  },
  10 * 60_000,
);
