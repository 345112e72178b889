import type { DataSource, DataSourceOptions, MigrationInterface, QueryRunner } from 'typeorm';
import * as typeorm1 from 'typeorm';
import { sql } from '../../src/postgres/sql/sql';
import { RevisionGraph } from '../../src/revisions/graph';
import { plainNode, revisionNode, withParents } from '../../src/revisions/plain-migrations';
import { isRevision } from '../../src/revisions/recognise';
import { Revision } from '../../src/revisions/revision';
import { pathTo } from '../../src/revisions/targets';
import { withAutogen } from '../../src/run/carried-settings';
import { queryRunnerClient } from '../../src/run/client';
import { readCurrent } from '../../src/run/current';
import { run } from '../../src/run/runner';
import {
  context,
  createsTable,
  Database,
  type Drafts,
  failure,
  migrate,
  type Project,
  project,
  tables,
} from './project';

// Both versions in one process: no entity is declared here, so the storage that they share stays empty.
const typeorm03 = jest.requireActual<typeof typeorm1>('typeorm-0.3');

const drafts: Drafts = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e'].map((name) => [`${name.repeat(4)}1111`, createsTable(name)]),
);
/** TypeORM tells failures to the console even without logging. */
const nothing = () => undefined;
const logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
const names = (project: Project, ...indexes: readonly number[]) => indexes.map((index) => project.classes[index]!.name);

