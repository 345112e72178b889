/** Questions at a terminal. */

import { Project } from './command';
import { entity, twoRevisions } from './files';
import { inTerminal } from './terminal';

const DOWN = '\u001b[B';
const ENTER = '\r';
const CONTROL_C = '\u0003';

describe('at a terminal', () => {
  let project: Project;
  beforeEach(async () => {
    project = await Project.onServer(twoRevisions);
    await project.autogen(['upgrade']);
    project.write({ 'entities/posts.js': entity('posts', { headline: "{ type: 'text' }" }) });
  });
  afterEach(() => project.end());

  const asked = /Column public\.posts\.title is gone from the entities/;

  test('revision asks, and goes on with the answer', async () => {
    const { code, stdout } = await inTerminal(project, ['revision', '-m', 'x'], [{ when: asked, keys: ENTER }]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Wrote .*migrations\//);
    expect(stdout).toContain('> column public.posts.title → public.posts.headline');
    expect(project.revisions()).toHaveLength(3);
  });

  test('the second answer drops', async () => {
    const { stdout } = await inTerminal(project, ['revision', '-m', 'x'], [{ when: asked, keys: `${DOWN}${ENTER}` }]);
    expect(stdout).toContain('- column public.posts.title');
    expect(stdout).toContain('! DESTRUCTIVE');
  });

  test('several questions are asked one after the other', async () => {
    project.remove('entities/users.js');
    const { object } = await project.json(['revision', '-m', 'x']);
    const lost = (object as { questions: { lost: string }[] }).questions.map((question) => question.lost);
    expect([...lost].sort()).toEqual(['column:public.posts.title', 'table:public.users']);
    const answers = {
      'column:public.posts.title': { when: asked, keys: ENTER },
      'table:public.users': { when: /Table public\.users is gone from the entities/, keys: `${DOWN}${ENTER}` },
    };
    const typed = lost.map((name) => answers[name as keyof typeof answers]);
    const { code, stdout } = await inTerminal(project, ['revision', '-m', 'x'], typed);
    expect(code).toBe(0);
    expect(stdout).toContain('> column public.posts.title → public.posts.headline');
    expect(stdout).toContain("keep: ['table:public.users']");
  });

  test('Ctrl-C instead of an answer writes nothing and exits with 130', async () => {
    const { code, stdout } = await inTerminal(project, ['revision', '-m', 'x'], [{ when: asked, keys: CONTROL_C }]);
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted; nothing was written.');
    expect(project.revisions()).toHaveLength(2);
  });

  test.each([
    ['in CI', [], { CI: 'true' }],
    ['with --json', ['--json'], {}],
  ])('nobody is asked %s', async (_when, more, env) => {
    const { code, stdout } = await inTerminal(project, ['revision', '-m', 'x', ...more], [], env);
    expect(code).toBe(2);
    expect(stdout).toContain('--rename column:public.posts.title=headline');
  });

  describe('a change of type without a conversion', () => {
    beforeEach(async () => {
      project.write({ 'entities/posts.js': entity('posts', { title: "{ type: 'boolean' }" }) });
      await project.sql('ALTER TABLE posts ALTER title TYPE smallint USING NULL; INSERT INTO posts (title) VALUES (3)');
    });
    const changes = /Column public\.posts\.title changes its type from smallint to boolean/;
    const expression = /SQL of the new value, a boolean/;

    test.each([
      ['as it is suggested', ENTER, '"title"::integer::boolean'],
      ['as it is typed', `\u0015title > 2${ENTER}`, 'title > 2'],
    ])('takes an expression %s', async (_how, typed, using) => {
      const { code, stdout } = await inTerminal(
        project,
        ['revision', '-m', 'x'],
        [
          { when: changes, keys: ENTER },
          { when: expression, keys: typed },
        ],
      );
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/Wrote .*migrations\//) });
      const written = project.revisions().find((name) => !(`migrations/${name}` in twoRevisions)) as string;
      expect(project.read(`migrations/${written}`)).toContain(`using: sql\`${using}\``);
    });

    test('is left to the person who asks for that: exit 2, and how to go on', async () => {
      const keys = `${DOWN}${DOWN}${ENTER}`;
      const { code, stdout } = await inTerminal(project, ['revision', '-m', 'x'], [{ when: changes, keys }]);
      expect(code).toBe(2);
      expect(stdout).toContain('or by hand: autogen revision --empty -m "…"');
      expect(project.revisions()).toHaveLength(2);
    });

    test('Ctrl-C instead of an expression writes nothing and exits with 130', async () => {
      const { code } = await inTerminal(
        project,
        ['revision', '-m', 'x'],
        [
          { when: changes, keys: ENTER },
          { when: expression, keys: CONTROL_C },
        ],
      );
      expect(code).toBe(130);
      expect(project.revisions()).toHaveLength(2);
    });
  });

  test('a label that is gone from an enum is renamed, replaced or dropped', async () => {
    const status = (...labels: readonly string[]) =>
      entity('posts', { title: "{ type: 'text' }", status: `{ type: 'enum', enum: ${JSON.stringify(labels)} }` });
    project.write({ 'entities/posts.js': status('draft', 'done') });
    await project.autogen(['revision', '-m', 'a status']);
    await project.autogen(['upgrade']);
    project.write({ 'entities/posts.js': status('fresh', 'done') });
    const when = /Label public\.posts_status_enum\.draft of an enum is gone from the entities; fresh is new\./;
    const answered = async (keys: string) => {
      const { code, stdout } = await inTerminal(project, ['revision', '-m', 'x', '--dry-run'], [{ when, keys }]);
      expect(code).toBe(0);
      return stdout;
    };
    const first = await answered(ENTER);
    expect(first).toContain('Renamed: public.posts_status_enum.draft → fresh');
    expect(first).toContain('Replaced: done in all rows that have public.posts_status_enum.draft');
    expect(first).toContain('Dropped: the upgrade fails where a row has public.posts_status_enum.draft');
    expect(first).toContain("op.renameEnumValue('posts_status_enum', 'draft', 'fresh')");
    expect(await answered(`${DOWN}${ENTER}`)).toContain("map: { draft: 'done' }");
    expect(await answered(`${DOWN}${DOWN}${ENTER}`)).toContain("from: type('posts_status_enum__old'");
  });

  test('text is coloured, unless NO_COLOR is set', async () => {
    const CSI = '\u001b[';
    expect((await inTerminal(project, ['history'])).stdout).toContain(CSI);
    expect((await inTerminal(project, ['history'], [], { NO_COLOR: '1' })).stdout).not.toContain(CSI);
    expect((await inTerminal(project, ['history', '--color', 'never'])).stdout).not.toContain(CSI);
  });
});
