/** The promises of the design, checked for one pair of schemas on real databases. */

import { inspect, isDeepStrictEqual } from 'node:util';
import { Client, type ClientConfig } from 'pg';
import { type Comparison, compare, desiredSchema, kinds } from '../../src/autogen';
import type { Rename } from '../../src/diff/change';
import { diff } from '../../src/diff/diff';
import { plan } from '../../src/plan/plan';
import { statementsOf } from '../../src/postgres/operations';
import { reflect } from '../../src/postgres/reflect';
import { displayName, quoteIdentifier } from '../../src/postgres/sql/quote';
import { isTypeReference } from '../../src/postgres/sql/types';
import { formatId, formatPath, keyOf, partOf, type SchemaObject } from '../../src/schema/object';
import type { Operation, OperationContext } from '../../src/schema/operation';
import { Schema } from '../../src/schema/schema';
import type { Entities } from '../../src/typeorm/entities';
import { readCatalog, readTypeormMetadata } from '../catalog';
import { meaning } from '../render/evaluate';
import { testServer } from '../server';
import { doneByHand, makesHolder } from './by-hand';
import { draftOf, toEntities } from './draft';
import { mutated } from './mutate';
import { type Both, fileOf, operationsIn } from './revision-file';
import { accepted, insertRows, type Survivor, survivorsOf, type Values, valuesOf } from './rows';
import { type PairSeed, Tape } from './tape';

/** Two schemas, and what happens to a database between them. */
export interface Pair {
  readonly before: Entities;
  readonly after: Entities;
  /** Done to the database by hand, each list at once: what is refused is left out. */
  readonly byHand?: readonly (readonly string[])[];
  /** Returns how many rows there are. */
  readonly insert?: (client: Client) => Promise<number>;
  /** The place of the candidate that a lost object or label has become; nothing where it is gone. By default, the first. */
  readonly answer?: (candidates: number) => number | undefined;
}

/** What is worth knowing about a pair that kept all promises. */
export interface Kept {
  readonly comparison: Comparison;
  readonly rows: number;
  /** The rows forbade the change: it was made without them. Said by a probe, or by PostgreSQL when it came to that. */
  readonly refused: false | Refusal;
  /** Something made by hand forbade it: it was made without that. */
  readonly held?: true;
  /** Things that no entity describes had to make way. */
  readonly madeWay: number;
  /** Values that were compared. */
  readonly values: number;
  readonly byHand: number;
}

/** Who refuses a change because of rows, and with which SQLSTATE. */
export type Refusal = `${'a probe' | 'PostgreSQL'} with ${string}`;

/** A promise that was broken, with all that it takes to see why. */
export class Broken extends Error {}

/** Refused because of rows: integrity (23) and data (22) are the classes of such errors. */
class RefusedByRows extends Error {
  readonly said: Refusal;

  constructor(message: string, said: Refusal) {
    super(message);
    this.said = said;
  }
}

/** PostgreSQL has no conversion between two types: no plan can help, a person must write one. */
export class Impossible extends Error {}

/** What is said where something made by hand is in the way for good. */
const HOLDS: readonly string[] = ['still-needed', 'renamed-and-changed'];

const NO_CONVERSION = '42846';
/** Beside classes 22 and 23: what the parsers of hstore and ltree say of a value. */
const REFUSED_VALUE = /^(22|23|42601|XX000)/;

const ONE_OF_THEM = ['public', 'public', 'public', 'Own Schema'];

/** The pair that these numbers mean. */
export function pairOf({ before, after, answers, byHand, rows }: PairSeed): Pair {
  const tape = new Tape(answers);
  const defaultSchema = tape.pick(ONE_OF_THEM);
  const a = draftOf(before, defaultSchema);
  const b = 'tables' in after ? draftOf(after, defaultSchema) : mutated(a, after);
  return {
    before: toEntities(a),
    after: toEntities(b),
    byHand: doneByHand(a, byHand),
    insert: (client) => insertRows(client, a, rows),
    answer: (candidates) => (candidates === 0 || tape.once(4) ? undefined : tape.next(candidates)),
  };
}

