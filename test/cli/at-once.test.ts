/** Two commands at once, as when two terminals or two deployers do the same: nothing is done twice, and nothing is lost. */

import { outcomeOf } from '../process';
import { Project } from './command';
import { entity, revision, twoRevisions } from './files';
import { expectRefusal } from './refusal';

let project: Project;
afterEach(() => project.end());

const both = (one: readonly string[], other: readonly string[]) =>
  Promise.all([one, other].map((args) => outcomeOf(project.start(args))));

/** Somebody else's revision appears while the comparison goes on. */
const meanwhile = `const { writeFileSync } = require('node:fs');
exports.autogen = {
  includeObject: () => {
    writeFileSync(__dirname + '/migrations/3_theirs.js', ${JSON.stringify(revision('cccc3333', { down: 'bbbb2222' }))});
    return true;
  },
};
`;

test('a revision that somebody else has written meanwhile stops the one that did not know it', async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['upgrade']);
  project.write({
    'entities/posts.js': entity('posts', { title: "{ type: 'text' }", body: "{ type: 'text', nullable: true }" }),
    'ormconfig.js': `${twoRevisions['ormconfig.js']}${meanwhile}`,
  });
  const { code, stdout, stderr } = await project.autogen(['revision', '-m', 'mine']);
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: migrations/3_theirs.js was written while this command ran; this one wrote nothing.\ncode: revision-added\nhint: run the command again\n',
  });
  expect(project.revisions()).toEqual(['1_aaaa1111_users.js', '2_bbbb2222_posts.js', '3_theirs.js']);
  await expectRefusal(project, ['revision', '-m', 'mine'], {
    code: 'database-not-at-head',
    message: /is at bbbb2222, and the newest revision is cccc3333\.$/,
    hint: 'autogen upgrade head',
  });
});

test('two that write at the same moment leave one new head at most, and who wrote none says so', async () => {
  project = await Project.onServer(twoRevisions);
  const args = ['revision', '-m', 'x', '--empty'];
  const outcomes = await both(args, args);
  const written = outcomes.filter(({ code }) => code === 0);
  for (const { code, stderr } of outcomes.filter((outcome) => !written.includes(outcome))) {
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('code: revision-added\n') });
  }
  expect(project.revisions()).toHaveLength(2 + written.length);
});

test('two that adopt one database leave one baseline at most, and stamp no other', async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['upgrade']);
  await project.sql('DROP TABLE autogen_version, autogen_version_history');
  project.remove('migrations');
  project.write({ 'migrations/.keep': '' });
  const outcomes = await both(['adopt', '--stamp'], ['adopt', '--stamp']);
  const files = project.revisions().filter((name) => name !== '.keep');
  expect(files.length).toBeLessThan(2);
  expect(await project.versions().catch(() => [])).toHaveLength(files.length);
  for (const { code, stderr } of outcomes) expect([0, 1]).toContain(stderr === '' ? code : 1);
  expect((await project.autogen(['adopt', '--stamp'])).code).toBe(0);
  expect(await project.versions()).toHaveLength(1);
});

test('a stamp beside an upgrade waits for it, and a downgrade too', async () => {
  project = await Project.onServer(twoRevisions);
  const [upgraded, stamped] = await both(['upgrade'], ['stamp', 'head']);
  expect([upgraded?.code, stamped?.code]).toEqual([0, 0]);
  expect(await project.versions()).toEqual(['bbbb2222']);
  const isStamped = stamped?.stdout.includes('nothing was run') === true;
  expect(await project.has('posts')).toBe(!isStamped);
  await project.sql('DROP TABLE IF EXISTS users, posts', 'DELETE FROM autogen_version');
  await project.autogen(['upgrade', '+1']);
  const outcomes = await both(['upgrade'], ['downgrade', 'base']);
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
  const versions = await project.versions();
  expect([[], ['bbbb2222']]).toContainEqual(versions);
  expect([await project.has('users'), await project.has('posts')]).toEqual([versions.length > 0, versions.length > 0]);
});
