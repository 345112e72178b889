/** The server cannot do what it is asked, and can later: nothing is lost, nothing is recorded, and no file is blamed. */

import { stampedHeads } from '../../src/revisions/stamp';
import { stamp } from '../../src/run/stamp';
import { readCatalog } from '../catalog';
import { createsTable, Database, type Draft, type Drafts, failure, migrate, project, tables } from './project';

let database: Database;
let name: string;
beforeEach(async () => {
  database = await Database.create();
  name = `"${database.config.database}"`;
});
afterEach(() => database.drop());

/** Fails with the SQLSTATE that the database's setting names, if any. */
const failing = `DO $$ BEGIN IF current_setting('test.trouble', true) <> '' THEN
  RAISE EXCEPTION 'no more' USING ERRCODE = current_setting('test.trouble'); END IF; END $$`;

const bbbb1111: Draft = {
  upgrade(op) {
    op.addColumn('a', 'size', { type: 'integer' });
    op.bulkInsert('a', [{ id: 1, size: 2 }]);
    op.execute(failing);
    op.createIndex('IDX_a', { table: 'a', columns: ['size'] });
  },
  downgrade(op) {
    op.dropIndex('IDX_a', { table: 'a' });
    op.execute('DELETE FROM a');
    op.execute(failing);
    op.dropColumn('a', 'size');
  },
};
const drafts: Drafts = { aaaa1111: createsTable('a'), bbbb1111 };
const parts: Drafts = { ...drafts, bbbb1111: { ...bbbb1111, transaction: false } };

const set = (setting: string, value: string) => database.read(`ALTER DATABASE ${name} SET ${setting} = '${value}'`);
const reset = async (setting: string) => {
  // What makes the database read-only forbids to say otherwise.
  const connection = await database.connect({ options: '-c default_transaction_read_only=off' });
  await connection.query(`ALTER DATABASE ${name} RESET ${setting}`);
};

/** All but what was tried in vain. */
async function state() {
  const watcher = await database.connect();
  const read = async (statement: string) => (await watcher.query(statement)).rows;
  return {
    catalog: await readCatalog(watcher, { ignoreTables: ['autogen_version_progress'] }),
    rows: await read('SELECT to_jsonb(a) FROM a'),
    versions: await database.versions(),
    done: await read(`SELECT revision, direction FROM autogen_version_history WHERE outcome <> 'failed' ORDER BY id`),
  };
}

const lacks = {
  53100: 'the server lacks disk space: free some; then run the command again',
  53200: 'the server lacks memory: give it more; then run the command again',
  53300: 'the server lacks connections: close some, or raise max_connections; then run the command again',
  53400: 'the server has reached a limit: raise it; then run the command again',
};
const readOnly =
  'the database takes no changes: connect to the primary if this is a standby, or set default_transaction_read_only to off; then run the command again';

describe.each(Object.entries(lacks))('a statement that fails with %s', (code, hint) => {
  test.each(['upgrade', 'downgrade'] as const)('leaves nothing of the %s', async (direction) => {
    const [from, target] = direction === 'upgrade' ? ['aaaa1111', 'head'] : ['head', 'aaaa1111'];
    await migrate(database, project(drafts), 'upgrade', from);
    const before = await state();
    await set('test.trouble', code);
    const said = await failure(migrate(database, project(drafts), direction, target));
    expect(said).toMatchObject({ code: 'operation-failed', hint });
    expect(said.message).toContain(
      `SQLSTATE: ${code}\nThe revision was rolled back; the database is at ${before.versions[0]}`,
    );
    expect(await state()).toEqual(before);
    await reset('test.trouble');
    await migrate(database, project(drafts), direction, target);
    expect(await database.versions()).toEqual([direction === 'upgrade' ? 'bbbb1111' : 'aaaa1111']);
    expect(await database.read('SELECT count(*) FROM a')).toEqual([direction === 'upgrade' ? '1' : '0']);
  });
});

