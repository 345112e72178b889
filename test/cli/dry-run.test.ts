/** `--dry-run` of `autogen upgrade` and `autogen downgrade`: what would run, and what it locks; nothing runs. */

import { Project } from './command';
import { config, revision } from './files';

const posts = `op.createTable('posts', { columns: { id: { type: 'integer', nullable: false } }, primaryKey: { name: 'PK_posts', columns: ['id'] } });`;
const later = `
    op.createTable('votes', {
      columns: { post: { type: 'integer' } },
      foreignKeys: [{ name: 'FK_votes', columns: ['post'], references: { table: 'posts', columns: ['id'] } }],
    });
    op.createIndex('IDX_votes', { table: 'votes', columns: ['post'] });
    op.comment({ table: 'posts' }, 'what people write');
    op.addColumn('posts', 'slug', { type: 'text' });
    op.execute('UPDATE posts SET slug = 1');`;

const files = {
  'ormconfig.js': config,
  'entities/none.js': '',
  'migrations/1_aaaa1111.js': revision('aaaa1111', {
    message: 'posts',
    upgrade: posts,
    downgrade: "op.dropTable('posts');",
  }),
  'migrations/2_bbbb2222.js': revision('bbbb2222', { down: 'aaaa1111', message: 'votes', upgrade: later }),
};

let project: Project;
afterEach(() => project.end());

