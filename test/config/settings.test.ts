/** What users write as `export const autogen`, and what the code reads. */
import { resolveSettings } from '../../src/config/settings';
import type { AutogenError } from '../../src/errors';

const resolved = (exported: unknown) => resolveSettings(exported, '/project/ormconfig.ts', '/project');

test('without settings the folder is migrations, beside the configuration, and the table is autogen_version', () => {
  expect(resolved(undefined)).toEqual({
    migrations: '/project/migrations',
    allowMultipleHeads: false,
    versionLocations: [],
    versionTable: 'autogen_version',
    versionTableSchema: undefined,
    embedded: undefined,
    keep: [],
    schemas: undefined,
    filters: { include: [], exclude: [] },
    lockTimeout: undefined,
    lockRetries: 10,
    lockRetryPause: 500,
    lockRetryLongestPause: 30_000,
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
  [{ exclude: { table: 'cache' } }, '`exclude` must be a list of filters'],
  [{ exclude: ['cache'] }, 'filter 1: a filter is an object'],
  [{ exclude: [{ table: 'cache' }, {}] }, 'filter 2: a filter says at least one of schema, table, kind, name'],
  [{ exclude: [{ table: undefined }] }, 'filter 1: a filter says at least one of'],
  [{ exclude: [{ tables: 'cache' }] }, '`tables` is none of schema, table, kind, name'],
  [{ include: [{ kind: 'tabel' }] }, 'filter 1: the kinds are schema, extension, enum, table, column,'],
  [{ include: [{ kind: 'toString' }] }, 'filter 1: the kinds are'],
  [{ include: [{ table: 3 }] }, 'filter 1: `table` must be a name'],
  [{ include: [{ name: '' }] }, 'filter 1: `name` must be a name'],
  [{ include: [{ schema: 'x'.repeat(64) }] }, '`schema` must be at most 63 bytes'],
  [{ include: [] }, 'must have at least one filter: leave it out to compare everything'],
  [{ includeObject: 'posts' }, '`includeObject` must be a function'],
  [{ lockTimeout: 1.5 }, 'milliseconds'],
  [{ lockRetries: -1 }, 'must be a whole number'],
  [{ lockRetryPause: '1 s' }, 'milliseconds'],
  [{ lockRetryLongestPause: -1 }, 'milliseconds'],
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
  expect(error).toMatchObject({
    code: 'settings-invalid',
    message: expect.stringMatching(
      /^The export `autogen` of \/project\/ormconfig\.ts has (a mistake|\d mistakes): .*\.$/,
    ),
    hint: 'correct the export `autogen` in /project/ormconfig.ts; its type is AutogenSettings',
    at: '/project/ormconfig.ts',
  });
  expect((error as AutogenError).message).toContain(words);
});

test('filters are taken as they are; a name with a wildcard may be longer than a name', () => {
  const exclude = [{ schema: 'audit' }, { kind: 'index', name: `*${'x'.repeat(63)}*` }];
  const include = [{ schema: 'app', table: '*', kind: undefined }];
  expect(resolved({ exclude, include, includeObject: undefined }).filters).toEqual({ exclude, include });
});

describe('a function that filters', () => {
  const path = ['public', 'posts', 'Title'];
  const object = { kind: 'column', schema: 'public', table: 'posts', name: 'Title', path, from: 'entities' } as const;
  const ask = (includeObject: unknown) => resolved({ includeObject }).filters.includeObject?.(object);

  test('is asked and answers', () => {
    expect(ask(({ name }: { name: string }) => name === 'Title')).toBe(true);
    expect(ask(() => false)).toBe(false);
  });

  test.each<[string, () => unknown, string]>([
    ['throws', () => [{ x: '' }].at(1)!.x, "failed (Cannot read properties of undefined (reading 'x'))"],
    ['returns nothing', () => undefined, 'returned undefined, not true or false,'],
    ['is asynchronous', async () => true, 'returned a promise, not true or false,'],
  ])('and %s is named, with the object and the file', (_what, includeObject, words) => {
    expect(() => ask(includeObject)).toThrow(
      expect.objectContaining({
        code: 'include-object-failed',
        message: `The function \`includeObject\` in the export \`autogen\` of /project/ormconfig.ts ${words} for column:public.posts."Title".`,
        hint: 'correct `includeObject` in /project/ormconfig.ts: it returns true or false for any object',
        at: '/project/ormconfig.ts',
      }),
    );
  });
});
