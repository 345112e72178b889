/** What stands beside entities and makes way: in the file, in the output, and on a server that lacks its roles. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './command';
import { config, entity, revision } from './files';

let project: Project;
afterEach(() => project.end());

const posts = (title: string, more: Record<string, string> = {}) => ({
  'entities/post.js': entity('posts', { title, ...more }),
});
const VARCHAR = "{ type: 'varchar', length: 50 }";

function files(...columns: string[]) {
  return {
    'ormconfig.js': `${config}exports.autogen = { exclude: [{ name: 'tmp_*' }] };\n`,
    'migrations/1_posts.js': revision('aaaa1111', {
      upgrade: `op.createTable('posts', { columns: { id: { type: 'serial', nullable: false }, ${columns.join(', ')} },
        primaryKey: { name: 'PK_2829ac61eff60fcec60d7274b9e', columns: ['id'] } });`,
      downgrade: `op.dropTable('posts')`,
    }),
  };
}

/** The newest revision's file. */
function newest(): string {
  const names = readdirSync(join(project.root, 'migrations')).sort();
  return project.read(`migrations/${names.filter((name) => name.startsWith('2')).at(-1)}`);
}

const TITLE = `title: { type: 'varchar(50)', nullable: false }`;

test('what revisions made by hand makes way, and the revision is proved', async () => {
  project = await Project.onServer({
    ...files(TITLE),
    ...posts(VARCHAR),
    'migrations/1_triggers.js': revision('bbbb2222', {
      down: 'aaaa1111',
      upgrade: `op.execute("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        op.execute('CREATE TRIGGER touched BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch()');
        op.execute("CREATE POLICY own ON posts FOR SELECT USING (title <> 'hidden')");
        op.execute('CREATE VIEW shown AS SELECT title FROM posts');`,
      downgrade: `op.execute('DROP VIEW shown'); op.execute('DROP POLICY own ON posts');
        op.execute('DROP TRIGGER touched ON posts'); op.execute('DROP FUNCTION touch');`,
    }),
  });
  await project.autogen(['upgrade', 'head']);
  const role = `reader ${process.pid} ${Date.now()}`;
  await project.sql(`CREATE ROLE "${role}"`, `GRANT SELECT ON shown TO "${role}"`);
  try {
    const before = await project.catalog();
    project.write(posts("{ type: 'text' }"));
    // Where it is proved, there is no such role.
    expect((await project.autogen(['revision', '-m', 'text'])).stdout).toContain('Proved on a throw-away server');
    const calls = newest().matchAll(/^ {4}op\.(\w+)/gm);
    const made = ['dropPolicy', 'dropTrigger', 'dropView'];
    const back = ['createView', 'createTrigger', 'createPolicy'];
    expect([...calls].map(([, name]) => name)).toEqual([
      ...made,
      'alterColumn',
      ...back,
      ...made,
      'alterColumn',
      ...back,
    ]);
    expect(newest()).toContain(`grants: [{ to: '${role}', privileges: ['SELECT'] }]`);
    expect(await project.autogen(['upgrade', 'head'])).toMatchObject({ code: 0 });
    expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
    expect(await project.autogen(['check', '--against', 'migrations'])).toMatchObject({ code: 0 });
    expect(await project.autogen(['downgrade', '--', '-1'])).toMatchObject({ code: 0 });
    expect(await project.catalog()).toEqual(before);
  } finally {
    await project.sql(`DROP OWNED BY "${role}"`, `DROP ROLE "${role}"`);
  }
});

test('what a dropped column takes along is listed in the file and in the output', async () => {
  project = await Project.onServer({
    ...files(TITLE, `score: { type: 'integer', nullable: true }`),
    ...posts(VARCHAR, { score: "{ type: 'integer', nullable: true }" }),
  });
  await project.autogen(['upgrade', 'head']);
  await project.sql(
    'CREATE INDEX tmp_both ON posts (title, score)',
    'CREATE STATISTICS likely ON title, score FROM posts',
  );
  expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
  project.write(posts(VARCHAR));
  const { stdout } = await project.autogen(['revision', '-m', 'no score', '--no-verify']);
  expect(stdout).toContain('the column posts.score takes with it: index public.posts.tmp_both');
  expect(newest()).toContain(`    op.dropStatistics('likely');
    // destructive: drops the column posts.score and its values
    // destructive: the column posts.score takes with it: index public.posts.tmp_both
    op.dropColumn('posts', 'score', { takesAlong: ['index public.posts.tmp_both'] });`);
});