test('what a revision in parts has done before it is not done twice', async () => {
  await migrate(database, project(parts), 'upgrade', 'aaaa1111');
  await set('test.trouble', '53100');
  expect(await failure(migrate(database, project(parts), 'upgrade', 'head'))).toMatchObject({
    ...{ code: 'operation-failed', hint: lacks[53100] },
    message: expect.stringContaining('2 of 4 operations; the same command goes on behind them'),
  });
  expect(await database.versions()).toEqual(['aaaa1111']);
  await reset('test.trouble');
  await migrate(database, project(parts), 'upgrade', 'head');
  expect(await database.read('SELECT size FROM a')).toEqual(['2']);
  expect(await database.versions()).toEqual(['bbbb1111']);
});

test.each([
  ['the version table', 'autogen_version'],
  ['the log', 'autogen_version_history'],
  ["TypeORM's table", 'migrations'],
])('where %s cannot be written, nothing of the revision stays', async (_what, table) => {
  await database.read('CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint, name varchar)');
  await migrate(database, project(drafts), 'upgrade', 'aaaa1111');
  await database.read(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''could not extend file''; END'`);
  const before = await state();
  await database.read(`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION refuse()`);
  const { message, hint } = await failure(migrate(database, project(drafts), 'upgrade', 'head'));
  expect(message).toContain('could not extend file');
  expect(message).toContain('The revision was rolled back; the database is at aaaa1111.');
  expect(hint).toBe(lacks[53100]);
  await database.read(`DROP TRIGGER refuse ON ${table}`);
  expect(await state()).toEqual(before);
  await migrate(database, project(drafts), 'upgrade', 'head');
  expect(await database.versions()).toEqual(['bbbb1111']);
});

describe('a database that is read-only', () => {
  const ways: readonly (readonly [string, Drafts])[] = [
    ['in one transaction', drafts],
    ['in parts', parts],
  ];

  test.each(ways)('takes no first upgrade, and stays empty (%s)', async (_how, given) => {
    await set('default_transaction_read_only', 'on');
    const said = await failure(migrate(database, project(given), 'upgrade', 'head'));
    expect(said).toMatchObject({ code: 'operation-failed', hint: readOnly });
    expect(said.message).toMatch(/cannot execute CREATE TABLE in a read-only transaction/);
    expect(await database.read(`SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).toEqual([
      '0',
    ]);
    await reset('default_transaction_read_only');
    await migrate(database, project(given), 'upgrade', 'head');
    expect(await database.versions()).toEqual(['bbbb1111']);
  });

  test.each(ways)('is neither upgraded nor downgraded (%s)', async (_how, given) => {
    for (const [direction, from, target] of [
      ['upgrade', 'aaaa1111', 'head'],
      ['downgrade', 'head', 'aaaa1111'],
    ] as const) {
      await migrate(database, project(given), 'upgrade', from);
      const before = await state();
      await set('default_transaction_read_only', 'on');
      expect(await failure(migrate(database, project(given), direction, target))).toMatchObject({
        ...{ code: 'operation-failed', hint: readOnly },
        message: expect.stringContaining('in a read-only transaction'),
      });
      expect(await state()).toEqual(before);
      await reset('default_transaction_read_only');
      await migrate(database, project(given), direction, target);
      expect(await database.versions()).toEqual([direction === 'upgrade' ? 'bbbb1111' : 'aaaa1111']);
    }
  });

  test('is not stamped, whoever owns the tables', async () => {
    const { graph } = project(drafts);
    const stampTo = async (target: string) =>
      stamp({
        ...{ client: await database.client(), graph, tables, purge: false },
        plan: (current) => stampedHeads(graph, current, [target]),
        present: async () => ({ file: undefined, checksum: undefined, fileChecksum: undefined }),
      });
    for (const target of ['aaaa1111', 'bbbb1111', 'base']) {
      await set('default_transaction_read_only', 'on');
      expect(await failure(stampTo(target))).toMatchObject({
        hint: readOnly,
        message: expect.stringContaining('in a read-only transaction'),
      });
      await reset('default_transaction_read_only');
      await stampTo(target);
    }
    expect(await database.versions()).toEqual([]);
  });

  test('is up to date where nothing is left to do', async () => {
    await migrate(database, project(drafts), 'upgrade', 'head');
    await set('default_transaction_read_only', 'on');
    expect(await migrate(database, project(drafts), 'upgrade', 'head')).toMatchObject({
      after: ['bbbb1111'],
      steps: [],
    });
  });
});
