/** `autogen merge`: what it joins, what it reports instead, and that the result runs. */

import { Project } from './command';
import { config, entity, type RevisionText, revision, twoRevisions } from './files';
import { expectRefusal } from './refusal';

let project: Project;
afterEach(() => project.end());

const title = (name: string) => `op.addColumn('posts', '${name}', { type: 'text' });`;
const noTitle = (name: string) => `op.dropColumn('posts', '${name}');`;

/** Two revisions, and two that follow the second one. */
function forked(one: RevisionText, other: RevisionText, more: Readonly<Record<string, string>> = {}): Project {
  return Project.alone(filesOf(one, other, more));
}

function filesOf(one: RevisionText, other: RevisionText, more: Readonly<Record<string, string>> = {}) {
  return {
    ...twoRevisions,
    'migrations/3.js': revision('cccc3333', { down: 'bbbb2222', ...one }),
    'migrations/4.js': revision('dddd4444', { down: 'bbbb2222', ...other }),
    ...more,
  };
}

const body = { upgrade: title('body'), downgrade: noTitle('body') };
const locale = { upgrade: title('locale'), downgrade: noTitle('locale') };

test('independent heads are joined at once, and the database follows', async () => {
  project = await Project.onServer({
    ...filesOf(body, locale),
    'entities/posts.js': entity('posts', {
      title: "{ type: 'text' }",
      body: "{ type: 'text', nullable: true }",
      locale: "{ type: 'text', nullable: true }",
    }),
  });
  const merged = await project.autogen(['merge', '-m', 'join body and locale', '--rev-id', 'eeee5555']);
  const file = project.revisions().find((name) => name.includes('eeee5555'));
  expect(file).toMatch(/^20\d\d_\d\d_\d\d_\d{4}-eeee5555_join_body_and_locale\.ts$/);
  expect(merged).toEqual({
    code: 0,
    stdout: `Wrote migrations/${file}\n  joins cccc3333 and dddd4444\nReview it, then run: autogen upgrade head\n`,
    stderr: '',
  });
  const text = project.read(`migrations/${file}`);
  expect(text).toContain("readonly downRevision: readonly string[] = ['cccc3333', 'dddd4444'];");
  expect(text).toContain(' * Revises: cccc3333, dddd4444\n');
  expect(text).toContain('upgrade(_op: Operations): void {}');

  expect((await project.autogen(['upgrade', 'head'])).code).toBe(0);
  expect(await project.versions()).toEqual(['eeee5555']);
  expect((await project.autogen(['check'])).code).toBe(0);
  expect((await project.autogen(['downgrade', '-1'])).code).toBe(0);
  expect(await project.versions()).toEqual(['cccc3333', 'dddd4444']);
});

test('the message says which heads are joined, where nobody says another', async () => {
  project = forked(body, locale);
  await project.autogen(['merge', 'cccc', 'dddd', '--rev-id', 'eeee5555', '--branch-label', 'main']);
  const [file = ''] = project.revisions().filter((name) => name.endsWith('.ts'));
  expect(file).toMatch(/-eeee5555_merge_cccc3333_and_dddd4444\.ts$/);
  expect(project.read(`migrations/${file}`)).toContain("readonly branchLabels: readonly string[] = ['main'];");
});

test('heads that touch the same object are reported, and nothing is written', async () => {
  project = forked(
    { upgrade: "op.renameTable('posts', 'articles');" },
    { upgrade: `${title('body')}\n op.createTable('tags', { columns: { id: { type: 'integer' } } });` },
  );
  const before = project.files();
  const report =
    '! table public.posts\n' +
    '    cccc3333:\n' +
    "      renameTable('posts', 'articles') in cccc3333 (migrations/3.js)\n" +
    '    dddd4444:\n' +
    "      addColumn('posts', 'body') in dddd4444 (migrations/4.js)\n";
  expect(await project.autogen(['merge'])).toEqual({
    code: 2,
    stdout:
      'Heads touch the same objects; nothing was written.\n' +
      report +
      'Correct one of them, or let it follow the other by its downRevision.\n' +
      'If both may stand, in any order: autogen merge cccc3333 dddd4444 --allow-overlap\n',
    stderr: '',
  });
  expect(project.files()).toEqual(before);
  expect(await project.json(['merge', 'heads'])).toMatchObject({
    code: 2,
    object: {
      ok: true,
      outcome: 'overlapping',
      heads: [{ revision: 'cccc3333' }, { revision: 'dddd4444' }],
      overlaps: [
        {
          object: 'table:public.posts',
          sides: [
            { head: 'cccc3333', operations: [{ revision: 'cccc3333', operation: "renameTable('posts', 'articles')" }] },
            { head: 'dddd4444', operations: [{ revision: 'dddd4444', operation: "addColumn('posts', 'body')" }] },
          ],
        },
      ],
      cannotTell: [],
    },
  });
  const allowed = await project.autogen(['merge', 'cccc3333', 'dddd4444', '--allow-overlap']);
  expect(allowed).toMatchObject({ code: 0, stdout: expect.stringContaining(report) });
  expect((await project.autogen(['heads'])).stdout).toMatch(/^\w{12} \(head\), merge cccc3333 and dddd4444\n$/);
});

