/** Branches on the command line: where new revisions go, and how the graph is shown. */

import { Project } from './command';
import { config, entity, revision, twoRevisions } from './files';
import { inTerminal } from './terminal';

let project: Project;
afterEach(() => project.end());

const error = async (...args: readonly string[]) => {
  const { code, object } = await project.json(args);
  const { error } = object as { error: { code: string; message: string; hint: string } };
  const short = (text: string) => text.replaceAll(`${project.root}/`, '');
  return { exit: code, code: error.code, message: short(error.message), hint: short(error.hint) };
};

/** The head of a revision that was written. */
function headOf(id: string): string[] {
  const file = project.revisions().find((name) => name.includes(id));
  const text = project.read(`migrations/${file}`);
  return text.match(/^ {2}readonly .*;$/gm)!.map((line) => line.trim().replace(/^readonly /, ''));
}

//          ┌── bbbb2222 (posts)
// aaaa1111 ┤
//          └── cccc3333 ── dddd4444 (billing), needs bbbb2222
const forked = {
  ...twoRevisions,
  'migrations/3.js': revision('cccc3333', { down: 'aaaa1111', labels: ['billing'] }),
  'migrations/4.js': revision('dddd4444', { down: 'cccc3333', dependsOn: ['bbbb2222'] }),
};

/** None of its heads depends on another one. */
const twoHeads = {
  ...forked,
  'migrations/5.js': revision('eeee5555', { down: 'bbbb2222' }),
};