/** @throws Broken */
export async function keepPromises(pair: Pair): Promise<Kept> {
  const notes: string[] = [];
  try {
    return await keepWithRows(pair, notes);
  } catch (error) {
    if (error instanceof Impossible) throw error;
    const found = error as Error;
    throw new Broken(
      [
        error instanceof Broken ? found.message : (found.stack ?? found.message),
        `--- before\n${JSON.stringify(pair.before)}`,
        `--- after\n${JSON.stringify(pair.after)}`,
        ...notes,
      ].join('\n'),
    );
  }
}

async function keepWithRows(pair: Pair, notes: string[]): Promise<Kept> {
  try {
    return await keepWithHolders(pair, notes);
  } catch (error) {
    if (!(error instanceof RefusedByRows)) throw error;
    notes.length = 0;
    const { insert: _, ...rowless } = pair;
    return { ...(await keepWithHolders(rowless, notes)), refused: error.said };
  }
}

/** What somebody made by hand may need what goes: that is refused before anything is written. */
async function keepWithHolders(pair: Pair, notes: string[]): Promise<Kept> {
  try {
    return await keep(pair, notes);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    const byHand = pair.byHand?.filter((statements) => !makesHolder(statements)) ?? [];
    if (!HOLDS.includes(code ?? '') || byHand.length === pair.byHand?.length) throw error;
    notes.length = 0;
    return { ...(await keep({ ...pair, byHand }, notes)), held: true };
  }
}

async function keep(pair: Pair, notes: string[]): Promise<Kept> {
  const { before, after } = pair;
  for (const entities of [before, after]) {
    expectNone('diff(s, s)', diff(desiredSchema(entities), desiredSchema(entities)));
  }
  return await withDatabases(before, async (open) => {
    const database = await open();
    await build(database, before, notes);
    const byHand = await doByHand(database, pair, notes);
    const rows = (await pair.insert?.(database)) ?? 0;
    // Also where all were refused: a sequence has moved on.
    const hasRows = pair.insert !== undefined;
    const printed = await read(database, before);
    const catalogBefore = await catalogOf(database, before);

    const { comparison, renames, emptied, relabelled } = await answered(database, pair);
    const [upgrade, downgrade] = [comparison.upgrade(), comparison.downgrade()];
    notes.push(`--- upgrade\n${script(upgrade, before)}`, `--- downgrade\n${script(downgrade, before)}`);
    await expectFaithfulFile({ upgrade, downgrade });

    const survivors = survivorsOf(before, after, renames).filter(
      (one) => !emptied.includes(formatId({ kind: 'column', path: one.after })),
    );
    const values = await valuesOf(
      database,
      survivors.map((one) => one.before),
    );
    await run(database, upgrade, before, hasRows);
    await expectInSync(database, after, created(before, after), 'after the upgrade');
    expectSurvival(
      survivors,
      values.map((list, place) => relabelledValues(list, survivors[place] as Survivor, after, relabelled)),
      await valuesOf(
        database,
        survivors.map((one) => one.after),
      ),
    );

    const fresh = await open();
    await build(fresh, after, notes);
    const restored = await open();
    await restore(restored, await read(fresh, after), before);
    await expectInSync(restored, after, new Set(), 'after a dump and restore');
    expectSameCatalog(
      'the upgraded database is not what a new one is',
      (await catalogOf(fresh, before)).filter(isManaged),
      (await catalogOf(database, before)).filter(isManaged),
      (await catalogOf(restored, before)).filter(isManaged),
    );

    await run(database, downgrade, before, hasRows);
    const catalogAgain = await catalogOf(database, before);
    if (!isDeepStrictEqual(catalogBefore, catalogAgain)) {
      const reprinted = await open();
      await restore(reprinted, printed, before);
      const expected = await catalogOf(reprinted, before);
      expectSameCatalog('the downgraded database is not what it was', catalogBefore, catalogAgain, expected);
    }
    const madeWay = upgrade.filter(({ name }) => /^create(?:Trigger|Rule|Policy)$/.test(name)).length;
    return { comparison, rows, refused: false, values: values.flat().length, byHand, madeWay };
  });
}

