/**
 * One change of entities, through `typeorm migration:generate` and through autogen: each as its command line, on a
 * database of its own that holds rows, from the same files.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import ts from 'typescript';
import { type TestServer, testServer } from '../server';
import { changes, type EntityChange } from './changes';

const REPOSITORY = join(__dirname, '../..');
const TYPEORM_MAIN = join(REPOSITORY, 'node_modules/typeorm/cli.js');
const AUTOGEN_MAIN = join(REPOSITORY, 'dist/cli/main.js');
const CLEAN = 'second run clean';
const AGAIN = '**the second run writes it again**';

type Run = (script: string, args: readonly string[]) => Ran;

const TYPEORM = {
  generate: (run: Run, name: string, ...more: readonly string[]) =>
    run(TYPEORM_MAIN, ['migration:generate', `migrations/${name}`, '--outputJs', '-d', 'data-source.js', ...more]),
  apply: (run: Run) => run(TYPEORM_MAIN, ['migration:run', '-d', 'data-source.js']),
  // Its first migration of an enum that two tables share would fail already.
  first: (run: Run) => run(TYPEORM_MAIN, ['schema:sync', '-d', 'data-source.js']),
};

const AUTOGEN = {
  generate: (run: Run, message: string, ...more: readonly string[]) =>
    run(AUTOGEN_MAIN, ['revision', '-m', message, ...more]),
  apply: (run: Run) => run(AUTOGEN_MAIN, ['upgrade', 'head']),
  first: (run: Run) => {
    const written = AUTOGEN.generate(run, 'first');
    return written.status === 0 ? AUTOGEN.apply(run) : written;
  },
};

/** A row of the README's table, Markdown. */
export interface MeasuredChange {
  readonly change: string;
  readonly typeorm: string;
  readonly autogen: string;
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** A project with entities as they were before the change, and a database with rows. */
interface Subject {
  readonly folder: string;
  readonly database: ClientConfig;
  /** What its tables held, as text. */
  readonly before: string;
  readonly run: Run;
}

/** All changes through both tools. */
export async function measureAll(): Promise<readonly MeasuredChange[]> {
  const server = await testServer();
  const measured: MeasuredChange[] = [];
  for (const change of changes) {
    measured.push({
      change: change.name,
      typeorm: await withSubject(server, change, (subject) => throughTypeorm(subject, change), TYPEORM.first),
      autogen: await withSubject(server, change, (subject) => throughAutogen(subject, change), AUTOGEN.first),
    });
  }
  return measured;
}

async function throughTypeorm(subject: Subject, change: EntityChange): Promise<string> {
  const generated = TYPEORM.generate(subject.run, 'Change');
  if (/No changes in database schema were found/.test(generated.output)) return '**not noticed**';
  if (generated.status !== 0) return failed('`migration:generate`', generated);
  const ran = TYPEORM.apply(subject.run);
  if (ran.status !== 0) return failed('the migration', ran);
  const end = TYPEORM.generate(subject.run, 'Again', '--check').status === 0 ? CLEAN : AGAIN;
  return `${await values(subject, change)}; ${end}`;
}

async function throughAutogen(subject: Subject, change: EntityChange): Promise<string> {
  const { run } = subject;
  let written = AUTOGEN.generate(run, 'change');
  const asked = written.status === 2;
  if (asked) written = AUTOGEN.generate(run, 'change', ...(change.answer ?? []));
  if (written.status !== 0) return failed('`revision`', written);
  if (!written.output.includes('Wrote ')) return '**not noticed**';
  const upgraded = AUTOGEN.apply(run);
  if (upgraded.status !== 0) return failed('the revision', upgraded);
  const end = run(AUTOGEN_MAIN, ['check']).status === 0 ? CLEAN : AGAIN;
  return `${asked ? 'asks; ' : ''}${await values(subject, change)}; ${end}`;
}

function failed(what: string, { output }: Ran): string {
  const reason =
    /(?:QueryFailedError|error): (?:error: )?(.*)/i.exec(output)?.[1] ?? output.trim().split('\n')[0] ?? '';
  return `**${what} fails**: ${reason.trim()}`;
}

/** Whether what was in the tables is where the entities now look for it. */
async function values({ database, before }: Subject, { look, words }: EntityChange): Promise<string> {
  if (textOf(await query(database, look.after)) === before) return words?.same ?? 'values kept';
  const old = await query(database, look.before).catch(() => []);
  if (words === undefined && textOf(old) === before) return '**the new table is empty**, the old one stays';
  return words?.other ?? '**values lost**';
}

function textOf(rows: readonly object[]): string {
  return JSON.stringify(rows.map((row) => Object.values(row)));
}

async function withSubject(
  server: TestServer,
  change: EntityChange,
  tool: (subject: Subject) => Promise<string>,
  prepare: (run: Subject['run']) => Ran,
): Promise<string> {
  const database = await server.createDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'autogen-readme-'));
  const run = (script: string, args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: urlOf(database), NO_COLOR: '1' },
    });
    return { status, output: `${stdout}${stderr}` };
  };
  try {
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'junction');
    mkdirSync(join(folder, 'migrations'));
    writeFileSync(join(folder, 'package.json'), '{}\n');
    writeFileSync(join(folder, 'data-source.js'), DATA_SOURCE);
    writeEntities(folder, change.before);
    const prepared = prepare(run);
    if (prepared.status !== 0) throw new Error(prepared.output);
    await query(database, change.rows);
    const before = textOf(await query(database, change.look.before));
    writeEntities(folder, change.after);
    return await tool({ folder, database, before, run });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.dropDatabase(database);
  }
}

const DATA_SOURCE = `require('reflect-metadata');
const { DataSource } = require('typeorm');
exports.default = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [require('./entities')].flatMap(Object.values),
  migrations: [__dirname + '/migrations/*.js'],
});
`;

const IMPORTS = 'Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn';

function writeEntities(folder: string, text: string): void {
  const { outputText } = ts.transpileModule(`import { ${IMPORTS} } from 'typeorm';\n${text}`, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  });
  writeFileSync(join(folder, 'entities.js'), outputText);
}

function urlOf({ host, port, user, password, database }: ClientConfig): string {
  return `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
}

async function query(database: ClientConfig, sql: string): Promise<readonly object[]> {
  const client = new Client(database);
  await client.connect();
  try {
    const result: { rows: object[] } = await client.query(sql);
    return result.rows ?? [];
  } finally {
    await client.end();
  }
}