describe('revision', () => {
  test('follows the head that is named, by id or by branch', async () => {
    project = Project.alone(forked);
    const empty = ['revision', '--empty', '-m', 'more'];
    expect((await project.autogen([...empty, '--rev-id', 'eeee5555', '--head', 'billing@head'])).code).toBe(0);
    expect(headOf('eeee5555')).toEqual([
      "revision = 'eeee5555';",
      "downRevision = 'dddd4444';",
      'branchLabels: readonly string[] = [];',
      'dependsOn: readonly string[] = [];',
    ]);
    expect((await project.autogen([...empty, '--rev-id', 'ffff6666', '--head', 'bbbb'])).code).toBe(0);
    expect(headOf('ffff6666')[1]).toBe("downRevision = 'bbbb2222';");
  });

  test('begins another line at base, with a label, and depends on others', async () => {
    project = Project.alone(forked);
    const { code } = await project.autogen([
      ...['revision', '--empty', '-m', 'search', '--rev-id', 'eeee5555', '--head', 'base'],
      ...['--branch-label', 'search', '--branch-label', 'find', '--depends-on', 'bbbb', '--depends-on', 'billing'],
    ]);
    expect(code).toBe(0);
    expect(headOf('eeee5555')).toEqual([
      "revision = 'eeee5555';",
      'downRevision: string | null = null;',
      "branchLabels: readonly string[] = ['search', 'find'];",
      "dependsOn: readonly string[] = ['bbbb2222', 'billing'];",
    ]);
    expect((await project.autogen(['history', '-r', 'search@head:'])).stdout).toContain('eeee5555');
  });

  test('begins a branch at a revision that is no head with --splice only', async () => {
    project = Project.alone(forked);
    const words = ['revision', '--empty', '-m', 'x', '--rev-id', 'eeee5555', '--head', 'aaaa'];
    expect(await error(...words)).toEqual({
      exit: 1,
      code: 'not-a-head',
      message: 'Revision aaaa1111 (migrations/1_aaaa1111_users.js) is no head: bbbb2222 and cccc3333 follow it.',
      hint: 'autogen revision --head aaaa1111 --splice begins a branch there',
    });
    expect(project.revisions()).toHaveLength(4);
    expect((await project.autogen([...words, '--splice'])).code).toBe(0);
    expect(headOf('eeee5555')[1]).toBe("downRevision = 'aaaa1111';");
  });

  test('goes to the folder of what it follows, or to another one of the settings', async () => {
    project = Project.alone({
      ...forked,
      'ormconfig.js': `${config}exports.autogen = { versionLocations: ['billing', 'search'] };\n`,
      'billing/1.js': revision('eeee5555', { down: 'dddd4444' }),
      'search/.keep': '',
    });
    const empty = ['revision', '--empty', '-m', 'x', '--rev-id'];
    const written = async (...words: readonly string[]) => (await project.autogen([...empty, ...words])).stdout;
    expect(await written('ffff6666', '--head', 'eeee')).toMatch(/^Wrote billing\/20.*-ffff6666_x\.ts\n/);
    expect(await written('ffff7777', '--head', 'bbbb')).toMatch(/^Wrote migrations\//);
    expect(await written('ffff8888', '--head', 'base')).toMatch(/^Wrote migrations\//);
    expect(await written('ffff9999', '--head', 'base', '--version-path', 'search')).toMatch(/^Wrote search\//);
    expect((await project.autogen(['merge', 'ffff6666', 'ffff7777'])).stdout).toMatch(/^Wrote billing\//);
    expect(await error('revision', '--empty', '-m', 'x', '--head', 'base', '--version-path', 'elsewhere')).toEqual({
      exit: 1,
      code: 'unknown-version-path',
      message: 'No revisions are read from elsewhere, only from migrations and billing and search.',
      hint: 'add it to versionLocations in the settings, or name another one: --version-path search',
    });
  });

  test('compares as ever, and is proved behind all others', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }),
      'entities/posts.js': entity('posts', { title: "{ type: 'text' }", body: "{ type: 'text', nullable: true }" }),
    });
    await project.autogen(['upgrade', 'heads']);
    const words = ['--rev-id', 'eeee5555', '--head', 'cccc', '--depends-on', 'bbbb'];
    const written = await project.autogen(['revision', '-m', 'body', ...words]);
    expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('Proved on a throw-away server') });
    expect((await project.autogen(['upgrade', 'heads'])).code).toBe(0);
    expect(await project.versions()).toEqual(['eeee5555']);
  }, 60_000);

  test.each([
    ['--head zzzz', 'unknown-target', /^No revision or branch label is "zzzz"/, 'autogen history'],
    [
      '--head billing@bbbb2222',
      'wrong-branch',
      'Revision bbbb2222 is not on the branch billing.',
      'autogen show bbbb2222',
    ],
    ...['heads', 'heads --splice', 'heads --depends-on aaaa'].map(
      (words) =>
        [
          `--head ${words}`,
          'multiple-heads',
          'heads means 2 heads, and only a merge joins heads, having looked whether they touch the same objects: dddd4444 (migrations/4.js), eeee5555 (migrations/5.js).',
          'autogen merge heads, or name one of them: --head dddd4444',
        ] as const,
    ),
    [
      '--head billing@head --depends-on base',
      'invalid-target',
      'base is no revision that another one could depend on.',
      'name a revision or a branch label: --depends-on cfcc4fd02d18',
    ],
    [
      '--head billing@head --depends-on zzzz',
      'unknown-target',
      /^No revision or branch label is "zzzz"/,
      'autogen history',
    ],
    [
      '--head billing@head --branch-label billing',
      'duplicate-branch-label',
      /^The branch label billing is in two files: /,
      /^choose another label in /,
    ],
    [
      '--head billing@head --branch-label head',
      'invalid-revision-id',
      /^"head" in .* cannot be a revision id or a branch label\.$/,
      /^use letters, digits and underscores/,
    ],
  ] as const)('with %s is refused', async (words, code, message, hint) => {
    project = Project.alone(words.includes('heads') ? twoHeads : forked);
    const before = project.revisions();
    const found = await error('revision', '--empty', '-m', 'x', ...words.split(' '));
    const like = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text));
    expect(found).toEqual({ exit: 1, code, message: like(message), hint: like(hint) });
    expect(project.revisions()).toEqual(before);
  });
});

