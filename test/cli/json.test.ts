/** `--json`: exactly one object on stdout, whatever happens. */

import { Project } from './command';
import { entity, twoRevisions } from './files';

let project: Project;
beforeEach(async () => {
  project = await Project.onServer(twoRevisions);
});
afterEach(() => project.end());

test('of upgrade and downgrade; what they are doing is told on stderr, an object a line', async () => {
  const file = (name: string) => project.path(`migrations/${name}`);
  const users = { revision: 'aaaa1111', message: 'create users', file: file('1_aaaa1111_users.js') };
  const posts = { revision: 'bbbb2222', message: 'create posts', file: file('2_bbbb2222_posts.js') };
  const up = await project.json(['upgrade']);
  expect(up).toMatchObject({
    code: 0,
    object: {
      ok: true,
      before: [],
      after: ['bbbb2222'],
      revisions: [
        { ...users, direction: 'upgrade' },
        { ...posts, direction: 'upgrade' },
      ],
    },
  });
  const lines = up.stderr.trimEnd().split('\n');
  const ofUsers = { direction: 'upgrade', revision: 'aaaa1111' };
  const ofPosts = { direction: 'upgrade', revision: 'bbbb2222' };
  const milliseconds = expect.any(Number);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { event: 'started', ...ofUsers, index: 0, total: 2 },
    { event: 'operation', ...ofUsers, operation: 'createTable', on: 'users', milliseconds },
    { event: 'done', ...ofUsers, current: ['aaaa1111'], milliseconds },
    { event: 'started', ...ofPosts, index: 1, total: 2 },
    { event: 'operation', ...ofPosts, operation: 'createTable', on: 'posts', milliseconds },
    { event: 'done', ...ofPosts, current: ['bbbb2222'], milliseconds },
  ]);
  expect(await project.json(['downgrade', '-1'])).toMatchObject({
    code: 0,
    object: { ok: true, before: ['bbbb2222'], after: ['aaaa1111'], revisions: [{ ...posts, direction: 'downgrade' }] },
  });
});

test('of check: in sync, different, and a question', async () => {
  await project.autogen(['upgrade']);
  const base = { ok: true, against: 'database', unmanaged: [], cannotTell: [], altered: [] };
  expect(await project.json(['check'])).toMatchObject({
    code: 0,
    stderr: '',
    object: { ...base, inSync: true, differences: [], questions: [] },
  });
  project.write({ 'entities/posts.js': entity('posts', { title: "{ type: 'varchar' }" }) });
  expect(await project.json(['check'])).toMatchObject({
    code: 2,
    stderr: '',
    object: {
      ...base,
      inSync: false,
      differences: [
        { change: 'alter', kind: 'column', name: 'public.posts.title', trait: 'type', from: 'text', to: 'varchar' },
      ],
      questions: [],
    },
  });
  project.write({ 'entities/posts.js': entity('posts', { headline: "{ type: 'text' }" }) });
  expect((await project.json(['check'])).object).toEqual({
    ...base,
    inSync: false,
    differences: [],
    questions: [
      {
        lost: 'column:public.posts.title',
        candidates: ['column:public.posts.headline'],
        answers: [
          { option: 'rename', value: 'column:public.posts.title=headline' },
          { option: 'drop', value: 'column:public.posts.title' },
        ],
        flags: ['--rename column:public.posts.title=headline', '--drop column:public.posts.title'],
      },
    ],
  });
});

test('of a change of type without a conversion', async () => {
  await project.autogen(['upgrade']);
  await project.sql('ALTER TABLE posts ALTER title TYPE smallint USING NULL');
  project.write({ 'entities/posts.js': entity('posts', { title: "{ type: 'boolean' }" }) });
  expect((await project.json(['check'])).object).toMatchObject({
    inSync: false,
    differences: [{ name: 'public.posts.title', trait: 'type', from: 'smallint', to: 'boolean' }],
    questions: [
      {
        changed: 'column:public.posts.title',
        trait: 'type',
        from: 'smallint',
        to: 'boolean',
        suggestion: '"title"::integer::boolean',
        answers: [
          { option: 'using', value: 'column:public.posts.title="title"::integer::boolean' },
          { option: 'drop', value: 'column:public.posts.title' },
        ],
        flags: [`--using 'column:public.posts.title="title"::integer::boolean'`, '--drop column:public.posts.title'],
      },
    ],
  });
});

