/** What leads from one state of the schema to another: any two of entities, database, revisions and other databases. */

import { Client } from 'pg';
import { testServer } from '../server';
import { Project } from './command';
import { config, entity, revision } from './files';

let project: Project;
afterEach(() => project.end());

const TEXT = "{ type: 'text', nullable: true }";
const posts = (...columns: string[]) => ({
  'ormconfig.js': config,
  'entities/post.js': entity('posts', Object.fromEntries(columns.map((name) => [name, TEXT]))),
});
const createPosts = `op.createTable('posts', {
  columns: { id: { type: 'serial', nullable: false }, body: { type: 'text', nullable: true } },
  primaryKey: { name: 'PK_2829ac61eff60fcec60d7274b9e', columns: ['id'] } });`;
const first = {
  'migrations/1_posts.js': revision('aaaa1111', { upgrade: createPosts, downgrade: `op.dropTable('posts')` }),
};

test('from the database to the entities, as a tree, wherever the database stands', async () => {
  project = await Project.onServer({
    ...posts('body', 'title'),
    ...first,
    'entities/tag.js': entity('tags', { name: TEXT }),
  });
  await project.sql('CREATE TABLE posts (id serial CONSTRAINT "PK_2829ac61eff60fcec60d7274b9e" PRIMARY KEY, body int)');
  expect(await project.autogen(['diff'])).toEqual({
    code: 2,
    stdout: `From the database to the entities:
  public.posts
    ~ column public.posts.body: type integer → text
    + column public.posts.title
  + table public.tags (2 columns, sequence, primary key)
`,
    stderr: '',
  });
  const { code, stdout } = await project.autogen(['diff', '--from', 'entities', '--to', 'database']);
  expect({ code, stdout }).toEqual({
    code: 2,
    stdout: `From the entities to the database:
  public.posts
    ~ column public.posts.body: type text → integer
    - column public.posts.title
  - table public.tags (2 columns, sequence, primary key)
`,
  });
});

test('the SQL leads there', async () => {
  project = await Project.onServer({ ...posts('body'), ...first });
  await project.autogen(['upgrade']);
  await project.sql('ALTER TABLE posts ADD COLUMN by_hand int; CREATE INDEX by_hand ON posts (body)');
  const sides = ['diff', '--from', 'database', '--to', 'migrations'];
  const { code, stdout } = await project.autogen([...sides, '--sql']);
  expect({ code, stdout }).toEqual({
    code: 2,
    stdout: `-- op.dropIndex('by_hand', { table: 'posts' })
DROP INDEX "public"."by_hand";

-- op.dropColumn('posts', 'by_hand')
ALTER TABLE "public"."posts" DROP COLUMN "by_hand";
`,
  });
  await project.sql(stdout);
  expect(await project.autogen(sides)).toEqual({
    code: 0,
    stdout: 'From the database to the revisions nothing differs.\n',
    stderr: '',
  });
});

test('another database is named by its URL, and its password is nowhere', async () => {
  project = await Project.onServer({ ...posts('body'), ...first });
  const server = await testServer();
  const other = await server.createDatabase();
  const client = new Client(other);
  await client.connect();
  try {
    await client.query('CREATE TABLE notes (id integer)');
    const { host, port, user, password, database } = other;
    const url = `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
    const { code, object, stdout, stderr } = await project.json(['diff', '--from', 'migrations', '--to', url]);
    expect(code).toBe(2);
    expect(object).toMatchObject({
      from: 'the revisions',
      to: `the database ${host}:${port}/${database}`,
      differences: expect.arrayContaining([
        { change: 'create', kind: 'table', name: 'public.notes', of: 'public.notes' },
        { change: 'drop', kind: 'column', name: 'public.posts.body', of: 'public.posts' },
      ]),
    });
    expect(stdout + stderr).not.toContain(String(password));
  } finally {
    await client.end();
    await server.dropDatabase(other);
  }
});

test('two sides that are one, or no side, are an error', async () => {
  project = Project.alone(posts());
  const same = await project.json(['diff', '--to', 'database']);
  expect(same).toMatchObject({ code: 1, object: { error: { code: 'same-sides' } } });
  const unknown = await project.autogen(['diff', '--from', 'staging']);
  expect(unknown).toEqual({
    code: 1,
    stdout: '',
    stderr: `error: --from is neither database, migrations or entities, nor a PostgreSQL URL.
code: unknown-side
hint: autogen diff --from migrations
`,
  });
});