async function doByHand(client: Client, { byHand = [] }: Pair, notes: string[]): Promise<number> {
  let count = 0;
  for (const statements of byHand) {
    if (statements.length === 0 || !(await accepted(client, statements))) continue;
    notes.push(`--- by hand\n${statements.join(';\n')}`);
    count += 1;
  }
  return count;
}

async function expectFaithfulFile(both: Both): Promise<void> {
  const collected = await operationsIn(fileOf(both));
  for (const direction of ['upgrade', 'downgrade'] as const) {
    const [wanted, found] = [both[direction].map(meaning), collected[direction].map(meaning)];
    if (isDeepStrictEqual(wanted, found)) continue;
    const differing = wanted.flatMap((one, place) => (isDeepStrictEqual(one, found[place]) ? [] : [one, found[place]]));
    const shown = differing.map((one) => inspect(one, { depth: 20, showHidden: true })).join('\n');
    throw new Broken(`the file's ${direction} is not what was rendered:\n${shown}`);
  }
}

function expectSurvival(survivors: readonly Survivor[], before: Values, after: Values): void {
  survivors.forEach(({ before: path, exact }, place) => {
    const [old, now] = [before[place], after[place]].map((list = []) =>
      exact ? list : list.map((value) => value !== null),
    );
    if (isDeepStrictEqual(old, now)) return;
    const [held, holds] = [before, after].map((values) => JSON.stringify(values[place]));
    throw new Broken(`values were lost: ${path.join('.')} held ${held}, holds ${holds}`);
  });
}

/** The values of a column as they should be when its enum has other labels. */
function relabelledValues(
  values: readonly (string | null)[],
  { after: path }: Survivor,
  after: Entities,
  relabelled: ReadonlyMap<string, ReadonlyMap<string, string>>,
): readonly (string | null)[] {
  const table = after.tables.find(({ schema, name }) => schema === path[0] && name === path[1]);
  const type = table?.columns.find(({ name }) => name === path[2])?.type;
  if (type === undefined || !isTypeReference(type) || type.schema === undefined) return values;
  const labels = relabelled.get(keyOf({ kind: 'enum', path: [type.schema, type.name] }));
  if (labels === undefined) return values;
  const relabel = (label: string) => labels.get(label) ?? label;
  return values.map((value) => {
    if (value === null) return null;
    return type.array ? value.replaceAll(/[^{},]+/g, relabel) : relabel(value);
  });
}

async function withDatabases<Result>(
  { defaultSchema }: Entities,
  work: (open: () => Promise<Client>) => Promise<Result>,
): Promise<Result> {
  const server = await testServer();
  const opened: { client: Client; config: ClientConfig }[] = [];
  try {
    return await work(async () => {
      const config = await server.createDatabase();
      const client = new Client(config);
      opened.push({ client, config });
      await client.connect();
      // Where the version table is, there is a schema before the first revision.
      if (defaultSchema !== 'public') await client.query(`CREATE SCHEMA ${quoteIdentifier(defaultSchema)}`);
      return client;
    });
  } finally {
    for (const { client, config } of opened) {
      await client.end();
      await server.dropDatabase(config);
    }
  }
}

/** A first revision, and what check says after it. */
async function build(client: Client, entities: Entities, notes: string[]): Promise<void> {
  const comparison = await compare({ ...nothingSaid, client, ...of(entities) });
  const operations = comparison.upgrade();
  try {
    await run(client, operations, entities);
    await expectInSync(client, entities, new Set(), 'after the first upgrade');
  } catch (error) {
    notes.push(`--- first upgrade\n${script(operations, entities)}`);
    throw error;
  }
}

const of = (entities: Entities) => ({ context: entities, entities: async () => entities });

const nothingSaid = { created: async () => new Set<string>(), ignored: [], kept: [], answers: {} };

