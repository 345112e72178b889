/** What users write as `export const autogen`, and what the code reads. */
import { resolveSettings } from '../../src/config/settings';
import type { AutogenError } from '../../src/errors';

const resolved = (exported: unknown) => resolveSettings(exported, '/project/ormconfig.ts', '/project');

test('without settings the folder is migrations, beside the configuration, and the table is autogen_version', () => {
  expect(resolved(undefined)).toEqual({
    migrations: '/project/migrations',
    versionLocations: [],
    versionTable: 'autogen_version',
    versionTableSchema: undefined,
    embedded: undefined,
    keep: [],
    schemas: undefined,
    lockTimeout: undefined,
    statementTimeout: undefined,
  });
});

test('folders become absolute, once each, and the written one is not read twice', () => {
  const { migrations, versionLocations } = resolved({
    migrations: 'src/changes',
    versionLocations: ['more', './more', '/elsewhere', 'src/changes'],
  });
  expect(migrations).toBe('/project/src/changes');
  expect(versionLocations).toEqual(['/project/more', '/elsewhere']);
});

test('an undefined setting is one that is not given', () => {
  expect(resolved({ migrations: undefined, embedded: undefined }).migrations).toBe('/project/migrations');
});

test.each(['table:public.legacy', 'legacy', '"MixedCase"', 'table:public."Mixed ""Case"""', '"table:"."a.b"'])(
  'a table to keep may be written as %s',
  (name) => {
    expect(resolved({ keep: [name] }).keep).toEqual([name]);
  },
);

test.each([
  [{ migrations: '' }, '`migrations` must be a folder'],
  [{ migrations: 3 }, 'not 3'],
  [{ versionTable: 'x'.repeat(64) }, 'at most 63 bytes'],
  [{ versionTable: 'ü'.repeat(32) }, 'at most 63 bytes'],
  [{ embedded: 'yes' }, '`embedded` must be true or false'],
  [{ keep: 'table:public.legacy' }, '`keep` must be a list'],
  [{ keep: [''] }, '"table:public.legacy"'],
  [{ keep: ['table:'] }, '"table:public.legacy"'],
  [{ keep: ['column:public.posts.title'] }, '"table:public.legacy"'],
  [{ keep: ['public."Legacy'] }, '"table:public.legacy"'],
  [{ keep: ['public..legacy'] }, '"table:public.legacy"'],
  [{ lockTimeout: 1.5 }, 'milliseconds'],
  [{ statementTimeout: 2147483648 }, 'milliseconds'],
  [{ toString: 1 }, '`toString` is not a setting'],
  ['migrations', 'must be an object'],
  [null, 'must be an object'],
  [[], 'must be an object'],
])('%j is refused with a remedy', (exported, words) => {
  let error: unknown;
  try {
    resolved(exported);
  } catch (caught) {
    error = caught;
  }
  expect(error).toMatchObject({ code: 'settings-invalid', at: '/project/ormconfig.ts' });
  expect((error as AutogenError).message).toContain(words);
});
