import { DataSource, type MigrationInterface } from 'typeorm';
import { RevisionGraph } from '../../src/revisions/graph';
import { plainNode, revisionNode, withParents } from '../../src/revisions/plain-migrations';
import { isRevision } from '../../src/revisions/recognise';
import { Revision } from '../../src/revisions/revision';
import { stampedHeads } from '../../src/revisions/stamp';
import { stamp } from '../../src/run/stamp';
import { createsTable, Database, failure, migrate, type Project, project, tables } from './project';

class Plain1795186980000 implements MigrationInterface {
  async up(): Promise<void> {}
  async down(): Promise<void> {}
}

class Behind1795186980001 extends Revision {
  readonly revision = 'bbbb1111';
  readonly downRevision = 'Plain1795186980000';
  readonly branchLabels = [];
  readonly dependsOn = [];
  upgrade() {}
  downgrade() {}
}

let database: Database;
beforeEach(async () => {
  database = await Database.create();
});
afterEach(() => database.drop());

const three = () => project({ aaaa1111: createsTable('a'), bbbb1111: createsTable('b'), cccc1111: createsTable('c') });

async function stampTo({ graph }: Pick<Project, 'graph'>, targets: readonly string[], purge = false) {
  const client = await database.client();
  return stamp({
    ...{ client, graph, tables, purge, plan: (current) => stampedHeads(graph, current, targets) },
    present: async () => ({ file: undefined, checksum: undefined, fileChecksum: undefined }),
  });
}

test('writes the version table, and runs nothing', async () => {
  const drafts = three();
  expect(await stampTo(drafts, ['bbbb1111'])).toEqual({ before: [], after: ['bbbb1111'] });
  expect(await database.versions()).toEqual(['bbbb1111']);
  expect(await database.tables()).toEqual([]);
  // The rest is upgraded from there.
  await migrate(database, drafts, 'upgrade', 'head');
  expect(await database.tables()).toEqual(['c']);
  expect(await stampTo(drafts, ['base'])).toEqual({ before: ['cccc1111'], after: [] });
  expect(await database.versions()).toEqual([]);
  expect(await database.tables()).toEqual(['c']);
});

test("leaves TypeORM's table unmade where revisions alone are stamped", async () => {
  await stampTo(three(), ['head']);
  expect(await database.read("SELECT to_regclass('migrations')")).toEqual(['null']);
});

test("brings TypeORM's table along, so that its own runner neither repeats nor skips anything", async () => {
  const drafts = three();
  const source = new DataSource({
    ...{ type: 'postgres', migrations: [...drafts.classes], logging: false },
    ...{ host: database.config.host!, port: database.config.port! },
    ...{ username: String(database.config.user), password: String(database.config.password) },
    database: database.config.database!,
  });
  await source.initialize();
  try {
    await source.runMigrations();
    const names = drafts.classes.map(({ name }) => name);
    expect(await database.migrations()).toEqual(names);
    await stampTo(drafts, ['aaaa1111']);
    expect(await database.migrations()).toEqual(names.slice(0, 1));
    await database.read('DROP TABLE c');
    await database.read('DROP TABLE b');
    await source.runMigrations();
    expect(await database.tables()).toEqual(['a', 'b', 'c']);
    await stampTo(drafts, ['base']);
    expect(await database.migrations()).toEqual([]);
    await stampTo(drafts, ['head']);
    expect(await database.migrations()).toEqual(names);
    expect(await source.runMigrations()).toEqual([]);
  } finally {
    await source.destroy();
  }
});

test("writes TypeORM's own migrations into TypeORM's table, which is made for them", async () => {
  const all = [new Plain1795186980000(), new Behind1795186980001()];
  const graph = RevisionGraph.of(
    withParents(all.map((one) => (isRevision(one) ? revisionNode(one, 'b.ts') : plainNode(one, 'plain.ts')))),
  );
  await stampTo({ graph }, ['head']);
  expect(await database.versions()).toEqual(['bbbb1111']);
  expect((await database.migrations())[0]).toBe('Plain1795186980000');
  expect(await stampTo({ graph }, ['Plain1795186980000'])).toEqual({
    before: ['bbbb1111'],
    after: ['Plain1795186980000'],
  });
  expect(await database.versions()).toEqual([]);
  expect(await database.migrations()).toEqual(['Plain1795186980000']);
});

test('stops at a revision without a file, which --purge forgets, in both tables', async () => {
  const drafts = three();
  await stampTo(project({ gone0000: {} }), ['head']);
  expect(await failure(stampTo(drafts, ['head']))).toMatchObject({ code: 'database-revision-unknown' });
  expect(await database.versions()).toEqual(['gone0000']);
  await database.read(
    `CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL)`,
  );
  await database.read(`INSERT INTO migrations ("timestamp", name) VALUES (1, 'Gone1')`);
  expect(await stampTo(drafts, ['head'], true)).toEqual({ before: ['gone0000'], after: ['cccc1111'] });
  expect(await database.versions()).toEqual(['cccc1111']);
  expect(await database.migrations()).toEqual(drafts.classes.map(({ name }) => name));
});

test('writes both tables or none', async () => {
  const drafts = three();
  await database.read(
    `CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL CHECK (name NOT LIKE 'Cccc%'))`,
  );
  await stampTo(drafts, ['aaaa1111']);
  expect(await failure(stampTo(drafts, ['head'], true))).toMatchObject({
    code: 'stamp-failed',
    message: expect.stringMatching(
      /^The stamp could not be written, and nothing was changed: new row for relation "migrations" /,
    ),
    hint: "the role needs to own the version table and TypeORM's table, or be granted them",
  });
  expect(await database.versions()).toEqual(['aaaa1111']);
  expect(await database.migrations()).toEqual([drafts.classes[0]!.name]);
});

test('waits for whoever migrates the database', async () => {
  const drafts = three();
  const [one, other] = await Promise.all([migrate(database, drafts, 'upgrade', 'head'), stampTo(drafts, ['head'])]);
  expect([one.after, other.after]).toEqual([['cccc1111'], ['cccc1111']]);
  expect(await database.versions()).toEqual(['cccc1111']);
});