describe('the graph is shown', () => {
  const merged = {
    ...forked,
    'migrations/5.js': revision('eeee5555', { down: ['bbbb2222', 'dddd4444'], message: 'join' }),
  };

  test('by history: labels, needs, where it forks and joins', async () => {
    project = Project.alone(merged);
    expect(await project.autogen(['history'])).toEqual({
      code: 0,
      stdout:
        'bbbb2222, dddd4444 -> eeee5555 (billing) (head) (mergepoint), join\n' +
        'cccc3333 (bbbb2222) -> dddd4444 (billing), do dddd4444\n' +
        'aaaa1111 -> cccc3333 (billing), do cccc3333\n' +
        'aaaa1111 -> bbbb2222, create posts\n' +
        '<base> -> aaaa1111 (branchpoint), create users\n',
      stderr: '',
    });
    expect((await project.autogen(['history', '-r', 'cccc:dddd'])).stdout).toBe(
      'cccc3333 (bbbb2222) -> dddd4444 (billing), do dddd4444\naaaa1111 -> cccc3333 (billing), do cccc3333\n',
    );
  });

  test('by history -v: where each is written', async () => {
    project = Project.alone(merged);
    const { stdout } = await project.autogen(['history', '-v', '-r', 'dddd4444:']);
    const date = 'Create date: 2026-11-20 15:03:20 UTC\n';
    expect(stdout).toBe(
      'Rev: eeee5555 (billing) (head) (mergepoint)\nMerges: bbbb2222, dddd4444\nPath: migrations/5.js\n' +
        `${date}Message: join\n\n` +
        'Rev: dddd4444 (billing)\nParent: cccc3333\nAlso depends on: bbbb2222\nPath: migrations/4.js\n' +
        `${date}Message: do dddd4444\n`,
    );
    expect((await project.autogen(['history', '-v', '-r', ':aaaa'])).stdout).toContain(
      'Rev: aaaa1111 (branchpoint)\nParent: <base>\nBranches into: bbbb2222, cccc3333\nPath: ',
    );
  });

  test('by history -i: where the database is', async () => {
    project = await Project.onServer(merged);
    await project.autogen(['stamp', 'bbbb', 'cccc']);
    expect((await project.autogen(['history', '-i', '-r', ':dddd'])).stdout).toBe(
      'cccc3333 (bbbb2222) -> dddd4444 (billing), do dddd4444\n' +
        'aaaa1111 -> cccc3333 (billing) (current), do cccc3333\n' +
        'aaaa1111 -> bbbb2222 (current), create posts\n' +
        '<base> -> aaaa1111 (branchpoint), create users\n',
    );
    const { object } = await project.json(['history', '-i', '-r', 'current:']);
    expect(object).toMatchObject({
      revisions: [
        { revision: 'eeee5555', isCurrent: false, isMergePoint: true },
        { revision: 'dddd4444', isCurrent: false, dependsOn: ['bbbb2222'] },
        { revision: 'cccc3333', isCurrent: true, branchLabels: ['billing'] },
        { revision: 'bbbb2222', isCurrent: true },
      ],
    });
    await project.sql("UPDATE autogen_version SET version_num = 'gone0000' WHERE version_num = 'cccc3333'");
    expect(await error('history', '-i')).toMatchObject({ exit: 1, code: 'database-revision-unknown' });
  });

  test('by heads --resolve-dependencies: only those that no other one depends on', async () => {
    project = Project.alone(forked);
    expect((await project.json(['heads'])).object).toMatchObject({
      revisions: [{ revision: 'bbbb2222', isNeeded: true }, { revision: 'dddd4444' }],
    });
    expect((await project.autogen(['heads', '--resolve-dependencies'])).stdout).toBe(
      'dddd4444 (billing) (head), do dddd4444\n',
    );
  });

  test('by heads: one that another depends on is an effective head', async () => {
    project = Project.alone(forked);
    expect((await project.autogen(['heads'])).stdout).toBe(
      'bbbb2222 (effective head), create posts\ndddd4444 (billing) (head), do dddd4444\n',
    );
    expect((await project.autogen(['heads', '-v'])).stdout).toMatch(
      /^Rev: bbbb2222 \(effective head\)\nParent: aaaa1111\nPath: /,
    );
  });

  test('by branches: each point with what follows', async () => {
    project = Project.alone(merged);
    const points =
      'aaaa1111 (branchpoint), create users\n' +
      '         -> bbbb2222, create posts\n' +
      '         -> cccc3333 (billing), do cccc3333\n';
    expect(await project.autogen(['branches'])).toEqual({ code: 0, stdout: points, stderr: '' });
    expect((await project.autogen(['branches', '-v'])).stdout).toMatch(
      /^Rev: aaaa1111 \(branchpoint\)\nParent: <base>\nBranches into: bbbb2222, cccc3333\nPath: .*\n(.*\n)+ {9}-> bbbb2222/,
    );
    expect((await project.json(['branches'])).object).toMatchObject({
      revisions: [{ revision: 'aaaa1111', branches: [{ revision: 'bbbb2222' }, { revision: 'cccc3333' }] }],
    });
    project.end();
    project = Project.alone(twoRevisions);
    expect(await project.autogen(['branches'])).toEqual({ code: 0, stdout: '', stderr: 'There are no branches.\n' });
  });

  test('by current: --check-heads fails unless the database is at all heads', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }),
    });
    await project.autogen(['stamp', 'bbbb']);
    const line = 'bbbb2222 (head), create posts\n';
    expect(await project.autogen(['current'])).toEqual({
      code: 0,
      stdout: line,
      stderr: 'Not at head; the way there: autogen upgrade heads\n',
    });
    expect(await project.autogen(['current', '--check-heads'])).toEqual({
      code: 1,
      stdout: line,
      stderr:
        'error: The database is at bbbb2222, and the newest revisions are bbbb2222 and cccc3333.\n' +
        'code: database-not-at-head\nhint: autogen upgrade heads\n',
    });
    await project.autogen(['stamp', 'heads']);
    expect(await project.autogen(['current', '--check-heads'])).toEqual({
      code: 0,
      stdout: `${line}cccc3333 (head), do cccc3333\n`,
      stderr: '',
    });
    expect((await project.autogen(['current', '-v'])).stdout).toMatch(
      /^Rev: bbbb2222 \(head\)\nParent: aaaa1111\nPath: (.*\n)+\nRev: cccc3333 \(head\)\n/,
    );
  });
});

