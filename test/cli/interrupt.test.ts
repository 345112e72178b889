/** Ctrl-C, on a real server. */

import { outcomeOf, until } from '../process';
import { Project } from './command';
import { revision, twoRevisions } from './files';

let project: Project;
afterEach(() => project.end());

const slow = {
  ...twoRevisions,
  'migrations/3.js': revision('cccc3333', {
    down: 'bbbb2222',
    message: 'slow',
    upgrade: "op.createTable('half', { columns: { id: { type: 'integer' } } }); op.execute('SELECT pg_sleep(60)');",
  }),
};

const sleeping = () =>
  project.connected(async (client) => {
    const { rows } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active' AND datname = current_database()`,
    );
    return rows.length > 0;
  });

test('in the middle of an upgrade: exit 130, the revision is rolled back, those before it stay', async () => {
  project = await Project.onServer(slow);
  const child = project.start(['upgrade']);
  const ended = outcomeOf(child);
  await until(sleeping);
  const pressed = Date.now();
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toMatch(
    /\nInterrupted: coming to an end; Ctrl-C again ends at once\.\nerror: Interrupted in revision cccc3333 \(migrations\/3\.js\)\.\nThe revision was rolled back; the database is at bbbb2222\.\ncode: interrupted\nhint: run the command again\n$/,
  );
  expect(Date.now() - pressed).toBeLessThan(10_000);
  expect(await sleeping()).toBe(false);
  expect(await project.versions()).toEqual(['bbbb2222']);
  expect(await project.has('half')).toBe(false);
  expect(await project.has('posts')).toBe(true);
});

test('with --json: the object says so', async () => {
  project = await Project.onServer(slow);
  const child = project.start(['upgrade', '--json']);
  const ended = outcomeOf(child);
  await until(sleeping);
  child.kill('SIGTERM');
  const { code, stdout } = await ended;
  expect({ code, object: JSON.parse(stdout) }).toMatchObject({
    code: 130,
    object: { ok: false, error: { code: 'interrupted' } },
  });
});

test('of any other command: exit 130 at once', async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['upgrade']);
  // Whoever reads the catalog waits for this lock.
  await project.connected(async (client) => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE');
    const child = project.start(['revision', '-m', 'x']);
    const ended = outcomeOf(child);
    await new Promise((resume) => setTimeout(resume, 1_500));
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 130,
      stdout: '',
      stderr: 'error: Interrupted; nothing was changed.\ncode: interrupted\nhint: run the command again\n',
    });
    await client.query('ROLLBACK');
  });
});
