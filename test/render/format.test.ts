import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { WIDTH } from '../../src/render/layout';
import { formatWithProject, renderRevision } from '../../src/render/revision';
import { head, plainText, rendered } from './arbitrary';
import { evaluate } from './evaluate';
import { BODY, call, EXAMPLE, HEAD } from './example';

const ROOT = resolve(__dirname, '../..');
const BIOME = 'node_modules/@biomejs/biome';

let project: string;

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-format-')));
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function write(name: string, content: string | object): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** This repository's own Biome, with its own configuration and the options given. */
function installBiome(formatter: object = {}): void {
  mkdirSync(join(project, 'node_modules/@biomejs'), { recursive: true });
  symlinkSync(join(ROOT, BIOME), join(project, BIOME));
  const { formatter: own, vcs: _, ...config } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  write('biome.json', { ...config, formatter: { ...own, ...formatter } });
}

function biome(...args: readonly string[]) {
  const run = spawnSync(process.execPath, [join(ROOT, BIOME, 'bin/biome'), ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

/** A package that looks like Prettier: it reports what it was asked, or does as `behaviour` says. */
function installPrettier(behaviour = 'return JSON.stringify({ text, options });'): void {
  write('node_modules/prettier/package.json', { name: 'prettier', main: 'index.js' });
  write(
    'node_modules/prettier/index.js',
    `exports.getFileInfo = async (file, { ignorePath }) => ({ ignored: require('fs').existsSync(ignorePath) });
     exports.resolveConfig = async (file, { editorconfig }) => ({ semi: false, editorconfig });
     exports.format = async (text, options) => { ${behaviour} };`,
  );
}

const format = (name = 'src/migrations/a.ts', text = 'a') => formatWithProject(text, join(project, name));

test('a project without a formatter gets the text as it is', async () => {
  write('package.json', { devDependencies: { typescript: '6' } });
  expect(await format()).toBe('a');
});

test.each([
  ['a dependency', 'package.json', { devDependencies: { prettier: '3' } }],
  ['a key of package.json', 'package.json', { prettier: {} }],
  ['a configuration file', '.prettierrc.json', {}],
])("Prettier is used with the project's options: %s", async (_, name, content) => {
  installPrettier();
  write(name, content);
  const options = { semi: false, editorconfig: true, filepath: join(project, 'src/migrations/a.ts') };
  expect(JSON.parse(await format())).toEqual({ text: 'a', options });
});

test('the nearest folder decides, and none above the repository', async () => {
  installPrettier();
  write('.prettierrc', '{}');
  write('inner/package.json', {});
  expect(await format('inner/a.ts')).toContain('filepath');
  write('inner/.git/HEAD', '');
  expect(await format('inner/a.ts')).toBe('a');
});

test('a file that the project keeps from Prettier stays as it is', async () => {
  installPrettier();
  write('.prettierrc', '{}');
  write('.prettierignore', '');
  expect(await format()).toBe('a');
});

test.each([
  ['that fails', () => installPrettier('throw new Error();')],
  ['that returns nothing', () => installPrettier("return '';")],
  ['that is not installed', () => {}],
])('a formatter %s leaves the text as it is', async (_, install) => {
  install();
  write('.prettierrc', '{}');
  expect(await format()).toBe('a');
});

test('Biome formats and sorts imports as the project wants; what the file does stays', async () => {
  installBiome({ indentStyle: 'tab', lineWidth: 80 });
  const text = await format('migrations/a.ts', EXAMPLE);
  expect(text).toContain('\n\tupgrade(op: Operations): void {');
  expect(text).toContain('import { type Operations, Revision, sql } from');
  expect(evaluate(text)).toEqual(evaluate(EXAMPLE));
});

test('a Biome that cannot read its configuration, or the file, leaves the text as it is', async () => {
  installBiome();
  expect(await format('a.ts', 'class {')).toBe('class {');
  write('biome.json', '{');
  expect(await format('a.ts', EXAMPLE)).toBe(EXAMPLE);
});

test("formatted files pass this repository's own biome check", async () => {
  installBiome();
  write('migrations/a.ts', await format('migrations/a.ts', renderRevision(HEAD, BODY)));
  write('migrations/b.ts', await format('migrations/b.ts', renderRevision(HEAD, { upgrade: [], downgrade: [] })));
  expect(biome('check', 'migrations')).toMatchObject({ status: 0 });
  expect(readFileSync(join(project, 'migrations/a.ts'), 'utf8')).not.toBe(EXAMPLE);
  write('migrations/c.ts', EXAMPLE);
  expect(biome('check', 'migrations')).toMatchObject({ status: 1 });
});

test("the fixed layout is Biome's own at its width: formatting changes nothing", () => {
  installBiome({ lineWidth: WIDTH });
  const methods = fc.array(rendered(plainText), { maxLength: 4 });
  const files = fc.sample(fc.tuple(head(plainText), methods, methods), { seed: 20261120, numRuns: 1000 });
  files.forEach(([revisionHead, upgrade, downgrade], index) => {
    write(`migrations/${index}.ts`, renderRevision(revisionHead, { upgrade, downgrade }));
  });
  // A long string moves to a line of its own only where its key is long enough.
  const long = Object.fromEntries(['id', 'name', 'class', 'columns'].map((key) => [key, key.repeat(80)]));
  write('migrations/long.ts', renderRevision(HEAD, { upgrade: [call('a', long)], downgrade: [] }));
  expect(readdirSync(join(project, 'migrations'))).toHaveLength(1001);
  expect(biome('format', 'migrations')).toMatchObject({ status: 0 });
});
