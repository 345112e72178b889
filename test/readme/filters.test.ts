/** The filters that the README shows, in a project. */

import { kinds } from '../../src/autogen';
import { Project } from '../cli/command';
import { typescript } from '../cli/files';
import { blocks, readme } from './readme';

const shown = blocks('ts').find((block) => block.includes('exclude: ['))!;

let project: Project | undefined;
afterEach(() => project?.end());

test('the kinds that it lists are all there are', () => {
  const [, list = ''] = /The\s+kinds\s+are\s+([^.]*?)\s+\(the rows/.exec(readme) ?? [];
  expect(list.split(/,\s+|\s+and\s+/)).toEqual([...kinds.keys()]);
});

test('what they name is neither changed nor listed, and all else is', async () => {
  project = await Project.onServer({
    ...typescript,
    'ormconfig.ts': typescript['ormconfig.ts'].replace(/^export const autogen.*\n/m, shown),
  });
  expect(project.read('ormconfig.ts')).toContain("{ schema: 'audit' }");
  for (const words of [['init'], ['revision', '-m', 'posts'], ['upgrade']]) {
    expect(await project.autogen(words)).toMatchObject({ code: 0 });
  }
  await project.sql(
    'CREATE SCHEMA audit; CREATE TABLE audit.log (id integer); CREATE TABLE legacy_posts (id integer)',
    `CREATE INDEX idx_tmp_1 ON posts (title); ALTER TABLE posts ADD COLUMN search text`,
    `COMMENT ON COLUMN posts.search IS 'by hand'`,
  );
  const inSync = { code: 0, stdout: 'In sync: the entities and the database agree.\n', stderr: '' };
  expect(await project.autogen(['check'])).toEqual(inSync);
  await project.sql('CREATE TABLE own (id integer); CREATE INDEX idx_own ON posts (title)');
  const { code, stdout } = await project.autogen(['check']);
  expect(code).toBe(2);
  expect(stdout).toContain('- index public.posts.idx_own');
  expect(stdout).toContain('public.own');
  expect(stdout).not.toMatch(/audit|legacy|tmp|search/);
});