test('upgrade to what the database is past says so, and how to get there: exit 2', async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['upgrade']);
  expect(await project.autogen(['upgrade', 'aaaa'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: The database is past revision aaaa1111: nothing to upgrade.\ncode: target-behind\n' +
      'hint: autogen downgrade aaaa1111\n',
  });
  for (const args of [
    ['upgrade', 'base'],
    ['upgrade', 'base', '--dry-run'],
  ]) {
    expect(await project.autogen(args)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: The database is past base: nothing to upgrade.\ncode: target-behind\nhint: autogen downgrade base\n',
    });
  }
  expect(await project.versions()).toEqual(['bbbb2222']);
});

test('upgrade head with several heads names them, and the command that joins them', async () => {
  project = await Project.onServer({ ...twoRevisions, 'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }) });
  expect(await project.autogen(['upgrade', 'head'])).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: head could be any of 2 heads: bbbb2222 (migrations/2_bbbb2222_posts.js), cccc3333 (migrations/3.js).\n' +
      'code: multiple-heads\n' +
      'hint: name one of them (bbbb2222 or cccc3333), take all of them with heads, or join them: autogen merge\n',
  });
  expect(await project.has('users')).toBe(false);
});

describe('check', () => {
  test('fails where there are several heads, unless a flag or a setting allows them', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'migrations/3.js': revision('cccc3333', { down: 'aaaa1111' }),
    });
    await project.autogen(['upgrade', 'heads']);
    const refused = {
      exit: 1,
      code: 'multiple-heads',
      message:
        'There are 2 heads, and nobody has said what they come to together: bbbb2222 (migrations/2_bbbb2222_posts.js), cccc3333 (migrations/3.js).',
      hint: 'autogen merge, or allow them: autogen check --allow-multiple-heads',
    };
    expect(await error('check')).toEqual(refused);
    expect(await error('check', '--against', 'migrations')).toEqual(refused);
    expect((await project.autogen(['check', '--allow-multiple-heads'])).code).toBe(0);
    const settings = `${config}exports.autogen = { allowMultipleHeads: true };\n`;
    project.write({ 'ormconfig.js': settings });
    expect((await project.autogen(['check'])).code).toBe(0);
    project.write({ 'ormconfig.js': settings.replace('true', '1') });
    expect(await error('check')).toMatchObject({
      code: 'settings-invalid',
      message: expect.stringContaining('`allowMultipleHeads` must be true or false, not 1'),
    });
    project.write({ 'ormconfig.js': config });
    expect((await project.autogen(['merge'])).code).toBe(0);
    expect((await project.autogen(['upgrade'])).code).toBe(0);
    expect((await project.autogen(['check'])).code).toBe(0);
  }, 60_000);
});