test('prints the SQL of each operation and its locks, and changes nothing', async () => {
  project = await Project.onServer(files);
  const before = await project.catalog();
  const { code, stdout, stderr } = await project.autogen(['upgrade', '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`upgrade aaaa1111, posts (migrations/1_aaaa1111.js), in one transaction
  createTable('posts')
      CREATE TABLE "public"."posts" ("id" integer NOT NULL, CONSTRAINT "PK_posts" PRIMARY KEY ("id"));
    locks: nothing that others use

upgrade bbbb2222, votes (migrations/2_bbbb2222.js), in one transaction
  createTable('votes')
      CREATE TABLE "public"."votes" ("post" integer, CONSTRAINT "FK_votes" FOREIGN KEY ("post") REFERENCES "public"."posts" ("id"));
    locks: SHARE ROW EXCLUSIVE on public.posts
  createIndex('IDX_votes')
      CREATE INDEX "IDX_votes" ON "public"."votes" USING btree ("post");
    locks: nothing that others use
  comment()
      COMMENT ON TABLE "public"."posts" IS 'what people write';
    locks: SHARE UPDATE EXCLUSIVE on public.posts
  addColumn('posts', 'slug')
      ALTER TABLE "public"."posts" ADD COLUMN "slug" text;
    locks: ACCESS EXCLUSIVE on public.posts
  execute('UPDATE posts SET slug = 1')
      UPDATE posts SET slug = 1;
    locks: not known
  until it ends: ACCESS EXCLUSIVE on public.posts, and what is not known

2 revisions would run from <base>; nothing was run.
`);
  expect(await project.catalog()).toEqual(before);
  expect(await project.has('autogen_version')).toBe(false);
});

test('goes on from where the database stands, both ways, as data too', async () => {
  project = await Project.onServer(files);
  await project.autogen(['upgrade', 'aaaa']);
  const before = await project.catalog();
  expect(await project.json(['upgrade', '--dry-run'])).toMatchObject({
    code: 0,
    stderr: '',
    object: {
      ok: true,
      before: ['aaaa1111'],
      revisions: [
        {
          revision: 'bbbb2222',
          direction: 'upgrade',
          transaction: 'own',
          finished: 0,
          locks: [{ mode: 'ACCESS EXCLUSIVE', object: { kind: 'table', path: ['public', 'posts'] } }],
          operations: [
            {
              operation: 'createTable',
              call: "createTable('votes')",
              statements: [expect.stringContaining('CREATE TABLE')],
              locks: [{ mode: 'SHARE ROW EXCLUSIVE' }],
              isAlone: false,
            },
            { operation: 'createIndex', locks: [] },
            { operation: 'comment' },
            { operation: 'addColumn' },
            { operation: 'execute', locks: null },
          ],
        },
      ],
    },
  });
  const down = await project.autogen(['downgrade', 'base', '--dry-run']);
  expect(down.code).toBe(0);
  expect(down.stdout).toContain(`
    locks: ACCESS EXCLUSIVE on public.posts, ACCESS EXCLUSIVE on each table that its foreign keys refer to
`);
  expect(await project.catalog()).toEqual(before);
  expect(await project.versions()).toEqual(['aaaa1111']);
  expect((await project.autogen(['upgrade', 'aaaa', '--dry-run'])).stdout).toBe(
    'Nothing to upgrade: the database is at aaaa1111.\n',
  );
});

test('what is not known beforehand is said, and the rest is told', async () => {
  project = await Project.onServer({
    ...files,
    'migrations/2_bbbb2222.js': revision('bbbb2222', {
      down: 'aaaa1111',
      upgrade: "op.addColumn('posts', 'a', { type: 'text' }); op.query('SELECT 1'); op.dropTable('posts');",
    }),
    'migrations/3_plain.js': `exports.Plain1895186980000 = class Plain1895186980000 {
  name = 'Plain1895186980000';
  async up(queryRunner) { await queryRunner.query('CREATE TABLE plain (id integer)'); }
  async down() {}
};
`,
  });
  const { code, object } = await project.json(['upgrade', '--dry-run']);
  expect(code).toBe(0);
  expect(object).toMatchObject({
    revisions: [
      { revision: 'aaaa1111', operations: [{ operation: 'createTable' }] },
      { revision: 'bbbb2222', operations: [{ operation: 'addColumn' }], unknown: { code: 'offline-query' } },
      { revision: 'Plain1895186980000', operations: [], unknown: { code: 'typeorm-migration' } },
    ],
  });
  const { stdout } = await project.autogen(['upgrade', '--dry-run']);
  expect(stdout).toContain('\n  ? asks the database (op.query): the rest of its SQL depends on the answers\n');
  expect(stdout).toContain("\n  ? is a migration of TypeORM's own: its SQL is not known before it runs\n");
  expect(await project.has('posts')).toBe(false);
});

test('in several transactions, and in one', async () => {
  const index = "op.createIndex('IDX', { table: 'posts', columns: ['id'], concurrently: true });";
  project = await Project.onServer({
    ...files,
    'migrations/2_bbbb2222.js': revision('bbbb2222', {
      down: 'aaaa1111',
      upgrade: `op.renameTable('posts', 'articles'); op.comment({ table: 'articles' }, 'x');`,
    }),
    'migrations/3_cccc3333.js': revision('cccc3333', {
      down: 'bbbb2222',
      upgrade: index.replace('posts', 'articles'),
    }).replace('upgrade(op)', 'transaction = false;\n  upgrade(op)'),
  });
  const { stdout } = await project.autogen(['upgrade', '--dry-run']);
  expect(stdout).toContain("\n  createIndex('IDX'), by itself\n");
  expect(stdout).toContain('\n    locks: SHARE UPDATE EXCLUSIVE on public.articles\n');
  // A table that has only another name is none that the revision made.
  const { object } = await project.json(['upgrade', 'bbbb', '--dry-run']);
  expect(object).toMatchObject({ revisions: [{}, { operations: [{ locks: [{}] }, { locks: [{}] }] }] });
  // In one transaction with the revision that made it, it is.
  expect(await project.json(['upgrade', 'bbbb', '--dry-run', '--single-transaction'])).toMatchObject({
    object: {
      revisions: [{ transaction: 'shared' }, { transaction: 'shared', locks: [] }],
    },
  });
  expect(await project.json(['upgrade', '--dry-run', '--single-transaction'])).toMatchObject({
    code: 1,
    object: { ok: false, error: { code: 'not-in-one-transaction' } },
  });
});

test('what is half done goes on behind what has run', async () => {
  project = await Project.onServer({
    ...files,
    'migrations/2_bbbb2222.js': revision('bbbb2222', {
      down: 'aaaa1111',
      upgrade: "op.addColumn('posts', 'a', { type: 'text' }); op.execute('SELECT 1 / 0');",
    }).replace('upgrade(op)', 'transaction = false;\n  upgrade(op)'),
  });
  expect((await project.autogen(['upgrade'])).code).toBe(1);
  const before = await project.catalog();
  expect(await project.json(['upgrade', '--dry-run'])).toMatchObject({
    code: 0,
    object: {
      revisions: [{ revision: 'bbbb2222', finished: 1, operations: [{ operation: 'execute', isAlone: true }] }],
    },
  });
  expect(await project.json(['downgrade', 'base', '--dry-run'])).toMatchObject({
    code: 1,
    object: { error: { code: 'half-done' } },
  });
  expect(await project.catalog()).toEqual(before);
});
