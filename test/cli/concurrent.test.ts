/** An index that is built concurrently, from the entity to the database, as a user sees it. */

import { Project } from './command';
import { config, revision, typescript } from './files';

let project: Project;
afterEach(() => project.end());

async function withIndex(kind: string): Promise<string> {
  project = await Project.onServer(typescript);
  await project.autogen(['init']);
  await project.autogen(['revision', '-m', 'create posts', '--rev-id', 'aaaa1111', '--no-verify']);
  await project.autogen(['upgrade']);
  await project.sql('INSERT INTO posts (title) VALUES (1), (1)');
  const entity = typescript['entities/post.ts'];
  project.write({
    'entities/post.ts': entity
      .replace('Entity,', 'Entity, Index,')
      .replace('@Entity(', `@Index('IDX_title', ['title'], { concurrent: true${kind} })\n@Entity(`),
  });
  const { stdout, code } = await project.autogen(['revision', '-m', 'index titles', '--rev-id', 'bbbb2222']);
  expect(stdout).toContain('Proved on a throw-away server: up, down and up again; the entities agree.');
  expect(code).toBe(0);
  return project.read(`migrations/${project.revisions()[1]}`);
}

test('the file says so, runs, and is in sync; what keeps count of it is no table of the user’s', async () => {
  const text = await withIndex('');
  expect(text).toContain('  readonly transaction = false;\n');
  expect(text).toContain("op.createIndex('IDX_title', { table: 'posts', columns: ['title'], concurrently: true });");
  const together = await project.autogen(['upgrade', '--single-transaction']);
  expect(together.stderr).toContain('says `transaction = false`, so it cannot run in one transaction with others');
  expect(together.stderr).toContain('hint: leave --single-transaction out');
  expect(together.code).toBe(1);
  expect((await project.autogen(['upgrade'])).code).toBe(0);
  expect(await project.has('autogen_version_progress')).toBe(true);
  expect(await project.autogen(['check'])).toEqual({
    code: 0,
    stdout: 'In sync: the entities and the database agree.\n',
    stderr: '',
  });
});

test('a build that fails says how far it came, and the same command goes on', async () => {
  await withIndex(', unique: true');
  const file = `migrations/${project.revisions()[1]}`;
  // The rows come behind the probe.
  const more = "op.addColumn('posts', 'more', { type: 'text' });\n    op.createIndex(";
  const [before = '', after = ''] = project.read(file).split(/op\.probe\([^;]*;/);
  project.write({ [file]: `${before}${after}`.replace('op.createIndex(', more) });
  const { stderr, code } = await project.autogen(['upgrade']);
  expect(stderr).toContain('could not create unique index "IDX_title"');
  expect(stderr).toContain('(1 of 2 operations; the same command goes on behind them)');
  expect(code).toBe(1);
  const down = await project.autogen(['downgrade', 'base']);
  expect(down.stderr).toMatch(/^error: Revision bbbb2222 .* is half done: one operation of its upgrade/m);
  expect(down.stderr).toContain('hint: autogen upgrade bbbb2222');
  expect(down.code).toBe(1);
  await project.sql('DELETE FROM posts');
  expect(await project.autogen(['upgrade'])).toEqual({
    code: 0,
    stdout: 'Upgraded 1 revision: the database is at bbbb2222.\n',
    stderr: 'Running upgrade aaaa1111 -> bbbb2222, index titles\n  half done: going on behind 1 of its 2 operations\n',
  });
});

test('rows that are changed in batches are counted on stderr, and the script for a plain client does the same', async () => {
  project = await Project.onServer({
    'ormconfig.js': config,
    'migrations/1_aaaa1111.js': revision('aaaa1111', {
      upgrade:
        "const { sql } = require('typeorm-autogen');\n    op.backfill('a', { set: { n: sql`n + 1` }, batch: 40 });",
    }).replace(/(class .*\{\n)/, '$1  transaction = false;\n'),
  });
  await project.sql('CREATE TABLE a AS SELECT id, 0 AS n FROM generate_series(1, 100) AS id');
  await project.sql('ALTER TABLE a ADD PRIMARY KEY (id)');
  await project.sql('ANALYZE a');
  const shown = await project.autogen(['sql', 'base:head']);
  expect(shown.stdout).toContain('EXECUTE way.change USING behind, last;\n    COMMIT;');
  expect(await project.autogen(['upgrade'])).toEqual({
    code: 0,
    stdout: 'Upgraded 1 revision: the database is at aaaa1111.\n',
    stderr: [
      'No file matches the entities "entities/*.js".',
      'Running upgrade <base> -> aaaa1111, do aaaa1111',
      ...[40, 80, 100].map((rows) => `  backfill a: ${rows} of about 100 rows`),
      '',
    ].join('\n'),
  });
  await project.sql('DELETE FROM autogen_version');
  const { stderr } = await project.json(['upgrade']);
  const batches = stderr.split('\n').filter((line) => line.includes('"event":"batch"'));
  expect(JSON.parse(batches.at(-1) as string)).toEqual({
    ...{ event: 'batch', direction: 'upgrade', revision: 'aaaa1111' },
    ...{ operation: 'backfill', on: 'a', rows: 100, about: 100 },
  });
});

test('who has the lock that an upgrade waits for is told on stderr, and the upgrade tried again', async () => {
  project = await Project.onServer({
    'ormconfig.js': `${config}exports.autogen = { lockTimeout: 300, lockRetries: 1, lockRetryPause: 10 };\n`,
    'migrations/1_aaaa1111.js': revision('aaaa1111', { upgrade: "op.addColumn('a', 'x', { type: 'text' });" }),
  });
  await project.sql('CREATE TABLE a ()');
  await project.connected(async (session) => {
    await session.query('BEGIN; LOCK TABLE a');
    const { stderr, code } = await project.autogen(['upgrade', '--single-transaction']);
    expect(stderr).toMatch(
      /^ {2}blocked by session \d+, idle in transaction for \d+ s: BEGIN; LOCK TABLE a; try 2 of 2 in 0\.0 s$/m,
    );
    expect(stderr).toMatch(/^ {2}tried 2 times\n {2}blocked by session \d+, /m);
    expect(code).toBe(1);
  });
});