describe.each([
  ['1.1', typeorm1],
  ['0.3', typeorm03],
])("under TypeORM %s's own runner", (_version, { DataSource: Source }) => {
  let database: Database;
  let source: DataSource;
  beforeEach(async () => {
    database = await Database.create();
  });
  afterEach(async () => {
    if (source?.isInitialized) await source.destroy();
    await database.drop();
  });

  async function open(
    migrations: readonly (new () => MigrationInterface)[],
    more: Partial<DataSourceOptions> = {},
  ): Promise<DataSource> {
    if (source?.isInitialized) await source.destroy();
    const { host, port, user, password, database: name } = database.config;
    const options = {
      type: 'postgres',
      host,
      port,
      username: user,
      password,
      database: name,
      entities: [],
      logger,
    };
    source = new Source({ ...options, ...more, migrations: [...migrations] } as DataSourceOptions);
    return source.initialize();
  }

  test('revisions run and are reverted, and both tables agree', async () => {
    const revisions = project(drafts);
    await open(revisions.classes);
    await source.runMigrations();
    expect(await database.tables()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await database.versions()).toEqual(['eeee1111']);
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2, 3, 4));

    await source.undoLastMigration();
    expect(await database.tables()).toEqual(['a', 'b', 'c', 'd']);
    expect(await database.versions()).toEqual(['dddd1111']);
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2, 3));
  });

  test.each(['each', 'none'] as const)('in transaction mode %s', async (migrationsTransactionMode) => {
    const revisions = project({ ...drafts, ffff1111: { transaction: false, ...createsTable('f') } });
    await open(revisions.classes, { migrationsTransactionMode });
    await source.runMigrations();
    expect(await database.versions()).toEqual(['ffff1111']);
    expect(await database.migrations()).toHaveLength(6);
  });

  test('a probe that finds rows stops the revision before anything changes, and names them', async () => {
    const revisions = project({
      ...{ aaaa1111: createsTable('a') },
      bbbb1111: {
        upgrade(op) {
          op.probe('a', { newNotNull: ['title'], key: ['id'] });
          op.addColumn('a', 'title', { type: 'text', nullable: false });
        },
      },
    });
    await migrate(database, revisions, 'upgrade', 'aaaa1111');
    await open(revisions.classes);
    await database.read('INSERT INTO a VALUES (7) RETURNING id');
    expect(await failure(source.runMigrations())).toMatchObject({
      code: 'operation-failed',
      message: expect.stringMatching(
        /title cannot be added as NOT NULL without a default: public\.a has 1 row\.\n {2}keys: rows \(id\): \(7\)/,
      ),
      hint: expect.stringContaining("let op.backfill('a', ...) fill it"),
    });
    expect(await database.versions()).toEqual(['aaaa1111']);
    await database.read('DELETE FROM a RETURNING id');
    await source.runMigrations();
    expect(await database.versions()).toEqual(['bbbb1111']);
  });

  test('rows are gone through in batches, and on where it broke off', async () => {
    await database.read('CREATE TABLE z (id int PRIMARY KEY, n int)');
    await database.read('INSERT INTO z SELECT id, 0 FROM generate_series(-10, 20) AS id');
    const revisions = project({
      ...drafts,
      ffff1111: {
        transaction: false,
        upgrade: (op) => void op.backfill('z', { set: { n: sql`n + 100 / id` }, batch: 5 }),
      },
    });
    await open(revisions.classes, { migrationsTransactionMode: 'each' });
    await expect(source.runMigrations()).rejects.toThrow('division by zero');
    expect(await database.read('SELECT count(*) FROM z WHERE n <> 0')).toEqual(['10']);
    expect(await database.read(`SELECT reached FROM autogen_version_progress`)).toEqual(['{"key":["-1"],"rows":10}']);
    await database.read('DELETE FROM z WHERE id = 0 RETURNING id');
    await source.runMigrations();
    expect(await database.read('SELECT count(*) FROM z WHERE n = 100 / id')).toEqual(['30']);
    expect(await database.versions()).toEqual(['ffff1111']);
  });

  test('a concurrent build runs alone, and goes on where it broke off', async () => {
    await database.read('CREATE TABLE z (id int)');
    await database.read('INSERT INTO z VALUES (1), (1) RETURNING id');
    const revisions = project({
      ...drafts,
      ffff1111: {
        transaction: false,
        upgrade(op) {
          op.addColumn('z', 'name', { type: 'text' });
          op.createIndex('UQ_z', { table: 'z', columns: ['id'], unique: true, concurrently: true });
        },
      },
    });
    await open(revisions.classes, { migrationsTransactionMode: 'each' });
    await expect(source.runMigrations()).rejects.toThrow('could not create unique index "UQ_z"');
    expect(await database.read('SELECT finished FROM autogen_version_progress')).toEqual(['1']);
    await database.read('DELETE FROM z RETURNING id');
    await source.runMigrations();
    expect(await database.versions()).toEqual(['ffff1111']);
    expect(await database.read(`SELECT indisvalid FROM pg_index WHERE indexrelid = '"UQ_z"'::regclass`)).toEqual([
      'true',
    ]);
    expect(await database.read('SELECT finished FROM autogen_version_progress')).toEqual([]);
  });

  test('a concurrent build stops TypeORM where it runs all migrations in one transaction', async () => {
    const revisions = project({
      aaaa1111: {
        transaction: false,
        upgrade: (op) => void op.createIndex('IDX_a', { table: 'a', columns: ['id'], concurrently: true }),
      },
    });
    await open(revisions.classes);
    await expect(source.runMigrations()).rejects.toThrow(/override the transaction mode/);
  });

  test('what autogen applied is written down and not run again', async () => {
    const revisions = project(drafts);
    await migrate(database, revisions, 'upgrade', 'head');
    await open(revisions.classes);
    const executed = await source.runMigrations();
    expect(executed).toHaveLength(5);
    expect(await database.versions()).toEqual(['eeee1111']);
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2, 3, 4));
    expect(await source.showMigrations()).toBe(false);
  });

  test('what autogen undid is undone once', async () => {
    const revisions = project(drafts);
    await open(revisions.classes);
    await source.runMigrations();
    // Without the name of TypeORM's table, as an old version would have done it.
    await migrate(database, revisions, 'downgrade', '-1', { tables: { versionTable: tables.versionTable } });
    await source.undoLastMigration();
    expect(await database.versions()).toEqual(['dddd1111']);
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2, 3));
  });

  test('both runners take turns, up and down', async () => {
    const revisions = project(drafts);
    await open(revisions.classes.slice(0, 2));
    await source.runMigrations();
    await migrate(database, revisions, 'upgrade', '+1');
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2));
    await open(revisions.classes.slice(0, 4));
    expect((await source.runMigrations()).map(({ name }) => name)).toEqual(names(revisions, 3));
    await migrate(database, revisions, 'upgrade', 'head');
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2, 3, 4));
    await open(revisions.classes);
    expect(await source.runMigrations()).toEqual([]);
    await migrate(database, revisions, 'downgrade', '-2');
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2));
    await source.undoLastMigration();
    expect(await database.versions()).toEqual(['bbbb1111']);
    expect(await database.migrations()).toEqual(names(revisions, 0, 1));
    expect(await database.tables()).toEqual(['a', 'b']);
    await migrate(database, revisions, 'upgrade', 'head');
    expect(await source.runMigrations()).toEqual([]);
    expect(await database.tables()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test("autogen adds what it applied before TypeORM's table was made", async () => {
    const revisions = project(drafts);
    await migrate(database, revisions, 'upgrade', '+2');
    await open(revisions.classes);
    await source.showMigrations();
    expect(await database.migrations()).toEqual([]);
    await migrate(database, revisions, 'upgrade', 'head');
    expect(await database.migrations()).toEqual(names(revisions, 0, 1, 2, 3, 4));
  });

  test('another name and schema of both tables', async () => {
    await database.read('CREATE SCHEMA app');
    const revisions = project(drafts);
    const options = { schema: 'app', migrationsTableName: 'ran' };
    await open(revisions.classes.slice(0, 1), options);
    withAutogen(source, { versionTable: 'books', versionTableSchema: 'app' });
    await source.runMigrations();
    const app = { versionTable: { schema: 'app', name: 'books' }, migrationsTable: { schema: 'app', name: 'ran' } };
    await migrate(database, revisions, 'upgrade', '+1', { tables: app, context: { ...context, defaultSchema: 'app' } });
    expect(await database.read('SELECT version_num FROM app.books')).toEqual(['bbbb1111']);
    expect(await database.read('SELECT name FROM app.ran ORDER BY id')).toEqual(names(revisions, 0, 1));
    expect(
      await database.read(
        `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'app'::regnamespace AND length(relname) = 1 ORDER BY 1`,
      ),
    ).toEqual(['a', 'b']);
  });

  test("a table called migrations that is not TypeORM's is left alone", async () => {
    await database.read('CREATE TABLE migrations (id int, batch int)');
    await migrate(database, project(drafts), 'upgrade', 'head');
    expect(await database.read('SELECT count(*) FROM migrations')).toEqual(['0']);
  });

  test('a failure names the operation, and everything is rolled back', async () => {
    const revisions = project({ ...drafts, ffff1111: { upgrade: (op) => void op.execute('SELECT nothing') } });
    await open(revisions.classes);
    const { code, message } = await failure(source.runMigrations());
    expect(code).toBe('operation-failed');
    expect(message).toBe(
      [
        `execute('SELECT nothing') failed in upgrade of revision ffff1111 in the class ${revisions.classes[5]!.name}: column "nothing" does not exist`,
        '  at character 8: SELECT nothing',
        '                         ^',
        '  SQLSTATE: 42703',
      ].join('\n'),
    );
    expect(await database.tables()).toEqual([]);
    expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
  });

  test("TypeORM's order may not be that of the revisions: then nothing is done", async () => {
    const revisions = project({
      aaaa1111: { ...createsTable('a'), down: 'bbbb1111' },
      bbbb1111: { ...createsTable('b'), down: null },
    });
    // Without a transaction, nothing would be rolled back.
    await open(revisions.classes, { migrationsTransactionMode: 'none' });
    expect(await failure(source.runMigrations())).toMatchObject({
      code: 'parent-not-applied',
      message: 'Revision aaaa1111 needs bbbb1111, which is not applied.',
      hint: 'autogen upgrade aaaa1111',
    });
    expect(await database.tables()).toEqual([]);
  });

  test('one that another applied revision stands on is not reverted', async () => {
    const revisions = project(drafts);
    await open(revisions.classes);
    await source.runMigrations();
    await database.read(`DELETE FROM migrations WHERE name = '${names(revisions, 4)[0]}'`);
    expect(await failure(source.undoLastMigration())).toMatchObject({
      code: 'revision-not-head',
      message: 'Revision dddd1111 cannot be undone while eeee1111 stands on it.',
      hint: 'autogen downgrade dddd1111-1',
    });
    expect(await database.tables()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  describe("beside TypeORM's own migrations", () => {
    class Old1500000000000 implements MigrationInterface {
      async up(queryRunner: QueryRunner) {
        await queryRunner.query('CREATE TABLE old (id int)');
      }
      async down(queryRunner: QueryRunner) {
        await queryRunner.query('DROP TABLE old');
      }
    }
    class Young1795186980000 extends Revision {
      readonly revision = 'aaaa1111';
      readonly downRevision = 'Old1500000000000';
      readonly branchLabels = [];
      readonly dependsOn = [];
      upgrade = (...[op]: Parameters<Revision['upgrade']>) => void op.execute('ALTER TABLE old ADD young int');
      downgrade = (...[op]: Parameters<Revision['upgrade']>) => void op.execute('ALTER TABLE old DROP young');
    }
    const instances = [new Old1500000000000(), new Young1795186980000()];
    const graph = RevisionGraph.of(
      withParents(instances.map((one) => (isRevision(one) ? revisionNode(one, 'young.ts') : plainNode(one, 'old.ts')))),
    );
    const load = async ({ name }: { readonly name: string }) => instances.find((one) => one.constructor.name === name)!;

    test('a revision follows one, up and down', async () => {
      await open([Old1500000000000, Young1795186980000]);
      await source.runMigrations();
      expect(await database.versions()).toEqual(['aaaa1111']);
      await source.undoLastMigration();
      expect(await database.versions()).toEqual([]);
      expect(await database.migrations()).toEqual(['Old1500000000000']);
      const client = await database.client();
      expect(await readCurrent(client, graph, tables)).toEqual(['Old1500000000000']);
      // And from there with autogen.
      await run({ client, graph, load, context, tables, plan: (current) => pathTo(graph, current, 'upgrade', 'head') });
      expect(await database.versions()).toEqual(['aaaa1111']);
      expect(await database.migrations()).toEqual(['Old1500000000000', 'Young1795186980000']);
    });

    test("autogen runs them on TypeORM's connection, and says so on another", async () => {
      const plan = (current: readonly string[]) => pathTo(graph, current, 'upgrade', 'head');
      expect(await failure(run({ client: await database.client(), graph, load, context, tables, plan }))).toMatchObject(
        {
          code: 'typeorm-migration',
          message: expect.stringContaining(
            "old.ts is a migration of TypeORM's own, and this connection is not TypeORM's.",
          ),
          hint: 'run it with TypeORM: npx typeorm migration:run -d <data source>',
          at: 'old.ts',
        },
      );
      await open([Old1500000000000, Young1795186980000]);
      await source.showMigrations();
      const queryRunner = source.createQueryRunner();
      await run({ client: queryRunnerClient(queryRunner), graph, load, context, tables, plan });
      await queryRunner.release();
      expect(await database.versions()).toEqual(['aaaa1111']);
      expect(await database.migrations()).toEqual(['Old1500000000000', 'Young1795186980000']);
      expect(await source.showMigrations()).toBe(false);
    });
  });
});
