/**
 * `npm run bench`: how long an in-sync check takes, beside the least that any check must read (`floor.sql`) and beside
 * TypeORM's own comparison. Starts a throw-away server of its own; every measurement runs in a process of its own.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { createScratchServer, type ScratchServer } from '../src/config/scratch-server';
import type { Measured, Task } from './case';
import type { Variant } from './model';
import { median, print, ratio, size, table, time } from './print';
import { measureRevisions, measureSample } from './processes';

const SIZES = [50, 200, 1000];
/** So many that TypeORM, whose time grows with their square, is not asked. */
const MANY = 3000;
const RUNS = 7;
/** TypeORM needs so long for the largest that fewer runs must do. */
const TYPEORM_RUNS = 3;

/** Runs one task in a new process. */
function run(task: Task): Measured {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', join(__dirname, 'case.js'), JSON.stringify(task)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${task.what} over ${task.tables} tables failed:\n${stderr}`);
  return JSON.parse(stdout) as Measured;
}

/** Runs tasks in turn, so that what else the machine does meets all of them alike. */
function measureInTurn<Name extends string>(tasks: Readonly<Record<Name, Task>>, runs: number): Record<Name, Measured> {
  const names = Object.keys(tasks) as Name[];
  const rounds = Array.from({ length: runs }, () => names.map((name) => run(tasks[name])));
  const medians = names.map((name, place) => [name, medianOf(rounds.map((round) => round[place] as Measured))]);
  return Object.fromEntries(medians) as Record<Name, Measured>;
}

/** The median of each number. */
function medianOf(all: readonly Measured[]): Measured {
  const of = (pick: (one: Measured) => number) => median(all.map(pick));
  return {
    milliseconds: of((one) => one.milliseconds),
    metadata: of((one) => one.metadata),
    queries: of((one) => one.queries),
    memory: of((one) => one.memory),
  };
}

function version(name: string): string {
  const file = join(process.cwd(), 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function describe(config: ClientConfig): Promise<void> {
  const client = new Client(config);
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  const [processor] = cpus();
  print(
    `typeorm ${version('typeorm')}, pg ${version('pg')}, PostgreSQL ${rows[0]?.server_version}, Node ${process.version}`,
  );
  print(`${process.platform} ${process.arch}, ${cpus().length} cores, ${processor?.model.trim()}`);
  printLoad();
  print();
}

/** The numbers mean little on a machine that has something else to do. */
function printLoad(): void {
  print(`load of the machine now: ${loadavg()[0]?.toFixed(1)}`);
}

interface Case {
  readonly tables: number;
  readonly engine: Measured;
  readonly floor: Measured;
  readonly typeorm: Measured;
}

async function fill(server: ScratchServer, tables: number, variant: Variant): Promise<ClientConfig> {
  const config = await server.createDatabase();
  run({ what: 'build', tables, variant, config });
  return config;
}

async function measureInSync(server: ScratchServer): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const tables of SIZES) {
    const variant = 'in sync';
    const config = await fill(server, tables, variant);
    const task = { tables, variant, config } as const;
    const { engine, floor } = measureInTurn(
      { engine: { what: 'engine', ...task }, floor: { what: 'floor', ...task } },
      RUNS,
    );
    const { typeorm } = measureInTurn({ typeorm: { what: 'typeorm', ...task } }, TYPEORM_RUNS);
    cases.push({ tables, engine, floor, typeorm });
  }
  return cases;
}

function printInSync(cases: readonly Case[]): void {
  print('In-sync check of n tables × 20 columns. Each run is the first one in a new process, over a new connection;');
  print(`medians of ${RUNS} runs (TypeORM: ${TYPEORM_RUNS}). buildMetadatas of both is in no other number.`);
  print('Memory is what the process grew by at its peak.');
  print();
  table([
    ['tables', 'engine', 'floor', 'TypeORM', 'engine/floor', 'TypeORM/engine', 'buildMetadatas: engine', 'TypeORM'],
    ...cases.map(({ tables, engine, floor, typeorm }) => [
      String(tables),
      time(engine.milliseconds),
      time(floor.milliseconds),
      time(typeorm.milliseconds),
      ratio(engine.milliseconds / floor.milliseconds),
      ratio(typeorm.milliseconds / engine.milliseconds),
      time(engine.metadata),
      time(typeorm.metadata),
    ]),
  ]);
  table([
    ['tables', 'queries: engine', 'floor', 'TypeORM', 'memory: engine', 'floor', 'TypeORM'],
    ...cases.map(({ tables, engine, floor, typeorm }) => [
      String(tables),
      ...[engine, floor, typeorm].map(({ queries }) => String(queries)),
      ...[engine, floor, typeorm].map(({ memory }) => size(memory)),
    ]),
  ]);
  const [small, large] = [cases.at(-2), cases.at(-1)] as [Case, Case];
  print(
    `From ${small.tables} to ${large.tables} tables, ${ratio(large.tables / small.tables)} as many, time grows by:`,
  );
  table([
    ['engine', 'floor', 'TypeORM'],
    (['engine', 'floor', 'typeorm'] as const).map((side) => ratio(large[side].milliseconds / small[side].milliseconds)),
  ]);
}

/** The engine's time and memory go on growing as the tables do. */
async function measureMany(
  server: ScratchServer,
  { tables: fewer, engine: less, floor: lessFloor }: Case,
): Promise<void> {
  const variant = 'in sync';
  const task = { tables: MANY, variant, config: await fill(server, MANY, variant) } as const;
  const { engine, floor } = measureInTurn(
    { engine: { what: 'engine', ...task }, floor: { what: 'floor', ...task } },
    TYPEORM_RUNS,
  );
  print(`${MANY} tables, ${ratio(MANY / fewer)} as many as ${fewer}; medians of ${TYPEORM_RUNS} runs:`);
  table([
    ['', 'time', `/ ${fewer} tables`, 'memory', `/ ${fewer} tables`, 'queries'],
    ...(
      [
        ['engine', engine, less],
        ['floor', floor, lessFloor],
      ] as const
    ).map(([name, more, few]) => [
      name,
      time(more.milliseconds),
      ratio(more.milliseconds / few.milliseconds),
      size(more.memory),
      ratio(more.memory / few.memory),
      String(more.queries),
    ]),
  ]);
}

async function measureOwnWords(server: ScratchServer, inSync: readonly Case[]): Promise<void> {
  print("The same with a check constraint and a partial index more for each table, written in the author's own words,");
  print('not as PostgreSQL prints them: PostgreSQL itself settles each of these texts.');
  print();
  const rows: string[][] = [];
  for (const { tables, engine: plain } of inSync) {
    const variant = 'own words';
    const config = await fill(server, tables, variant);
    const { engine } = measureInTurn({ engine: { what: 'engine', tables, variant, config } }, RUNS);
    rows.push([
      String(tables),
      time(engine.milliseconds),
      String(engine.queries),
      size(engine.memory),
      ratio(engine.milliseconds / plain.milliseconds),
    ]);
  }
  table([['tables', 'engine', 'queries', 'memory', 'engine/engine without them'], ...rows]);
}

async function main(): Promise<void> {
  const server = await createScratchServer({ root: process.cwd() });
  try {
    await describe(server.config);
    const inSync = await measureInSync(server);
    printInSync(inSync);
    await measureMany(server, inSync.at(-1) as Case);
    await measureOwnWords(server, inSync);
    await measureSample(server);
    await measureRevisions(server);
    printLoad();
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
