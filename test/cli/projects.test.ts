/** Projects that are not the simplest ones: what they print, ask and hold must not stop a command. */

import { Project } from './command';
import { config, entity, revision } from './files';

let project: Project;
afterEach(() => project.end());

const createPosts = `op.createTable('posts', { columns: { id: { type: 'serial', nullable: false } },
  primaryKey: { name: 'PK_2829ac61eff60fcec60d7274b9e', columns: ['id'] } });`;
const posts = { 'ormconfig.js': config, 'entities/post.js': entity('posts') };

test('a revision that asks the database stands in the way of no later check and revision', async () => {
  const upgrade = `${createPosts} return op.query('SELECT 1').then(() => undefined);`;
  project = await Project.onServer({
    ...posts,
    'migrations/1_posts.js': revision('aaaa1111', { upgrade, downgrade: `op.dropTable('posts')` }),
  });
  expect((await project.autogen(['upgrade'])).code).toBe(0);
  await project.sql('CREATE TABLE stranger (note text)');
  const { code, stdout } = await project.autogen(['check']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout:
      'In sync: the entities and the database agree.\nUnmanaged (neither entities nor revisions speak of them; left alone): public.stranger\n',
  });
  expect((await project.autogen(['check', '--against', 'migrations'])).code).toBe(0);
  // What it did before it asked is known: its table is a question, not a stranger.
  project.remove('entities/post.js');
  project.write({ 'entities/tag.js': entity('tags') });
  expect((await project.autogen(['revision', '-m', 'x', '--drop', 'posts'])).code).toBe(0);
});

test("TypeORM's own migrations run with the command line, there and back", async () => {
  const migration = `const { Table } = require('typeorm');
exports.Posts1700000000000 = class Posts1700000000000 {
  name = 'Posts1700000000000';
  async up(queryRunner) {
    await queryRunner.createTable(new Table({ name: 'posts', columns: [
      { name: 'id', type: 'serial', isPrimary: true, primaryKeyConstraintName: 'PK_2829ac61eff60fcec60d7274b9e' } ] }));
    await queryRunner.manager.transaction((manager) => manager.query('INSERT INTO posts DEFAULT VALUES'));
  }
  async down(queryRunner) {
    const table = await queryRunner.getTable('posts');
    await queryRunner.dropTable(table);
  }
};
`;
  project = await Project.onServer({ ...posts, 'migrations/1700000000000-posts.js': migration });
  expect((await project.autogen(['upgrade'])).code).toBe(0);
  expect(await project.has('posts')).toBe(true);
  expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
  expect((await project.autogen(['check', '--against', 'migrations'])).code).toBe(0);
  expect((await project.autogen(['verify'])).code).toBe(0);
  expect((await project.autogen(['downgrade', 'base'])).code).toBe(0);
  expect(await project.has('posts')).toBe(false);
});

test('a schema of its own may be there before the first revision, and stays behind the last', async () => {
  const inApp = config.replace("type: 'postgres',", "type: 'postgres', schema: 'app',");
  project = await Project.onServer({ ...posts, 'ormconfig.js': inApp, 'migrations/.gitkeep': '' });
  expect((await project.autogen(['revision', '-m', 'posts'])).code).toBe(0);
  await project.sql('CREATE SCHEMA app');
  for (const args of [['upgrade'], ['downgrade', 'base'], ['upgrade'], ['check'], ['verify']]) {
    expect({ args, code: (await project.autogen(args)).code }).toEqual({ args, code: 0 });
  }
});

test('what a configuration prints is no part of the answer', async () => {
  project = await Project.onServer({
    ...posts,
    'ormconfig.js': `console.log('[dotenv] 3 variables'); console.info({ a: 1 });\n${config}`,
    'migrations/.gitkeep': '',
  });
  const { object, stderr } = await project.json(['heads']);
  expect(object).toMatchObject({ ok: true });
  expect(stderr).toBe('[dotenv] 3 variables\n{ a: 1 }\n');
});

test('a promise that nobody waits for ends the command with one sentence, and one object', async () => {
  project = await Project.onServer({
    ...posts,
    'entities/post.js': `${entity('posts')}\nPromise.reject(new Error('forgotten'));`,
    'migrations/.gitkeep': '',
  });
  const { code, stdout, stderr } = await project.autogen(['check']);
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: Something went wrong that autogen did not expect: forgotten\ncode: unexpected\nhint: run the command again with --verbose, and report what it prints\n',
  });
  expect((await project.json(['check'])).object).toMatchObject({ ok: false, error: { code: 'unexpected' } });
});

test('a tsconfig.json that comes later is read at once', async () => {
  project = await Project.onServer({
    'ormconfig.ts': `import 'reflect-metadata';
import { DataSource } from 'typeorm';
export default new DataSource({ type: 'postgres', entities: [\`\${__dirname}/entities/*.ts\`] });
`,
    'entities/post.ts': `import { Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity('posts')
export class Post {
  @PrimaryGeneratedColumn()
  id: number;
}
`,
    'migrations/.gitkeep': '',
  });
  expect((await project.autogen(['check'])).code).toBe(2);
  project.write({
    'tsconfig.json':
      '{ "compilerOptions": { "target": "es2022", "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
  });
  const { code, stderr } = await project.autogen(['check']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
});

test('what nobody can tell is said, with exit code 1 and the reason', async () => {
  const made = [
    `CREATE FUNCTION only_here(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    'CREATE VIEW shown AS SELECT only_here(id) AS one FROM posts',
  ];
  const view = `const { EntitySchema } = require('typeorm');
exports.shown = new EntitySchema({ name: 'shown', type: 'view', expression: 'select only_here(id) as one from posts',
  columns: { one: { type: 'integer', viewColumn: true } } });
`;
  const upgrade = [createPosts, ...made.map((statement) => `op.execute(${JSON.stringify(statement)});`)].join('\n');
  project = await Project.onServer({
    ...posts,
    'entities/shown.js': view,
    'migrations/1_posts.js': revision('aaaa1111', { upgrade }),
  });
  await project.autogen(['upgrade']);
  const { code, object } = await project.json(['check', '--elaborate', 'scratch']);
  expect({ code, object }).toMatchObject({
    code: 1,
    object: {
      ok: false,
      error: { code: 'cannot-tell', hint: 'autogen check --against migrations' },
      cannotTell: [{ object: 'view:public.shown', reason: 'function only_here(integer) does not exist' }],
    },
  });
  expect((await project.autogen(['check', '--elaborate', 'scratch'])).stderr).toContain(
    'error: PostgreSQL could not be asked whether view:public.shown differs: function only_here(integer) does not exist.',
  );
});

test('entities are found relative to the project, from whatever folder', async () => {
  project = await Project.onServer({
    'package.json': '{}',
    'src/data-source.js': config.replace("__dirname + '/entities/*.js'", "'src/entities/*.js'"),
    'src/entities/post.js': entity('posts'),
    'src/migrations/1_posts.js': revision('aaaa1111', { upgrade: createPosts }),
    'other/src/entities/tag.js': entity('tags'),
  });
  expect((await project.autogen(['upgrade'])).code).toBe(0);
  for (const cwd of ['.', 'src/entities', 'other']) {
    const args = cwd === 'other' ? ['check', '-d', '../src/data-source.js'] : ['check'];
    expect({ cwd, ...(await project.autogen(args, { cwd })) }).toMatchObject({ cwd, code: 0, stderr: '' });
  }
});