/** The tables and views that revisions have created by now. */
function created(...all: readonly Entities[]): ReadonlySet<string> {
  return new Set(
    all.flatMap(({ tables, views }) => [
      ...tables.map(({ schema, name }) => keyOf({ kind: 'table', path: [schema, name] })),
      ...views.map(({ schema, name }) => keyOf({ kind: 'view', path: [schema, name] })),
    ]),
  );
}

/** Compares, answering questions until there is none. */
async function answered(
  client: Client,
  { before, after: entities, answer = (candidates) => (candidates === 0 ? undefined : 0) }: Pair,
): Promise<{
  comparison: Comparison;
  renames: readonly Rename[];
  emptied: readonly string[];
  relabelled: ReadonlyMap<string, ReadonlyMap<string, string>>;
}> {
  const rename: string[] = [];
  const using: string[] = [];
  const mapEnum: string[] = [];
  /** By the enum's key as it is afterwards: what its labels have become. */
  const relabelled = new Map<string, Map<string, string>>();
  const drop: string[] = [];
  const keep: string[] = [];
  /** Columns whose values have no way into their new type. */
  const emptied: string[] = [];
  const tables = created(before);
  for (;;) {
    const answers = { rename, using, mapEnum, drop: [...drop, ...emptied], keep };
    const comparison = await compare({ ...nothingSaid, client, ...of(entities), created: async () => tables, answers });
    const [question] = comparison.questions;
    if (question === undefined) {
      expectNone('cannot tell', comparison.unsettled);
      const renames = comparison.changes.filter((change) => change.verb === 'rename');
      return { comparison, renames, emptied, relabelled };
    }
    if ('suggestion' in question) {
      const name = formatId(question.after);
      if (question.suggestion === null) emptied.push(name);
      else using.push(`${name}=${question.suggestion}`);
      continue;
    }
    if ('lostValue' in question) {
      const { lostValue, after, candidates, others } = question;
      const labels = [...candidates, ...others];
      const label = labels[answer(labels.length) ?? -1];
      const name = formatId(partOf(after, lostValue));
      if (label === undefined) drop.push(name);
      else {
        mapEnum.push(`${name}=${displayName(label)}`);
        const known = relabelled.get(keyOf(after)) ?? new Map<string, string>();
        relabelled.set(keyOf(after), known.set(lostValue, label));
      }
      continue;
    }
    const { lost, candidates, mayDrop } = question;
    const chosen = candidates[answer(candidates.length) ?? -1];
    if (chosen === undefined) (mayDrop ? drop : keep).push(formatId(lost));
    else rename.push(`${formatId(lost)}=${formatPath(chosen)}`);
  }
}

export async function expectInSync(
  client: Client,
  entities: Entities,
  tables: ReadonlySet<string>,
  when: string,
): Promise<void> {
  const { changes, questions, unsettled } = await compare({
    ...nothingSaid,
    client,
    ...of(entities),
    created: async () => tables,
  });
  expectNone(`check ${when}`, changes);
  expectNone(`questions ${when}`, questions);
  expectNone(`cannot tell ${when}`, unsettled);
}

function expectNone(what: string, found: readonly unknown[]): void {
  if (found.length > 0) throw new Broken(`${what}: ${found.map((one) => JSON.stringify(one)).join('\n  ')}`);
}

/** Runs operations as a revision: one transaction. */
export async function run(
  client: Client,
  operations: readonly Operation[],
  context: OperationContext,
  hasRows = false,
): Promise<void> {
  await client.query('BEGIN');
  for (const operation of operations) {
    for (const statement of statementsOf(operation, context)) {
      try {
        await client.query(statement);
      } catch (error) {
        await client.query('ROLLBACK');
        const { code = '', message } = error as { code?: string; message: string };
        const isProbe = operation.name === 'probe';
        if (isProbe) await expectRefused(client, operations, context, message);
        if (hasRows && REFUSED_VALUE.test(code)) {
          throw new RefusedByRows(message, `${isProbe ? 'a probe' : 'PostgreSQL'} with ${code}`);
        }
        if (code === NO_CONVERSION) throw new Impossible(message);
        throw new Broken(`PostgreSQL refuses (${code}): ${message}\n  ${statement}`);
      }
    }
  }
  await client.query('COMMIT');
}

