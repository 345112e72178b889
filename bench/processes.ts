/** Whole processes of the command line: on the sample of this repository, and on ten thousand revisions. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import type { ScratchServer } from '../src/config/scratch-server';
import { Sql } from '../src/postgres/sql/sql';
import { renderRevision } from '../src/render/revision';
import { median, print, ratio, table, time } from './print';

const RUNS = 7;
const REVISIONS = 10_000;
const MAIN = resolve('dist', 'cli', 'main.js');

/** Milliseconds. */
type Run = (args: readonly string[]) => number;

function runner(cwd: string, env: NodeJS.ProcessEnv): Run {
  return (args) => {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd,
      env,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    return performance.now() - started;
  };
}

/** Runs commands in turn, so that what else the machine does meets all of them alike; the first round warms up. */
function inTurn(run: Run, commands: readonly (readonly string[])[]): readonly number[] {
  const rounds = Array.from({ length: RUNS + 1 }, () => commands.map(run));
  return commands.map((_, place) => median(rounds.slice(1).map((round) => round[place] as number)));
}

async function environment(server: ScratchServer): Promise<NodeJS.ProcessEnv> {
  const { host, port, user, password, database } = await server.createDatabase();
  const url = `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
  return { ...process.env, DATABASE_URL: url };
}

/** `autogen check` on the sample. */
export async function measureSample(server: ScratchServer): Promise<void> {
  const run = runner(process.cwd(), await environment(server));
  run([MAIN, 'upgrade', 'head']);
  const [check, nothing] = inTurn(run, [
    [MAIN, 'check'],
    ['-e', '0'],
  ]) as [number, number];
  print('The whole process, on the sample (3 tables), entities compiled before:');
  table([
    ['autogen check', 'node -e 0', 'ratio'],
    [time(check), time(nothing), ratio(check / nothing)],
  ]);
}

/** Commands that must know all revisions, beside a process that only reads their files. */
export async function measureRevisions(server: ScratchServer): Promise<void> {
  const project = mkdtempSync(join(process.cwd(), 'node_modules', '.cache', 'autogen-bench-'));
  try {
    writeProject(project);
    const env = await environment(server);
    const run = runner(project, env);
    run([MAIN, 'ensure-version']);
    await writeHead(env, idOf(REVISIONS - 1));
    const reading = `const fs = require('node:fs'); for (const name of fs.readdirSync('migrations')) fs.readFileSync('migrations/' + name, 'utf8');`;
    const commands = [['heads'], ['history'], ['upgrade', 'head']];
    const [read, configured, ...measured] = inTurn(run, [
      ['-e', reading],
      ['-e', `require('typeorm'); ${reading}`],
      ...commands.map((command) => [MAIN, ...command]),
    ]) as [number, number, ...number[]];
    print(
      `Whole processes on ${REVISIONS.toLocaleString('en')} revision files, all applied, beside node reading the files and nothing else,`,
    );
    print('and beside node loading TypeORM (the configuration does) and reading them:');
    table([
      ['', 'time', '/ reading', '/ TypeORM and reading'],
      ['node, reading', time(read), '', ''],
      ['node, TypeORM and reading', time(configured), ratio(configured / read), ''],
      ...commands.map((command, place) => {
        const taken = measured[place] as number;
        return [`autogen ${command.join(' ')}`, time(taken), ratio(taken / read), ratio(taken / configured)];
      }),
    ]);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** As if all had been applied before there was a log of what ran. */
async function writeHead({ DATABASE_URL: connectionString }: NodeJS.ProcessEnv, id: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('INSERT INTO autogen_version VALUES ($1)', [id]);
  await client.end();
}

function idOf(number: number): string {
  return (0x1000_0000_0000 + number * 7919).toString(16);
}

/** A chain of revisions as autogen writes them, an hour apart. */
function writeProject(project: string): void {
  mkdirSync(join(project, 'migrations'));
  writeFileSync(
    join(project, 'ormconfig.js'),
    "const { DataSource } = require('typeorm');\nmodule.exports = { default: new DataSource({ type: 'postgres', entities: [] }) };\n",
  );
  const hazards: never[] = [];
  for (let number = 0; number < REVISIONS; number += 1) {
    const head = {
      revision: idOf(number),
      downRevision: number === 0 ? null : idOf(number - 1),
      branchLabels: [],
      dependsOn: [],
      message: `add column number ${number}`,
      createDate: new Date(1_400_000_000_000 + number * 3_600_000),
    };
    const column = { type: 'integer', nullable: false, default: new Sql('0') };
    const text = renderRevision(head, {
      upgrade: [{ operation: { name: 'addColumn', args: ['items', `c${number}`, column] }, hazards }],
      downgrade: [{ operation: { name: 'dropColumn', args: ['items', `c${number}`] }, hazards }],
    });
    writeFileSync(join(project, 'migrations', `${head.createDate.getTime()}-add-column-${number}.ts`), text);
  }
}
