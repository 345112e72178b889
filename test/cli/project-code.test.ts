/** What a project's own files do beside what they are for: the command still answers for itself, and truthfully. */

import { outcomeOf, until } from '../process';
import { Project } from './command';
import { entity, revision, twoRevisions } from './files';
import { expectRefusal } from './refusal';

let project: Project;
afterEach(() => project.end());

const withThird = async (upgrade: string, before = '') => {
  project = await Project.onServer({
    ...twoRevisions,
    'migrations/3.js': before + revision('cccc3333', { down: 'bbbb2222', upgrade }),
  });
};

describe('process.exit', () => {
  test('in a revision that is loaded: the upgrade fails, and has done nothing', async () => {
    await withThird('', 'process.exit(0);\n');
    await expectRefusal(project, ['upgrade'], {
      code: 'revision-throws',
      message: 'Loading migrations/3.js:1 failed: Error: process.exit(0) was called.',
      hint: 'correct migrations/3.js:1',
    });
    expect(await project.has('users')).toBe(false);
  });

  test('in the middle of a revision: it is rolled back, and those before it stay', async () => {
    await withThird("op.execute('CREATE TABLE half ()'); process.exit();");
    const { code, stdout, stderr } = await project.autogen(['upgrade']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /\nerror: upgrade of revision cccc3333 failed: process\.exit\(\) was called\nThe revision was rolled back; the database is at bbbb2222\.\ncode: revision-threw\nat: migrations\/3\.js\nhint: /,
    );
    expect(await project.has('half')).toBe(false);
    expect(await project.versions()).toEqual(['bbbb2222']);
  });

  test('in the configuration, and in an entity', async () => {
    project = await Project.onServer({
      ...twoRevisions,
      'entities/users.js': `${entity('users')}\nprocess.exit(0);\n`,
    });
    await expectRefusal(project, ['check'], {
      code: 'entity-throws',
      message: /^Loading entities\/users\.js:\d+ failed: Error: process\.exit\(0\) was called\.$/,
      hint: /^correct entities\/users\.js:\d+$/,
    });
    project.write({ 'ormconfig.js': 'process.exit(3);\n' });
    await expectRefusal(project, ['check'], {
      code: 'config-throws',
      message: 'Loading ormconfig.js:1 failed: Error: process.exit(3) was called.',
      hint: 'correct ormconfig.js:1',
    });
  });
});

test('a promise that nobody settles ends the command with an error, not in silence', async () => {
  project = await Project.onServer(twoRevisions);
  project.remove('ormconfig.js');
  project.write({ 'ormconfig.mjs': 'await new Promise(() => undefined);\nexport default {};\n' });
  await expectRefusal(project, ['check'], {
    code: 'ended-early',
    message:
      'The command came to no end: it waits for something that cannot happen any more, as for a promise that nobody settles.',
    hint: 'look for an await at the top of the configuration, an entity or a revision',
  });
});

test('what is printed is no part of the answer, by whichever way', async () => {
  const chatter = (where: string) =>
    `console.log('log ${where}'); console.table([['table ${where}']]); process.stdout.write('raw ${where}\\n');`;
  await withThird(chatter('upgrade'), `${chatter('load')}\n`);
  const alone = await project.json(['upgrade']);
  expect(alone.object).toMatchObject({ ok: true });
  for (const said of ['log load', 'table load', 'raw load', 'log upgrade', 'raw upgrade']) {
    expect(alone.stderr).toContain(said);
  }
  const { stdout } = await project.autogen(['sql']);
  expect(stdout).toMatch(/^-- upgrade of revision aaaa1111/);
  expect(stdout).not.toMatch(/(log|raw|table) (load|upgrade)/);
});

test('a revision that never ends is left by a second Ctrl-C, and rolled back', async () => {
  await withThird("op.execute('CREATE TABLE half ()'); return new Promise(() => undefined);");
  const child = project.start(['upgrade']);
  let stderr = '';
  child.stderr!.on('data', (text) => {
    stderr += text;
  });
  const ended = outcomeOf(child);
  await until(async () => stderr.includes('cccc3333'));
  child.kill('SIGINT');
  await until(async () => stderr.includes('Ctrl-C again ends at once'));
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, stdout: '' });
  expect(await project.versions()).toEqual(['bbbb2222']);
  expect(await project.has('half')).toBe(false);
});