/** What a probe refuses, PostgreSQL refuses without it. */
async function expectRefused(
  client: Client,
  operations: readonly Operation[],
  context: OperationContext,
  refusal: string,
): Promise<void> {
  const statements = operations
    .filter(({ name }) => name !== 'probe')
    .flatMap((operation) => statementsOf(operation, context));
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    throw new Broken(`a probe refuses what PostgreSQL takes: ${refusal}`);
  } catch (error) {
    if (error instanceof Broken || !REFUSED_VALUE.test((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}

function script(operations: readonly Operation[], context: OperationContext): string {
  return operations
    .flatMap((operation) => [
      `-- ${operation.name} ${JSON.stringify(operation.args)}`,
      ...statementsOf(operation, context),
    ])
    .join('\n');
}

// ── Dump and restore ──────────────────────────────────────────────────────────────────────────────────────────────

/** All that the database says about itself, as it prints it. */
async function read(client: Client, { defaultSchema, metadataTable }: Entities): Promise<Schema> {
  const schema = await reflect(client, { defaultSchema, metadataTable });
  const ignored = ({ kind, path }: SchemaObject) =>
    kind !== 'typeormMetadata' && path[0] === metadataTable.schema && path[1] === metadataTable.name;
  return schema.filter((object) => !ignored(object) && !isOfEveryDatabase(object, defaultSchema));
}

function isOfEveryDatabase({ kind, path: [name] }: SchemaObject, defaultSchema: string): boolean {
  return (
    (kind === 'schema' && (name === 'public' || name === defaultSchema)) || (kind === 'extension' && name === 'plpgsql')
  );
}

/** What a dump and restore does: everything is stored again from what was printed. */
async function restore(client: Client, printed: Schema, context: OperationContext): Promise<void> {
  const { defaultSchema, metadataTable } = context;
  // The parents of what is in the database already.
  const there = await reflect(client, { defaultSchema, metadataTable });
  const after = Schema.of([...there, ...printed]);
  const operations = plan({ changes: diff(there, after), before: there, after, kinds, defaultSchema });
  await run(client, operations, context);
}

// ── Catalogs ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function catalogOf(client: Client, { metadataTable }: OperationContext): Promise<string[]> {
  const facts = await readCatalog(client, { ignoreTables: [metadataTable.name] });
  const rows = await readTypeormMetadata(client);
  return [...facts, ...rows].map(withoutHistory).sort();
}

/** The number behind a sequence's name that was taken is history; so is the order of columns, in which statistics print theirs. */
function withoutHistory(line: string): string {
  const plain = line.replace(/_seq\d+\b/g, '_seq');
  if (!plain.startsWith('statistics ')) return plain;
  return plain.replace(/(?<= ON )(.*)(?= FROM )/, (columns) => columns.split(', ').sort().join(', '));
}

/** Schemas and extensions stay when nothing needs them any more, and what entities cannot say is not in a new database. */
function isManaged(line: string): boolean {
  // Neither does an entity's own that was given such words and that no entity describes any more.
  if (/^index .* USING .*(?: INCLUDE \(| NULLS | COLLATE |_ops\b| WITH \(|lower\(| \(\()/.test(line)) return false;
  return !/^(schema|extension|(comment on )?(extension|trigger|rule|policy|statistics|statistics object)) /.test(line);
}

/**
 * @param reprinted the catalog of a database that was stored again from what the expected one prints: what only
 *   differs as a dump and restore makes it differ, is the same.
 */
function expectSameCatalog(
  what: string,
  expected: readonly string[],
  found: readonly string[],
  reprinted: readonly string[],
): void {
  const missing = expected.filter((line) => !found.includes(line) && reprinted.includes(line));
  const extra = found.filter((line) => !expected.includes(line) && !reprinted.includes(line));
  if (missing.length + extra.length === 0) return;
  throw new Broken(
    `${what}:\n${[...missing.map((line) => `  - ${line}`), ...extra.map((line) => `  + ${line}`)].join('\n')}`,
  );
}
