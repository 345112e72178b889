/** One measurement in a process of its own: so that nothing is warm, and memory is nobody else's. Prints JSON. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { DataSource } from 'typeorm';
import { compare } from '../src/autogen';
import { statementsOf } from '../src/postgres/operations';
import { readEntities } from '../src/typeorm/read-entities';
import { entitiesOf, type Variant } from './model';

/** What a process is asked to measure. */
export interface Task {
  readonly what: 'build' | 'engine' | 'floor' | 'typeorm';
  readonly tables: number;
  readonly variant: Variant;
  readonly config: ClientConfig;
}

/** What it found. */
export interface Measured {
  readonly milliseconds: number;
  /** TypeORM's `buildMetadatas`, which is in none of the other numbers. */
  readonly metadata: number;
  readonly queries: number;
  /** How far the process grew beyond what it had before, at its peak. Bytes. */
  readonly memory: number;
}

let queries = 0;

/** Counts what goes to the server, whoever sends it. */
function countQueries(): void {
  const original: (...args: unknown[]) => unknown = Client.prototype.query;
  Client.prototype.query = function (this: Client, ...args: unknown[]): unknown {
    queries += 1;
    return original.apply(this, args);
  } as typeof Client.prototype.query;
}

/** Peak resident memory since {@link resetPeak}; where Linux does not tell, since the process started. Bytes. */
function peakMemory(): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (line) return Number(line[1]) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux: the number is then an upper bound.
  }
}

async function measure(work: () => Promise<unknown>, metadata = 0): Promise<Measured> {
  globalThis.gc?.();
  resetPeak();
  const before = process.memoryUsage().rss;
  queries = 0;
  const started = performance.now();
  await work();
  const milliseconds = performance.now() - started;
  return { milliseconds, metadata, queries, memory: peakMemory() - before };
}

async function withClient<Result>(config: ClientConfig, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(config);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

interface Timed {
  readonly dataSource: DataSource;
  /** Milliseconds that `buildMetadatas` took. */
  readonly metadata: () => number;
}

function createDataSource({ config, tables, variant }: Task): Timed {
  const dataSource = new DataSource({
    type: 'postgres',
    host: config.host,
    port: config.port,
    username: config.user,
    password: config.password as string,
    database: config.database,
    entities: entitiesOf(tables, variant),
  });
  const inside = dataSource as unknown as { buildMetadatas(): Promise<void> };
  const build = inside.buildMetadatas.bind(dataSource);
  let taken = 0;
  inside.buildMetadatas = async () => {
    const started = performance.now();
    await build();
    taken = performance.now() - started;
  };
  return { dataSource, metadata: () => taken };
}

async function buildMetadatas({ dataSource }: Timed): Promise<void> {
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
}

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

function check(dataSource: DataSource, client: Client) {
  const nothingSaid = { created: async () => new Set<string>(), ignored: [], kept: [], answers: {} };
  return compare({ client, context, entities: async () => readEntities(dataSource, 'public'), ...nothingSaid });
}

const tasks = {
  /** Fills the database; the time says nothing. */
  async build(task: Task): Promise<Measured> {
    const timed = createDataSource(task);
    await buildMetadatas(timed);
    return await withClient(task.config, async (client) => {
      const found = await check(timed.dataSource, client);
      const statements = found.upgrade().flatMap((operation) => statementsOf(operation, context));
      // Not in one transaction: three thousand tables are more than one may lock.
      for (const statement of statements) await client.query(statement);
      // As any server that has been up for a minute.
      await client.query('VACUUM ANALYZE');
      return { milliseconds: 0, metadata: timed.metadata(), queries: 0, memory: 0 };
    });
  },

  async engine(task: Task): Promise<Measured> {
    const timed = createDataSource(task);
    await buildMetadatas(timed);
    return await withClient(task.config, (client) =>
      measure(async () => {
        const { changes, questions, unsettled } = await check(timed.dataSource, client);
        if (changes.length + questions.length + unsettled.length > 0) throw new Error('the engine sees differences');
      }, timed.metadata()),
    );
  },

  async floor({ config }: Task): Promise<Measured> {
    const text = readFileSync(join(process.cwd(), 'bench', 'floor.sql'), 'utf8').replaceAll(/^--.*$/gm, '');
    const statements = text.split(';').filter((statement) => statement.trim() !== '');
    return await withClient(config, (client) =>
      measure(async () => {
        for (const statement of statements) {
          const values = statement.includes('$1') ? ['public'] : [];
          await client.query({ text: statement, values, rowMode: 'array' });
        }
      }),
    );
  },

  async typeorm(task: Task): Promise<Measured> {
    const timed = createDataSource(task);
    await timed.dataSource.initialize();
    try {
      return await measure(async () => {
        const { upQueries } = await timed.dataSource.driver.createSchemaBuilder().log();
        if (upQueries.length > 0) throw new Error(`TypeORM sees differences: ${upQueries[0]?.query}`);
      }, timed.metadata());
    } finally {
      await timed.dataSource.destroy();
    }
  },
};

async function main(): Promise<void> {
  countQueries();
  const task = JSON.parse(process.argv[2] as string) as Task;
  process.stdout.write(JSON.stringify(await tasks[task.what](task)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
