/** The embedded PostgreSQL, as the command line uses it. */

import { Client } from 'pg';
import { outcomeOf, until } from '../process';
import { Project } from './command';
import { revision, twoRevisions } from './files';

let project: Project;
afterEach(async () => {
  await project.autogen(['embedded', 'stop']);
  await project.end();
});

const line =
  /^Embedded PostgreSQL \d+\.\d+ on 127\.0\.0\.1:\d+, data in .*\.autogen\/postgres, stopped when this command ends\n/;

test('is started on demand, said so, and keeps what was done', async () => {
  project = Project.alone(twoRevisions);
  const upgraded = await project.autogen(['upgrade']);
  expect(upgraded).toMatchObject({ code: 0, stdout: 'Upgraded 2 revisions: the database is at bbbb2222.\n' });
  expect(upgraded.stderr).toMatch(line);
  const checked = await project.autogen(['check']);
  expect(checked).toMatchObject({ code: 0, stdout: 'In sync: the entities and the database agree.\n' });
  expect(checked.stderr.replace(line, '')).toBe('');
});

test('start, url and stop: without the password unless the URL is asked for', async () => {
  project = Project.alone(twoRevisions);
  const started = await project.autogen(['embedded', 'start']);
  expect(started).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^The embedded PostgreSQL runs on 127\.0\.0\.1:\d+, database \w+, until: autogen embedded stop\nLook into it with: psql "\$\(autogen embedded url\)"\n$/,
    ),
    stderr: '',
  });
  const { stdout, stderr } = await project.autogen(['embedded', 'url']);
  expect(stderr).toBe('');
  const client = new Client(stdout.trim());
  await client.connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  const password = new URL(stdout.trim()).password;
  expect(password.length).toBeGreaterThan(10);

  const again = await project.json(['embedded', 'start']);
  expect(again.object).toEqual({
    ok: true,
    host: '127.0.0.1',
    port: expect.any(Number),
    user: 'postgres',
    database: expect.any(String),
    isRunning: true,
  });
  const both = await Promise.all([
    project.autogen(['upgrade', '--verbose']),
    project.autogen(['current', '--verbose']),
  ]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both[0].stderr).toContain('running until `autogen embedded stop`');
  for (const output of [started, again, ...both]) expect(`${output.stdout}${output.stderr}`).not.toContain(password);

  expect(await project.autogen(['embedded', 'stop'])).toEqual({
    code: 0,
    stdout: 'The embedded PostgreSQL has stopped.\n',
    stderr: '',
  });
  expect((await project.autogen(['embedded', 'stop'])).stdout).toBe('The embedded PostgreSQL was not running.\n');
  expect(await project.autogen(['embedded', 'url'])).toEqual({
    code: 0,
    stdout,
    stderr: 'It is not running; start it with: autogen embedded start\n',
  });
});

test('two commands on one database: the second waits a little, then says who is using it; Ctrl-C frees it', async () => {
  project = Project.alone({
    ...twoRevisions,
    'migrations/3.js': revision('cccc3333', { down: 'bbbb2222', upgrade: "op.execute('SELECT pg_sleep(60)');" }),
  });
  const child = project.start(['upgrade']);
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const ended = outcomeOf(child);
  await until(() => told.includes('cccc3333'));
  const before = project.files();
  const second = await project.autogen(['revision', '-m', 'x', '--json']);
  expect({ code: second.code, object: JSON.parse(second.stdout) }).toEqual({
    code: 1,
    object: {
      ok: false,
      error: {
        code: 'embedded-busy',
        message: expect.stringMatching(
          new RegExp(`^Another command \\(process ${child.pid}\\) is using the embedded database in `),
        ),
        hint: 'run it again when the other has finished, or let all commands share one server: autogen embedded start',
        at: expect.any(String),
      },
    },
  });
  expect(project.files()).toEqual(before);
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect((await project.autogen(['current'])).stdout).toBe('bbbb2222, create posts\n');
});

test('two short commands at once come both to their end', async () => {
  project = Project.alone(twoRevisions);
  const both = await Promise.all([project.autogen(['upgrade']), project.autogen(['upgrade'])]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.map(({ stdout }) => stdout).sort()).toEqual([
    'Nothing to upgrade: the database is at bbbb2222.\n',
    'Upgraded 2 revisions: the database is at bbbb2222.\n',
  ]);
});