test('what nobody can tell is said, and what is known beside it is compared', async () => {
  project = forked(
    { upgrade: `op.execute('UPDATE posts SET title = 1');\n ${title('body')}` },
    { upgrade: `return op.query('SELECT 1').then(() => { ${title('locale')} });` },
  );
  const told =
    "? Nobody can tell what this touches: cccc3333 (migrations/3.js): execute('UPDATE posts SET title = 1')\n" +
    '? Nobody can tell what this touches: dddd4444 (migrations/4.js): op.query: what it does afterwards depends on the answer\n';
  const merged = await project.autogen(['merge', '--rev-id', 'eeee5555']);
  expect(merged).toMatchObject({ code: 0, stdout: expect.stringContaining(told) });
  expect(project.revisions()).toHaveLength(5);
});

test('what both heads share is no matter', async () => {
  project = Project.alone({
    'ormconfig.js': config,
    'migrations/1.js': revision('aaaa1111', { upgrade: title('body') }),
    'migrations/2.js': revision('bbbb2222', { down: 'aaaa1111', upgrade: title('locale') }),
    'migrations/3.js': revision('cccc3333', { down: 'aaaa1111', upgrade: title('state') }),
    // Depends on the other head, so what that does is no news to it.
    'migrations/4.js': revision('dddd4444', { down: 'cccc3333', dependsOn: ['bbbb2222'], upgrade: noTitle('locale') }),
  });
  expect(await project.autogen(['merge'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('  joins bbbb2222 and dddd4444\n'),
  });
  expect((await project.json(['heads'])).object).toMatchObject({ revisions: [{ isHead: true }] });
});

test('one head, or none, is nothing to merge', async () => {
  project = Project.alone(twoRevisions);
  expect(await project.autogen(['merge'])).toEqual({
    code: 0,
    stdout: 'There is one head, bbbb2222: nothing to merge.\n',
    stderr: '',
  });
  expect((await project.autogen(['merge', 'base'])).stdout).toBe('There is one head, bbbb2222: nothing to merge.\n');
  project.remove('migrations/1_aaaa1111_users.js');
  project.remove('migrations/2_bbbb2222_posts.js');
  expect(await project.autogen(['merge'])).toMatchObject({
    code: 0,
    stdout: 'There are no heads: nothing to merge.\n',
  });
});

test('one head of several is too few', async () => {
  project = Project.alone({ ...twoRevisions, 'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }) });
  const refusal = {
    ...{ code: 'multiple-heads', hint: 'autogen merge' },
    message:
      'One head was given, bbbb2222, and a merge joins several; there are 2: bbbb2222 (migrations/2_bbbb2222_posts.js), cccc3333 (migrations/3.js).',
  };
  await expectRefusal(project, ['merge', 'bbbb'], refusal);
  const message = refusal.message.replace('One head was given, bbbb2222,', 'No head was given,');
  await expectRefusal(project, ['merge', 'base'], { ...refusal, message });
  project.write({ 'migrations/4.js': revision('dddd4444', { down: 'aaaa1111' }) });
  await expectRefusal(project, ['merge', 'cccc'], {
    ...{ code: 'multiple-heads', message: /there are 3: / },
    hint: 'autogen merge, or name those to join: autogen merge cccc3333 bbbb2222',
  });
});

describe('refuses', () => {
  test.each([
    [
      'what is no head',
      ['bbbb2222', 'cccc3333'],
      'not-a-head',
      'Revision bbbb2222 (migrations/2_bbbb2222_posts.js) is no head: cccc3333 and dddd4444 follow it.',
      'autogen merge joins heads; they are listed by: autogen heads',
    ],
    [
      'what no revision is called',
      ['zzzz', 'cccc3333'],
      'unknown-target',
      expect.stringMatching(/^No revision or branch label is "zzzz"\. The newest: /),
      'autogen history',
    ],
    [
      'an id that is taken',
      ['--rev-id', 'aaaa1111'],
      'duplicate-revision',
      expect.stringMatching(/^Revision aaaa1111 is in two files: /),
      expect.any(String),
    ],
    [
      'a label that is taken',
      ['--branch-label', 'aaaa1111'],
      'duplicate-branch-label',
      expect.stringMatching(/^The branch label aaaa1111 in .* is the id of the revision in /),
      expect.any(String),
    ],
    [
      'an id that no target could name',
      ['--rev-id', 'a-b'],
      'invalid-revision-id',
      expect.stringMatching(/^"a-b" in .* cannot be a revision id or a branch label\.$/),
      expect.any(String),
    ],
  ])('%s', async (_name, args, code, message, hint) => {
    project = forked(body, locale);
    const before = project.files();
    const { code: exit, object } = await project.json(['merge', ...args]);
    const { error } = object as { error: { code: string; message: string; hint: string } };
    const short = (text: string) => text.replaceAll(`${project.root}/`, '');
    expect({ exit, code: error.code, message: short(error.message), hint: error.hint }).toEqual({
      exit: 1,
      code,
      message,
      hint,
    });
    expect(project.files()).toEqual(before);
  });
});
