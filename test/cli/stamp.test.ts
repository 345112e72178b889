/** `autogen stamp` and `autogen ensure-version`. */

import { Project } from './command';
import { revision, twoRevisions } from './files';

let project: Project;
afterEach(() => project.end());

const error = async (...args: readonly string[]) => {
  const { code, object } = await project.json(args);
  const { error } = object as { error: { code: string; message: string; hint: string } };
  const short = (text: string) => text.replaceAll(`${project.root}/`, '');
  return { exit: code, code: error.code, message: short(error.message), hint: short(error.hint) };
};

test('stamp writes rows, says from where to where, and runs nothing', async () => {
  project = await Project.onServer(twoRevisions);
  expect(await project.autogen(['stamp', 'head'])).toEqual({
    code: 0,
    stdout: 'Stamped: <base> -> bbbb2222; nothing was run.\n',
    stderr: '',
  });
  expect(await project.versions()).toEqual(['bbbb2222']);
  expect(await project.has('posts')).toBe(false);
  expect((await project.autogen(['stamp', 'bbbb'])).stdout).toBe('Nothing to stamp: the database is at bbbb2222.\n');
  expect(await project.json(['stamp', 'base'])).toMatchObject({
    code: 0,
    object: { ok: true, before: ['bbbb2222'], after: [] },
  });
  expect(await project.versions()).toEqual([]);
});

test('stamp takes a target for each branch, and refuses two of one line', async () => {
  project = await Project.onServer({ ...twoRevisions, 'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }) });
  expect((await project.autogen(['stamp', 'bbbb', 'cccc'])).stdout).toBe(
    'Stamped: <base> -> bbbb2222 and cccc3333; nothing was run.\n',
  );
  expect(await project.versions()).toEqual(['bbbb2222', 'cccc3333']);
  expect(await error('stamp', 'aaaa', 'cccc')).toEqual({
    exit: 1,
    code: 'overlapping-targets',
    message:
      'Revision cccc3333 (migrations/3.js) needs aaaa1111 (migrations/1_aaaa1111_users.js), so a database that is at the one is not at the other.',
    hint: 'autogen stamp cccc3333',
  });
  expect(await project.versions()).toEqual(['bbbb2222', 'cccc3333']);
});

test('stamp --purge forgets revisions whose files are gone', async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['stamp', 'head']);
  await project.sql("UPDATE autogen_version SET version_num = 'gone0000'");
  expect(await error('stamp', 'head')).toEqual({
    exit: 1,
    code: 'database-revision-unknown',
    message: 'The database is at revision gone0000, which no file in the migrations folder contains.',
    hint: 'get the file back, or let the table forget what it holds: autogen stamp --purge head',
  });
  expect((await project.autogen(['stamp', '--purge', 'head'])).stdout).toBe(
    'Stamped: gone0000 -> bbbb2222; nothing was run.\n',
  );
  expect(await project.versions()).toEqual(['bbbb2222']);
});

test('stamp wants to know where', async () => {
  project = Project.alone(twoRevisions);
  expect(await error('stamp')).toEqual({
    exit: 1,
    code: 'missing-argument',
    message: "Missing required argument 'revisions'.",
    hint: 'autogen stamp head    (all options: autogen stamp --help)',
  });
});

test('ensure-version makes the table, once', async () => {
  project = await Project.onServer(twoRevisions);
  expect(await project.autogen(['ensure-version'])).toEqual({
    code: 0,
    stdout: 'Made the table autogen_version.\n',
    stderr: '',
  });
  expect(await project.versions()).toEqual([]);
  expect(await project.json(['ensure-version'])).toMatchObject({
    code: 0,
    object: { ok: true, table: 'autogen_version', created: false },
  });
  expect((await project.autogen(['ensure-version'])).stdout).toBe('The table autogen_version is there.\n');
});
