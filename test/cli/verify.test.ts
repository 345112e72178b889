/** Revisions keep their promises, or it is said which one does not and how. */

import { Project } from './command';
import { config, entity, revision } from './files';

let project: Project;
afterEach(() => project.end());

const createPosts = `op.createTable('posts', { columns: { id: { type: 'serial', nullable: false } },
  primaryKey: { name: 'PK_2829ac61eff60fcec60d7274b9e', columns: ['id'] } });`;
const posts = (...more: string[]) => ({
  'ormconfig.js': config,
  'entities/post.js': entity(
    'posts',
    Object.fromEntries(more.map((name) => [name, "{ type: 'text', nullable: true }"])),
  ),
});
const first = {
  'migrations/1_posts.js': revision('aaaa1111', { upgrade: createPosts, downgrade: `op.dropTable('posts')` }),
};
const addBody = `op.addColumn('posts', 'body', { type: 'text', nullable: true });`;
const second = (upgrade: string, downgrade: string) => ({
  'migrations/2_body.js': revision('bbbb2222', { down: 'aaaa1111', upgrade, downgrade }),
});

describe('verify', () => {
  test('says that everything came back, and needs no server', async () => {
    project = Project.alone({ ...posts('body'), ...first, ...second(addBody, `op.dropColumn('posts', 'body')`) });
    expect(await project.autogen(['verify'])).toEqual({
      code: 0,
      stdout: '2 revisions ran up, down and up again; everything came back as it was, and the entities agree.\n',
      stderr: '  up, down, up  aaaa1111 do aaaa1111\n  up, down, up  bbbb2222 do bbbb2222\n',
    });
  });

  test('names what a downgrade leaves behind, and what the entities want beside', async () => {
    project = Project.alone({
      ...posts('body', 'title'),
      ...first,
      ...second(
        `op.execute('CREATE SEQUENCE IF NOT EXISTS numbers'); op.execute('ALTER TABLE posts ADD COLUMN IF NOT EXISTS body text');`,
        `op.execute('COMMENT ON COLUMN posts.body IS \\'was here\\'')`,
      ),
    });
    const { code, stdout } = await project.autogen(['verify']);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: `2 revisions ran up, down and up again.
! migrations/2_body.js: its downgrade leaves otherwise than it was
  + column public.posts.body
  + comment public.posts.body
! migrations/2_body.js: its second upgrade makes otherwise than the first
  + comment public.posts.body
The entities and the revisions differ:
  - comment public.posts.body
  + column public.posts.title
Write it as a revision: autogen revision -m "…" --against migrations
`,
    });
  });

  test('names the revision that does not run', async () => {
    project = Project.alone({ ...posts(), ...first, ...second(addBody, `op.dropColumn('posts', 'bodies')`) });
    const { code, stdout, stderr } = await project.autogen(['verify']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error: Replayed on an empty scratch database, the revisions fail: ');
    expect(stderr).toContain('column "bodies" of relation "posts" does not exist');
    expect(stderr).toContain('migrations/2_body.js');
  });

  test('tells programs all of it', async () => {
    project = Project.alone({ ...posts(), ...first });
    const { object } = await project.json(['verify']);
    expect(object).toMatchObject({
      ok: true,
      proved: true,
      revisions: [{ revision: 'aaaa1111', notRestored: [], notRepeated: [] }],
      check: { inSync: true },
    });
  });
});

describe('a revision that was just written', () => {
  const PROVED = 'Proved on a throw-away server: up, down and up again; the entities agree.\n';

  test('is proved unless nobody wants it', async () => {
    project = await Project.onServer({ ...posts(), ...first });
    await project.autogen(['upgrade']);
    project.write(posts('body'));
    expect((await project.autogen(['revision', '-m', 'one', '--no-verify'])).stdout).not.toContain(PROVED);
    project.remove(`migrations/${project.revisions().at(-1)}`);
    expect((await project.autogen(['revision', '-m', 'two'])).stdout).toContain(PROVED);
  });

  test('stays written where the database has something that no revision made, and that is said', async () => {
    project = await Project.onServer({ ...posts(), ...first });
    await project.autogen(['upgrade']);
    await project.sql('ALTER TABLE posts ADD COLUMN by_hand text');
    const { code, stdout } = await project.autogen(['revision', '-m', 'one']);
    expect(code).toBe(0);
    expect(stdout).toContain('! It fails on a throw-away server, behind the other revisions: ');
    expect(stdout).toContain('column "by_hand" of relation "posts" does not exist');
    expect(project.revisions()).toHaveLength(2);
  });

  test('cannot be proved where the revisions before it do not run on an empty database', async () => {
    const before = { 'migrations/1_posts.js': revision('aaaa1111', { upgrade: `op.execute('SELECT 1 FROM posts')` }) };
    project = await Project.onServer({ ...posts(), ...before });
    await project.sql('CREATE TABLE posts (id serial CONSTRAINT "PK_2829ac61eff60fcec60d7274b9e" PRIMARY KEY)');
    await project.autogen(['upgrade']);
    project.write(posts('body'));
    const { code, stdout } = await project.autogen(['revision', '-m', 'one']);
    expect(code).toBe(0);
    expect(stdout).toContain('Not proved: Replayed on an empty scratch database, the revisions fail: ');
  });

  test('is compared with the entities', async () => {
    project = await Project.onServer({ ...posts('body'), ...first });
    await project.autogen(['upgrade']);
    await project.sql('ALTER TABLE posts ADD COLUMN body text');
    project.write(posts('body', 'title'));
    const { code, stdout } = await project.autogen(['revision', '-m', 'one']);
    expect(code).toBe(0);
    expect(stdout).toContain('The entities and the revisions differ:\n  + column public.posts.body\n');
  });

  test('is no worse for a table that is kept', async () => {
    project = await Project.onServer({ ...posts(), ...first });
    await project.autogen(['upgrade']);
    project.remove('entities/post.js');
    project.write({ 'entities/tag.js': entity('tags', { name: "{ type: 'text' }" }) });
    const { code, stdout } = await project.autogen(['revision', '-m', 'tags', '--keep', 'posts']);
    expect(code).toBe(0);
    expect(stdout).toContain(PROVED);
  });
});
