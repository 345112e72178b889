import { pathTo } from '../../src/revisions/targets';
import { offlineBlocks } from '../../src/run/offline';
import { script } from '../../src/run/script';
import { createMigrationsTable } from '../../src/run/typeorm-table';
import { readCatalog } from '../catalog';
import { chain } from './chain';
import { context, createsTable, Database, type Drafts, migrate, project, tables } from './project';

let online: Database;
let offline: Database;
beforeEach(async () => {
  [online, offline] = [await Database.create(), await Database.create()];
});
afterEach(async () => {
  await online.drop();
  await offline.drop();
});

// A revision that asks the database has no script.
const { bbbb1111: _asking, ...drafts }: Drafts = chain;
const revisions = project(drafts);
const ids = Object.keys(drafts);

async function blocks(
  from: readonly string[],
  target: string,
  direction: 'upgrade' | 'downgrade' = 'upgrade',
  { graph, load } = revisions,
) {
  const steps = pathTo(graph, from, direction, target);
  const parts = await script(steps, { load, context });
  return offlineBlocks(steps, parts, { graph, root: '', from, ...tables, context, timeouts: { lockTimeout: 5000 } });
}

async function run(database: Database, statements: readonly string[]) {
  const connection = await database.connect();
  for (const statement of statements) await connection.query(statement);
}

async function state(database: Database) {
  const catalog = await readCatalog(await database.connect(), {
    ignoreTables: ['autogen_version_progress'],
  });
  const rows = ['a', 'ran'].map((table) => database.read(`SELECT t::text FROM ${table} AS t ORDER BY 1`));
  const log = await database.read(
    `SELECT concat_ws(' ', revision, direction, outcome, role, checksum, file_checksum) FROM autogen_version_history ORDER BY id`,
  );
  return { catalog, rows: await Promise.all(rows), versions: await database.versions(), log };
}

test('statement by statement, a script leaves what the run leaves, and so do two that follow each other', async () => {
  await migrate(online, revisions, 'upgrade', 'head');
  const first = await blocks([], 'cccc1111');
  expect(first.map(({ title }) => title)).toEqual([
    'upgrade of revision aaaa1111: migrations/aaaa1111.ts',
    'upgrade of revision cccc1111: migrations/cccc1111.ts',
  ]);
  for (const { statements } of [...first, ...(await blocks(['cccc1111'], 'head'))]) await run(offline, statements);
  expect(await state(offline)).toEqual(await state(online));
  expect(await offline.versions()).toEqual([ids.at(-1)]);
  // How long several transactions took is not known to the last one.
  const timed = 'SELECT revision FROM autogen_version_history WHERE milliseconds IS NOT NULL ORDER BY id';
  expect(await offline.read(timed)).toEqual(['aaaa1111']);
  expect(await online.read(timed)).toEqual(ids);
});

describe('TypeORM’s own table', () => {
  const own = project({ aaaa1111: createsTable('a'), bbbb1111: createsTable('b'), cccc1111: createsTable('c') });
  const statements = async (...where: Parameters<typeof blocks>) =>
    (await blocks(where[0], where[1], where[2], own)).flatMap((block) => block.statements);

  test('is kept as a run keeps it where it is there', async () => {
    for (const database of [online, offline]) {
      await migrate(database, own, 'upgrade', 'aaaa1111');
      await createMigrationsTable(await database.client(), tables.migrationsTable);
    }
    await migrate(online, own, 'upgrade', 'head');
    await run(offline, await statements(['aaaa1111'], 'head'));
    const rows = (database: Database) => database.read(`SELECT "timestamp" || ' ' || name FROM migrations ORDER BY id`);
    expect(await rows(offline)).toEqual(await rows(online));
    expect(await offline.migrations()).toHaveLength(3);
    await migrate(online, own, 'downgrade', 'aaaa1111');
    await run(offline, await statements(['cccc1111'], 'aaaa1111', 'downgrade'));
    expect(await offline.migrations()).toEqual(await online.migrations());
    expect(await offline.migrations()).toHaveLength(1);
  });

  test('is not made where it is not, and what only has its name is left alone', async () => {
    await run(offline, await statements([], 'bbbb1111'));
    expect(await offline.read(`SELECT to_regclass('migrations')`)).toEqual(['null']);
    await offline.read('CREATE TABLE migrations (id int)');
    await run(offline, await statements(['bbbb1111'], 'head'));
    expect(await offline.read('SELECT count(*) FROM migrations')).toEqual(['0']);
  });
});

test('each block refuses a database that is somewhere else, and changes nothing', async () => {
  const [, second] = await blocks([], 'head');
  await migrate(offline, project({}), 'upgrade', 'heads');
  await run(offline, ['CREATE TABLE autogen_version (version_num varchar(255) PRIMARY KEY)']);
  await expect(run(offline, second!.statements)).rejects.toThrow(
    'The database is not at aaaa1111, for which this script was written.',
  );
  await run(offline, ["INSERT INTO autogen_version VALUES ('elsewhere')"]);
  const [first] = await blocks([], 'head');
  await expect(run(offline, first!.statements)).rejects.toThrow(
    'The database is not at base, for which this script was written.',
  );
  expect(await offline.tables()).toEqual([]);
});

test('each transaction has the timeouts of the settings', async () => {
  const [first, second] = await blocks([], 'head');
  expect(first!.statements.slice(0, 2)).toEqual(['BEGIN', 'SET LOCAL lock_timeout = 5000']);
  const all = second!.statements;
  expect(all.filter((statement) => statement === 'BEGIN')).toHaveLength(
    all.filter((statement) => statement.startsWith('SET LOCAL lock_timeout')).length,
  );
  const build = all.findIndex((statement) => statement.startsWith('CREATE INDEX CONCURRENTLY'));
  expect(all[build - 1]).toBe('COMMIT');
});
