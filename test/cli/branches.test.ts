/** Branches on the command line: where new revisions go, and how the graph is shown. */

import { Project } from './command';
import { entity, revision, twoRevisions } from './files';

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
    project = Project.alone(forked);
    const found = await error('revision', '--empty', '-m', 'x', ...words.split(' '));
    const like = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text));
    expect(found).toEqual({ exit: 1, code, message: like(message), hint: like(hint) });
    expect(project.revisions()).toHaveLength(4);
  });
});