describe('edit', () => {
  const editor = { EDITOR: 'sh -c \'echo // edited >> "$1"\' editor' };

  test('opens the file in the editor, with its arguments', async () => {
    project = Project.alone({ ...twoRevisions, 'migrations/3 é.js': revision('cccc3333', { down: 'bbbb2222' }) });
    const { code, stdout } = await inTerminal(project, ['edit', 'head'], [], editor);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Edited migrations/3 é.js\r\n' });
    expect(project.read('migrations/3 é.js')).toMatch(/\n\/\/ edited\n$/);
    expect((await inTerminal(project, ['edit', 'aaaa'], [], { ...editor, VISUAL: 'true' })).code).toBe(0);
    expect(project.read('migrations/1_aaaa1111_users.js')).not.toContain('edited');
  });

  test('says what the editor came to', async () => {
    project = Project.alone(twoRevisions);
    const { code, stdout } = await inTerminal(project, ['edit', 'head'], [], { EDITOR: 'exit 3;', NO_COLOR: '1' });
    expect(code).toBe(1);
    expect(stdout).toContain('The editor exit 3; failed on migrations/2_bbbb2222_posts.js: it ended with exit code 3.');
    expect(stdout).toContain('code: editor-failed');
    expect(stdout).toContain('hint: say which editor to use in VISUAL or EDITOR, then run the command again');
  });

  test('needs an editor, a terminal and a revision', async () => {
    project = Project.alone(twoRevisions);
    const file = 'migrations/2_bbbb2222_posts.js';
    expect(await project.autogen(['edit', 'head'], { env: { VISUAL: '', EDITOR: '' } })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `error: Neither VISUAL nor EDITOR says with which editor to open ${file}.\ncode: no-editor\n` +
        'hint: EDITOR=vi autogen edit head\n',
    });
    expect(await project.autogen(['edit', 'head'], { env: { EDITOR: 'vi' } })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `error: There is no terminal for the editor (vi) to open ${file} in.\ncode: no-terminal\n` +
        'hint: open the file yourself, or run the command in a terminal, without --json and with CI unset\n',
    });
    expect(await error('edit', 'base')).toEqual({
      exit: 1,
      code: 'nothing-to-edit',
      message: 'base names no revision.',
      hint: 'autogen history',
    });
  });
});
