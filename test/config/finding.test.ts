/** Which file configures a project. */
import { join } from 'node:path';
import { findConfig } from '../../src/config/find';
import type { AutogenError } from '../../src/errors';
import { makeProject, removeFolders } from './compiled-engine';

const made: string[] = [];
afterAll(() => removeFolders(made));
afterEach(() => {
  delete process.env.AUTOGEN_DATA_SOURCE;
});

function project(...names: string[]): string {
  const root = makeProject(Object.fromEntries(names.map((name) => [name, ''])));
  made.push(root);
  return root;
}

function failure(run: () => unknown): AutogenError {
  try {
    run();
  } catch (error) {
    return error as AutogenError;
  }
  throw new Error('it did not fail');
}

test('ormconfig comes before data-source, and TypeScript before JavaScript', () => {
  const root = project('ormconfig.js', 'ormconfig.ts', 'data-source.ts', 'src/data-source.ts');
  expect(findConfig({ cwd: root })).toBe(join(root, 'ormconfig.ts'));
});

test.each([
  'ormconfig.mjs',
  'ormconfig.cts',
  'data-source.ts',
  'data-source.cjs',
  'src/data-source.ts',
  'src/data-source.js',
])('%s is found from a folder below', (name) => {
  const root = project(name, 'deep/er/file.txt');
  expect(findConfig({ cwd: join(root, 'deep/er') })).toBe(join(root, name));
});

test('the nearest folder wins over the better name', () => {
  const root = project('ormconfig.ts', 'packages/billing/src/data-source.ts');
  expect(findConfig({ cwd: join(root, 'packages/billing') })).toBe(join(root, 'packages/billing/src/data-source.ts'));
});

test('--data-source wins over AUTOGEN_DATA_SOURCE, which wins over the search', () => {
  const root = project('ormconfig.ts', 'a.ts', 'b.ts');
  process.env.AUTOGEN_DATA_SOURCE = 'a.ts';
  expect(findConfig({ cwd: root })).toBe(join(root, 'a.ts'));
  expect(findConfig({ cwd: root, dataSource: './b.ts' })).toBe(join(root, 'b.ts'));
});

test('a named file that is missing is an error, even where the search would find another', () => {
  const root = project('ormconfig.ts', 'db/source.ts');
  const error = failure(() => findConfig({ cwd: root, dataSource: 'db/source' }));
  expect(error.code).toBe('config-not-found');
  expect(error.message).toContain(join(root, 'db/source'));
  expect(error.hint).toContain('db/source.ts');
  process.env.AUTOGEN_DATA_SOURCE = 'gone.ts';
  expect(failure(() => findConfig({ cwd: root })).message).toContain('AUTOGEN_DATA_SOURCE');
});

test('nothing found lists where it looked, and what to do', () => {
  const root = project('deep/file.txt');
  const error = failure(() => findConfig({ cwd: join(root, 'deep') }));
  expect(error.code).toBe('config-not-found');
  for (const place of [join(root, 'deep'), root, 'ormconfig', 'data-source', 'src/data-source']) {
    expect(error.message).toContain(place);
  }
  expect(error.hint).toContain('autogen init');
});