test('of revision: unchanged, undecided, dry-run, written', async () => {
  await project.autogen(['upgrade']);
  const run = (...args: string[]) => project.json(['revision', '-m', 'x', ...args]);
  expect(await run()).toMatchObject({
    code: 0,
    stderr: '',
    object: { ok: true, outcome: 'unchanged', differences: [] },
  });
  project.write({ 'entities/posts.js': entity('posts', { headline: "{ type: 'text' }" }) });
  expect(await run()).toMatchObject({
    code: 2,
    stderr: '',
    object: { ok: true, outcome: 'undecided', questions: [{ lost: 'column:public.posts.title' }] },
  });
  const answered = ['--drop', 'title', '--rev-id', 'cccc3333'];
  const written = {
    ok: true,
    revision: 'cccc3333',
    file: expect.stringContaining(project.path('migrations/')),
    text: expect.stringContaining("readonly revision = 'cccc3333';"),
    operations: expect.arrayContaining([
      {
        text: expect.stringContaining('dropColumn('),
        hazards: [{ code: 'destructive', message: 'drops the column posts.title and its values' }],
      },
    ]),
    questions: [],
  };
  expect(await run(...answered, '--dry-run')).toMatchObject({ code: 0, object: { ...written, outcome: 'dry-run' } });
  expect(project.revisions()).toHaveLength(2);
  expect(await run(...answered)).toMatchObject({ code: 0, object: { ...written, outcome: 'written' } });
  expect(project.revisions()).toHaveLength(3);
});

test('of current, heads, history and show', async () => {
  const rest = { isBranchPoint: false, isMergePoint: false, branchLabels: [], dependsOn: [], followers: [] };
  const head = {
    ...{ ...rest, isNeeded: false },
    revision: 'bbbb2222',
    downRevisions: ['aaaa1111'],
    message: 'create posts',
    createDate: '2026-11-20 15:03:20 UTC',
    file: project.path('migrations/2_bbbb2222_posts.js'),
    isHead: true,
  };
  expect((await project.json(['current'])).object).toEqual({
    ok: true,
    current: [],
    heads: ['bbbb2222'],
    atHead: false,
    altered: [],
    late: [],
  });
  await project.autogen(['upgrade']);
  expect((await project.json(['current'])).object).toEqual({
    ok: true,
    current: [head],
    heads: ['bbbb2222'],
    atHead: true,
    altered: [],
    late: [],
  });
  expect((await project.json(['heads'])).object).toEqual({ ok: true, revisions: [head] });
  expect((await project.json(['history', '-r', 'bbbb:'])).object).toEqual({ ok: true, revisions: [head] });
  const text = project.read('migrations/2_bbbb2222_posts.js');
  expect((await project.json(['show', 'head'])).object).toEqual({ ok: true, revisions: [{ ...head, text }] });
  expect((await project.json(['show', 'head', '--sql'])).object).toEqual({
    ok: true,
    revisions: [{ ...head, text, sql: expect.stringMatching(/^-- upgrade bbbb2222\nCREATE TABLE "public"\."posts" /) }],
  });
});

test('of init', async () => {
  expect((await project.json(['init'])).object).toEqual({
    ok: true,
    config: project.path('ormconfig.js'),
    migrations: project.path('migrations'),
    created: ['.gitignore'],
  });
});

test('of an error: code, message, hint and place', async () => {
  project.write({ 'migrations/3.js': 'exports.nothing = 1;' });
  const place = project.path('migrations/3.js');
  expect(await project.json(['upgrade'])).toMatchObject({
    code: 1,
    stderr: '',
    object: {
      ok: false,
      error: {
        code: 'no-revision-in-file',
        message: `${place} exports no Revision.`,
        hint: 'export one class that extends Revision, or move the file out of the migrations folder',
        at: place,
      },
    },
  });
});

test('of a decision that is missing: exit 2', async () => {
  await project.autogen(['upgrade']);
  expect(await project.json(['revision', '-m', 'x', '--drop', 'nothing'])).toMatchObject({
    code: 2,
    object: { ok: false, error: { code: 'unknown-answer' } },
  });
});
