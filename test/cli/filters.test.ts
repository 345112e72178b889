/** Filters in the settings, through the command: against the database and against the revisions. */

import { Project } from './command';
import { config, entity, revision, twoRevisions } from './files';

const settings = (text: string) => `${config}exports.autogen = ${text};\n`;

let project: Project;
afterEach(() => project.end());

test('what an entity has beyond the revisions is no drift where it is left out, whatever is compared', async () => {
  project = await Project.onServer({
    ...twoRevisions,
    'entities/votes.js': entity('votes'),
    'ormconfig.js': settings(`{ exclude: [{ table: 'votes' }, { table: 'old_*' }] }`),
  });
  await project.autogen(['upgrade']);
  await project.sql('CREATE TABLE old_votes (id integer)');
  for (const against of ['database', 'migrations']) {
    const { code, object } = await project.json(['check', '--against', against]);
    expect(code).toBe(0);
    expect(object).toMatchObject({ inSync: true, differences: [], questions: [], unmanaged: [] });
    expect(await project.autogen(['revision', '-m', 'nothing', '--against', against])).toMatchObject({ code: 0 });
  }
  expect(project.revisions()).toHaveLength(2);

  project.write({ 'ormconfig.js': config });
  for (const against of ['database', 'migrations']) {
    expect((await project.autogen(['check', '--against', against])).code).toBe(2);
  }
});

test('a table that revisions made is neither asked about nor dropped when it is left out and its entity is gone', async () => {
  project = await Project.onServer(twoRevisions);
  await project.autogen(['upgrade']);
  project.remove('entities/posts.js');
  for (const against of ['database', 'migrations']) {
    project.write({ 'ormconfig.js': config });
    expect((await project.autogen(['check', '--against', against])).code).toBe(2);
    project.write({ 'ormconfig.js': settings(`{ includeObject: ({ table }) => table !== 'posts' }`) });
    expect((await project.autogen(['check', '--against', against])).code).toBe(0);
  }
});

test('a foreign key to a table that is left out and not there is refused before a file is written', async () => {
  const votes = entity('votes', { postId: "{ type: 'integer' }" }).replace(
    '  columns: {',
    `  relations: { post: { type: 'many-to-one', target: 'posts', joinColumn: { name: 'postId', foreignKeyConstraintName: 'FK' } } },\n  columns: {`,
  );
  project = await Project.onServer({
    'ormconfig.js': settings(`{ exclude: [{ table: 'posts' }] }`),
    'entities/posts.js': entity('posts'),
    'entities/votes.js': votes,
    'migrations/1_aaaa1111_nothing.js': revision('aaaa1111'),
  });
  await project.autogen(['upgrade']);
  const refused = await project.autogen(['revision', '-m', 'votes']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'The foreign key public.votes."FK" needs the table public.posts, which is left out of the comparison and not in the database.',
  );
  expect(project.revisions()).toHaveLength(1);
  await project.sql('CREATE TABLE posts (id integer PRIMARY KEY)');
  expect(await project.autogen(['revision', '-m', 'votes'])).toMatchObject({ code: 0 });
  expect(await project.autogen(['upgrade'])).toMatchObject({ code: 0 });
  expect(await project.autogen(['check'])).toMatchObject({ code: 0 });
});

test('bad filters and a function that fails are one error that names the file', async () => {
  project = await Project.onServer({
    ...twoRevisions,
    'ormconfig.js': settings(`{ exclude: [{ kind: 'tabel' }], include: 1 }`),
  });
  const bad = await project.autogen(['check']);
  expect(bad.code).toBe(1);
  expect(bad.stderr).toContain(
    'ormconfig.js has 2 mistakes: `exclude` must have another filter 1: the kinds are schema,',
  );
  project.write({ 'ormconfig.js': settings(`{ includeObject: (object) => object.nothing.at(0) }`) });
  await project.autogen(['upgrade']);
  const failed = await project.autogen(['check']);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(
    /The function `includeObject` in the export `autogen` of .*ormconfig\.js failed \(Cannot read/,
  );
  expect(failed.stderr).not.toContain('    at ');
});
