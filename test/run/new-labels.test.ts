/** A label that a revision adds to an enum is of no use before it is committed. */

import { DataSource, type DataSourceOptions } from 'typeorm';
import { sql } from '../../src/postgres/sql/sql';
import { pathTo } from '../../src/revisions/targets';
import { offlineBlocks } from '../../src/run/offline';
import { script } from '../../src/run/script';
import { context, Database, type Draft, type Drafts, failure, migrate, project, tables } from './project';

/** TypeORM tells failures to the console even without logging. */
const nothing = () => undefined;
const logger = {
  ...{ logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing },
  ...{ logSchemaBuild: nothing, logMigration: nothing, log: nothing },
};

let database: Database;
beforeEach(async () => {
  database = await Database.create();
  await database.read(`CREATE TYPE mood AS ENUM ('sad')`);
  await database.read('CREATE TABLE a (mood mood)');
});
afterEach(() => database.drop());

const adds = (op: Parameters<NonNullable<Draft['upgrade']>>[0]) => void op.addEnumValue('mood', 'happy');
const uses = (op: Parameters<NonNullable<Draft['upgrade']>>[0]) =>
  void op.createCheck('CHK_mood', { table: 'a', expression: sql`mood = 'happy'` });

/** Adds one, and another one behind it; uses both in every way. */
const both: Draft = {
  transaction: false,
  upgrade(op) {
    op.addColumn('a', 'size', { type: 'integer' });
    adds(op);
    uses(op);
    op.addEnumValue('mood', 'glad', { after: 'happy' });
    op.bulkInsert('a', [{ mood: 'happy' }]);
    op.execute(`INSERT INTO a VALUES ('happy')`);
    op.addColumn('a', 'last', { type: 'integer' });
  },
};

const labels = () => database.read(`SELECT unnest(enum_range(NULL::mood))`);
const journal = () => database.read(`SELECT concat_ws(' ', revision, finished, running) FROM autogen_version_progress`);
const upgrade = (drafts: Drafts, more = {}) => migrate(database, project(drafts), 'upgrade', 'head', more);

test('a revision without a transaction commits it before it is used', async () => {
  await upgrade({ aaaa1111: both });
  expect(await labels()).toEqual(['sad', 'happy', 'glad']);
  expect(await database.read('SELECT mood FROM a')).toEqual(['happy', 'happy']);
  expect(await database.read(`SELECT conname FROM pg_constraint WHERE conrelid = 'a'::regclass`)).toEqual(['CHK_mood']);
  expect(await database.versions()).toEqual(['aaaa1111']);
  expect(await journal()).toEqual([]);
});

test('and so does its script', async () => {
  const { graph, load } = project({ aaaa1111: both });
  const steps = pathTo(graph, [], 'upgrade', 'head');
  const parts = await script(steps, { load, context });
  const blocks = offlineBlocks(steps, parts, { graph, root: '', from: [], ...tables, context, timeouts: {} });
  const connection = await database.connect();
  for (const statement of blocks.flatMap(({ statements }) => statements)) await connection.query(statement);
  expect(await database.read('SELECT mood FROM a')).toEqual(['happy', 'happy']);
  expect(await database.versions()).toEqual(['aaaa1111']);
});

test('what comes behind it may fail: then it is not added twice', async () => {
  await database.read(`INSERT INTO a VALUES ('sad') RETURNING mood`);
  const { code, message } = await failure(upgrade({ aaaa1111: both }));
  expect(code).toBe('operation-failed');
  expect(message).toContain('check constraint "CHK_mood" of relation "a" is violated by some row');
  expect(await labels()).toEqual(['sad', 'happy']);
  expect(await journal()).toEqual(['aaaa1111 2 f']);
  await database.read('DELETE FROM a RETURNING mood');
  await upgrade({ aaaa1111: both });
  expect(await labels()).toEqual(['sad', 'happy', 'glad']);
  expect(await database.versions()).toEqual(['aaaa1111']);
});

describe('PostgreSQL refuses it in the same transaction, and the hint says how to have two', () => {
  const unsafe = expect.stringContaining(`unsafe use of new value "happy" of enum type mood`);

  test('in one revision', async () => {
    const draft: Draft = {
      upgrade(op) {
        adds(op);
        uses(op);
      },
    };
    expect(await failure(upgrade({ aaaa1111: draft }))).toMatchObject({
      ...{ code: 'operation-failed', message: unsafe },
      hint: 'add to the class: readonly transaction = false;',
    });
    expect(await labels()).toEqual(['sad']);
    await upgrade({ aaaa1111: { ...draft, transaction: false } });
    expect(await labels()).toEqual(['sad', 'happy']);
  });

  const two: Drafts = { aaaa1111: { upgrade: adds }, bbbb1111: { upgrade: uses } };

  test('in a transaction of all revisions', async () => {
    expect(await failure(upgrade(two, { singleTransaction: true }))).toMatchObject({
      ...{ code: 'operation-failed', message: unsafe },
      hint: 'leave --single-transaction out; if revision bbbb1111 adds the value itself, also add to the class: readonly transaction = false;',
    });
    expect(await labels()).toEqual(['sad']);
    await upgrade(two);
    expect(await labels()).toEqual(['sad', 'happy']);
  });

  test("in a transaction of TypeORM's own runner", async () => {
    const { host, port, user: username, password, database: name } = database.config;
    const open = (more: Partial<DataSourceOptions> = {}) => {
      const server = { type: 'postgres', host, port, username, password, database: name, logger };
      return new DataSource({
        ...server,
        ...more,
        migrations: [...project(two).classes],
      } as DataSourceOptions).initialize();
    };
    const together = await open();
    const said = await failure(together.runMigrations());
    await together.destroy();
    expect(said).toMatchObject({
      ...{ code: 'operation-failed', message: unsafe },
      hint: `set migrationsTransactionMode: 'each'; if revision bbbb1111 adds the value itself, also add to the class: readonly transaction = false;`,
    });
    expect(await labels()).toEqual(['sad']);
    const apart = await open({ migrationsTransactionMode: 'each' });
    await apart.runMigrations();
    await apart.destroy();
    expect(await database.versions()).toEqual(['bbbb1111']);
  });

  test('in one call of an author, whom no transaction is asked of', async () => {
    const draft: Draft = {
      transaction: false,
      upgrade: (op) => void op.execute(`ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO a VALUES ('happy')`),
    };
    expect(await failure(upgrade({ aaaa1111: draft }))).toMatchObject({
      ...{ code: 'operation-failed', message: unsafe },
      hint: 'add the value in a call of its own, before the one that uses it: op.addEnumValue(…)',
    });
  });
});
