import { DataSource } from 'typeorm';
import { checksumOf } from '../../src/revisions/checksum';
import { stampedHeads } from '../../src/revisions/stamp';
import { readHistory, readLogged } from '../../src/run/history';
import { stamp } from '../../src/run/stamp';
import { createsTable, Database, type Drafts, failure, migrate, type Project, project, tables } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
});
afterEach(() => database.drop());

const { versionTable } = tables;
/** TypeORM tells failures to the console even without logging. */
const nothing = () => undefined;
const logger = {
  ...{ logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing },
  ...{ logSchemaBuild: nothing, logMigration: nothing, log: nothing },
};
const log = () =>
  database.read(`SELECT concat_ws(' ', revision, direction, outcome) FROM autogen_version_history ORDER BY id`);
const three = {
  aaaa1111: createsTable('a'),
  bbbb1111: createsTable('b'),
  cccc1111: createsTable('c'),
} satisfies Drafts;

async function checksums({ graph, load }: Project): Promise<readonly string[]> {
  return Promise.all([...graph].reverse().map(async (node) => checksumOf(await load(node))));
}

describe('what ran is written down', () => {
  test('with its direction, its time, its checksum and who it was, newest first', async () => {
    const revisions = project(three);
    const began = Date.now();
    await migrate(database, revisions, 'upgrade', 'head', { fileChecksum: ({ id }) => `text of ${id}` });
    await migrate(database, revisions, 'downgrade', '-1');
    const [a, b, c] = await checksums(revisions);
    expect(new Set([a, b, c]).size).toBe(3);
    const entries = await readHistory(await database.client(), versionTable);
    const [first, ...rest] = [...entries].reverse();
    expect(first).toEqual({
      ...{ revision: 'aaaa1111', direction: 'upgrade', outcome: 'done', checksum: a, fileChecksum: 'text of aaaa1111' },
      ...{ file: 'aaaa1111.ts', role: database.config.user, application: '', milliseconds: expect.any(Number) },
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(Math.abs(Date.parse(first!.startedAt) - began)).toBeLessThan(60_000);
    // Whichever way it ran, it is the same revision.
    expect(rest.map(({ revision, direction, checksum }) => [revision, direction, checksum])).toEqual([
      ['bbbb1111', 'upgrade', b],
      ['cccc1111', 'upgrade', c],
      ['cccc1111', 'downgrade', c],
    ]);
    expect([...(await readLogged(await database.client(), versionTable)).keys()]).toEqual(['aaaa1111', 'bbbb1111']);
  });

  test('with the time that it took, as the session called itself', async () => {
    const sleeping = project({ aaaa1111: { upgrade: (op) => void op.execute('SELECT pg_sleep(0.2)') } });
    const client = await database.client();
    await client.query(`SET application_name = 'deploy 7'`);
    await migrate(database, sleeping, 'upgrade', 'head', { client });
    const [entry] = await readHistory(client, versionTable);
    expect(entry).toMatchObject({ application: 'deploy 7', role: database.config.user });
    expect(entry?.milliseconds).toBeGreaterThanOrEqual(200);
    expect(
      await database.read(`SELECT clock_timestamp() - started_at >= interval '200 ms' FROM autogen_version_history`),
    ).toEqual(['true']);
  });

  test('beside the version table, wherever that is', async () => {
    await database.read('CREATE SCHEMA "My Books"');
    const elsewhere = { schema: 'My Books', name: 'applied "revisions"' };
    await migrate(database, project(three), 'upgrade', 'head', { tables: { versionTable: elsewhere } });
    expect(await database.read(`SELECT revision FROM "My Books"."applied ""revisions""_history" ORDER BY id`)).toEqual(
      Object.keys(three),
    );
    expect(await database.read(`SELECT to_regclass('autogen_version_history')`)).toEqual(['null']);
  });

  test('and nothing is made by a run without steps, or by reading', async () => {
    await migrate(database, project({}), 'upgrade', 'heads');
    const client = await database.client();
    expect(await readHistory(client, versionTable)).toEqual([]);
    expect([...(await readLogged(client, versionTable))]).toEqual([]);
    expect(await database.read(`SELECT to_regclass('autogen_version_history')`)).toEqual(['null']);
  });

  test('in parts, with a question, without a transaction: once each', async () => {
    const revisions = project({
      ...three,
      dddd1111: {
        transaction: false,
        upgrade(op) {
          op.addColumn('a', 'name', { type: 'text' });
          op.createIndex('IDX_a', { table: 'a', columns: ['name'], concurrently: true });
        },
      },
      eeee1111: { transaction: false, upgrade: async (op) => void (await op.query('SELECT 1')) },
      ffff1111: { upgrade: async (op) => void (await op.query('SELECT 2')) },
    });
    await migrate(database, revisions, 'upgrade', 'head');
    expect(await log()).toEqual(['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee', 'ffff'].map((id) => `${id}1111 upgrade done`));
    expect(await database.read('SELECT checksum FROM autogen_version_history ORDER BY id')).toEqual(
      await checksums(revisions),
    );
  });

  test('all at once with the version rows, or not at all', async () => {
    await migrate(database, project(three), 'upgrade', 'head', { singleTransaction: true });
    expect(await log()).toEqual(Object.keys(three).map((id) => `${id} upgrade done`));
    const more = project({ ...three, dddd1111: createsTable('d'), eeee1111: createsTable('a') });
    await failure(migrate(database, more, 'upgrade', 'head', { singleTransaction: true }));
    expect(await database.versions()).toEqual(['cccc1111']);
    expect((await log()).slice(3)).toEqual(['eeee1111 upgrade failed']);
  });
});

describe('what failed is written down', () => {
  test('in PostgreSQL’s words, without the row that it speaks of', async () => {
    const drafts: Drafts = {
      ...three,
      dddd1111: {
        upgrade: (op) => {
          op.execute('ALTER TABLE a ADD UNIQUE (id)');
          op.bulkInsert('a', [{ id: 4711 }, { id: 4711 }]);
        },
      },
    };
    expect((await failure(migrate(database, project(drafts), 'upgrade', 'head'))).message).toContain('(4711)');
    expect(await log()).toEqual([...Object.keys(three).map((id) => `${id} upgrade done`), 'dddd1111 upgrade failed']);
    const [entry] = await readHistory(await database.client(), versionTable);
    expect(entry).toMatchObject({
      code: '23505',
      message: 'duplicate key value violates unique constraint "a_id_key"',
    });
    expect(await database.read('SELECT h::text FROM autogen_version_history h')).not.toContainEqual(
      expect.stringContaining('4711'),
    );
    // A failure is no application.
    expect([...(await readLogged(await database.client(), versionTable)).keys()]).toEqual(Object.keys(three));
  });

  test('and a way back that failed leaves what is applied', async () => {
    const drafts: Drafts = {
      aaaa1111: { ...createsTable('a'), downgrade: (op) => void op.dropTable('nowhere') },
    };
    await migrate(database, project(drafts), 'upgrade', 'head');
    await failure(migrate(database, project(drafts), 'downgrade', 'base'));
    expect(await log()).toEqual(['aaaa1111 upgrade done', 'aaaa1111 downgrade failed']);
    const logged = await readLogged(await database.client(), versionTable);
    expect(logged.get('aaaa1111')).toMatchObject({ isAccepted: false, applied: { outcome: 'done' } });
  });

  test('by its code alone, where an author’s own words may hold anything', async () => {
    const drafts: Drafts = {
      aaaa1111: {
        upgrade: () => {
          throw new Error('postgres://deployer:geheim123@server/shop is not there');
        },
      },
    };
    expect((await failure(migrate(database, project(drafts), 'upgrade', 'head'))).code).toBe('revision-threw');
    const [entry] = await readHistory(await database.client(), versionTable);
    expect(entry).toMatchObject({ outcome: 'failed', code: 'revision-threw', message: undefined });
  });

  test('at the COMMIT, too', async () => {
    const drafts: Drafts = {
      aaaa1111: createsTable('a'),
      bbbb1111: {
        upgrade(op) {
          op.execute('ALTER TABLE a ADD UNIQUE (id), ADD parent int REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED');
          op.execute('INSERT INTO a VALUES (1, 2)');
        },
      },
    };
    await failure(migrate(database, project(drafts), 'upgrade', 'head'));
    expect(await log()).toEqual(['aaaa1111 upgrade done', 'bbbb1111 upgrade failed']);
    expect(await database.versions()).toEqual(['aaaa1111']);
  });

  test('and where that cannot be done, the error is the one that counts', async () => {
    await migrate(database, project({ aaaa1111: createsTable('a') }), 'upgrade', 'head');
    await database.read(`ALTER TABLE autogen_version_history ADD CHECK (outcome <> 'failed')`);
    const drafts: Drafts = { aaaa1111: createsTable('a'), bbbb1111: createsTable('a') };
    expect(await failure(migrate(database, project(drafts), 'upgrade', 'head'))).toMatchObject({
      code: 'operation-failed',
      message: expect.stringContaining('relation "a" already exists'),
    });
    expect(await log()).toEqual(['aaaa1111 upgrade done']);
  });
});

test('a log that cannot be written is an error, and the revision is rolled back', async () => {
  await migrate(database, project({ aaaa1111: createsTable('a') }), 'upgrade', 'head');
  await database.read('ALTER TABLE autogen_version_history ADD CHECK (false) NOT VALID');
  const drafts: Drafts = { aaaa1111: createsTable('a'), bbbb1111: createsTable('b') };
  expect(await failure(migrate(database, project(drafts), 'upgrade', 'head'))).toMatchObject({
    code: 'version-table-failed',
    message: expect.stringContaining('The table public.autogen_version_history could not be written: new row'),
  });
  expect(await database.tables()).toEqual(['a']);
  expect(await database.versions()).toEqual(['aaaa1111']);
});

test("under TypeORM's own runner, without a file, in its transaction", async () => {
  const revisions = project({ ...three, dddd1111: createsTable('a') });
  const source = new DataSource({
    ...{ type: 'postgres', migrations: [...revisions.classes], logger },
    ...{ host: database.config.host!, port: database.config.port! },
    ...{ username: String(database.config.user), password: String(database.config.password) },
    database: database.config.database!,
  });
  await source.initialize();
  try {
    await expect(source.runMigrations()).rejects.toThrow('already exists');
    expect(await database.read(`SELECT to_regclass('autogen_version_history')`)).toEqual(['null']);
    await expect(source.runMigrations({ transaction: 'each' })).rejects.toThrow('already exists');
    expect(await log()).toEqual(Object.keys(three).map((id) => `${id} upgrade done`));
    // Where there is no transaction of TypeORM's, a failure can be written down, too.
    await expect(source.runMigrations({ transaction: 'none' })).rejects.toThrow('already exists');
    expect((await log()).at(-1)).toBe('dddd1111 upgrade failed');
    await source.undoLastMigration();
    expect((await log()).at(-1)).toBe('cccc1111 downgrade done');
    const entries = [...(await readHistory(await database.client(), versionTable))].reverse();
    expect(entries.slice(0, 3).map(({ checksum }) => checksum)).toEqual((await checksums(revisions)).slice(0, 3));
    expect(entries.every(({ file, fileChecksum }) => file === undefined && fileChecksum === undefined)).toBe(true);
  } finally {
    await source.destroy();
  }
});

describe('a stamp', () => {
  const stampTo = async ({ graph }: Project, targets: readonly string[], purge = false) =>
    stamp({
      ...{ client: await database.client(), graph, tables, purge },
      plan: (current) => stampedHeads(graph, current, targets),
      present: async ({ id }) => ({ file: `${id}.ts`, checksum: `does ${id}`, fileChecksum: `text of ${id}` }),
    });

  test('says what it declares to be applied, or not to be, and nothing of the rest', async () => {
    const revisions = project(three);
    await migrate(database, revisions, 'upgrade', '+1');
    await stampTo(revisions, ['head']);
    await stampTo(revisions, ['head']);
    await stampTo(revisions, ['aaaa1111']);
    expect(await log()).toEqual([
      'aaaa1111 upgrade done',
      ...['bbbb1111 upgrade stamped', 'cccc1111 upgrade stamped'],
      ...['cccc1111 downgrade stamped', 'bbbb1111 downgrade stamped'],
    ]);
    const entries = await readHistory(await database.client(), versionTable);
    expect(entries.map(({ checksum, fileChecksum, milliseconds }) => [checksum, fileChecksum, milliseconds])).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
      ['does cccc1111', 'text of cccc1111', undefined],
      ['does bbbb1111', 'text of bbbb1111', undefined],
      [expect.stringMatching(/^[0-9a-f]{64}$/), undefined, expect.any(Number)],
    ]);
  });

  test('that purges forgets what has no file any more', async () => {
    await migrate(database, project({ gone0000: {}, ...three }), 'upgrade', 'head');
    await stampTo(project({ dddd1111: {} }), ['head'], true);
    expect((await log()).slice(4)).toEqual([
      ...['aaaa1111', 'bbbb1111', 'cccc1111', 'gone0000'].map((id) => `${id} downgrade stamped`),
      'dddd1111 upgrade stamped',
    ]);
    expect([...(await readLogged(await database.client(), versionTable)).keys()]).toEqual(['dddd1111']);
  });

  test('that fails says nothing', async () => {
    const revisions = project(three);
    await stampTo(revisions, ['aaaa1111']);
    await database.read(`ALTER TABLE autogen_version_history ADD CHECK (revision <> 'cccc1111')`);
    await failure(stampTo(revisions, ['head']));
    expect(await log()).toEqual(['aaaa1111 upgrade stamped']);
    expect(await database.versions()).toEqual(['aaaa1111']);
  });
});
