/** Where `.autogen/` is made: beside package.json, as users expect, or beside the configuration. */
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { homeOf, projectFolder, sharedFolder } from '../../src/config/own-folders';
import { makeProject, removeFolders } from './compiled-engine';

const made: string[] = [];
afterAll(() => removeFolders(made));

function project(...names: string[]): string {
  const root = makeProject(Object.fromEntries(names.map((name) => [name, ''])));
  made.push(root);
  return root;
}

test.each([
  ['src/data-source.ts', ['package.json'], '.'],
  ['ormconfig.ts', ['package.json'], '.'],
  ['packages/billing/src/db/data-source.ts', ['package.json', 'packages/billing/package.json'], 'packages/billing'],
  ['src/data-source.ts', ['package.json', '.git/HEAD'], '.'],
])('for %s beside %j it is in %s', (configuration, others, place) => {
  const root = project(configuration, ...others);
  const folder = join(root, configuration, '..');
  expect(projectFolder(folder)).toBe(join(root, place, '.autogen'));
  expect(existsSync(join(root, place, '.autogen/.gitignore'))).toBe(true);
});

test('without a package.json it is beside the configuration', () => {
  const root = project('src/data-source.ts');
  expect(homeOf(join(root, 'src'))).toBe(join(root, 'src'));
});

test.each(['.git/HEAD', '.git'])('a package.json above the repository (%s) is of another project', (git) => {
  const root = project('package.json', `repository/${git}`, 'repository/src/data-source.ts');
  expect(homeOf(join(root, 'repository/src'))).toBe(join(root, 'repository/src'));
});

test('one that is beside the configuration already stays', () => {
  const root = project('package.json', 'src/data-source.ts', 'src/.autogen/postgres/credentials.json');
  expect(homeOf(join(root, 'src'))).toBe(join(root, 'src'));
});

test('a shared folder that somebody else has made is not trusted', () => {
  const root = project('package.json');
  const folder = join(root, 'typeorm-autogen-4711');
  mkdirSync(folder);
  const before = process.env.XDG_CACHE_HOME;
  const spies = [
    jest.spyOn(process, 'getuid' as never).mockReturnValue(4711 as never),
    jest.spyOn(os, 'tmpdir').mockReturnValue(root),
  ];
  process.env.XDG_CACHE_HOME = '/dev/null/cache';
  try {
    expect(sharedFolder).toThrow(
      expect.objectContaining({
        code: 'folder-not-owned',
        message: `The folder ${folder} exists and belongs to somebody else.`,
        hint: `remove it, or set DATABASE_URL: ls -ld ${folder}`,
      }),
    );
  } finally {
    for (const spy of spies) spy.mockRestore();
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
  }
});
