/**
 * TypeORM as the judge of the engine, one entity set at a time:
 *
 *   database A: built by TypeORM's synchronize()      database B: by a revision of the engine's
 *   1. the catalogs of A and B are equal, line by line, and so are the rows of typeorm_metadata
 *   2. on B, TypeORM's own createSchemaBuilder().log() has no statement
 *   3. on A, the engine finds no difference
 *   4. on B, neither
 */
import { Client, type ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { readCatalog, readTypeormMetadata } from '../catalog';
import { type TestServer, testServer } from '../server';
import { type EntitySet, type NamedSet, selfInconsistency } from './set';
import { typeormVersion } from './sets';

/** What is judged. The DataSource is neither initialized nor built: the engine gets it as a configuration file exports it. */
export interface Engine {
  /** Writes the first revision for the entities and upgrades the empty database to it. */
  build(dataSource: DataSource, database: ClientConfig): Promise<void>;
  /** Differences between the entities and the database, one line each. */
  check(dataSource: DataSource, database: ClientConfig): Promise<readonly string[]>;
}

/** Tables of the engine's and TypeORM's bookkeeping, which are on one side only. */
const bookkeeping = ['autogen_version', 'autogen_version_history', 'migrations'];

/** Throws one error that lists all complaints about the set. */
export async function judgeSet(set: NamedSet, engine: Engine): Promise<void> {
  const complaints: string[] = [];
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      complaints.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return undefined;
    }
  };
  const complainAbout = (what: string, lines: readonly string[]) => {
    if (lines.length > 0) complaints.push(`${what}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  };

  await withDatabases(2, async ([a, b]) => {
    await synchronize(set, a!);
    const expected = await facts(set, a!);

    await prepare(set, b!);
    const built = await attempt('the engine cannot build it', async () => {
      await engine.build(dataSourceFor(set, b!), b!);
      await execute(b!, set.after ?? []);
      return true;
    });
    if (built) {
      if (set.engineDiffers === undefined) {
        complainAbout(
          'the engine builds another schema (- synchronize(), + engine)',
          differences(expected, await facts(set, b!)),
        );
      }
      if (set.engineDiffers !== undefined || selfInconsistency(set, typeormVersion) === undefined) {
        complainAbout('TypeORM would change what the engine built', await typeormLog(set, b!));
      }
      await attempt('check fails on what the engine built', async () =>
        complainAbout(
          'check finds differences in what the engine built',
          await engine.check(dataSourceFor(set, b!), b!),
        ),
      );
    }
    if (set.engineDiffers !== undefined) return;
    await attempt('check fails on what synchronize() built', async () =>
      complainAbout(
        'check finds differences in what synchronize() built',
        await engine.check(dataSourceFor(set, a!), a!),
      ),
    );
  });
  if (complaints.length > 0) {
    throw new Error(`${set.name} (TypeORM ${typeormVersion}): ${set.shows}\n\n${complaints.join('\n\n')}`);
  }
}

/** Databases that exist for the time of `work`. */
export async function withDatabases<T>(count: number, work: (databases: ClientConfig[]) => Promise<T>): Promise<T> {
  const server: TestServer = await testServer();
  const databases: ClientConfig[] = [];
  try {
    for (let index = 0; index < count; index += 1) databases.push(await server.createDatabase());
    return await work(databases);
  } finally {
    for (const database of databases) await server.dropDatabase(database);
  }
}

/** A DataSource as a user's configuration exports it, with one connection. */
export function dataSourceFor(set: EntitySet, database: ClientConfig): DataSource {
  const options: DataSourceOptions = {
    ...set.options,
    type: 'postgres',
    host: database.host!,
    port: database.port!,
    username: database.user!,
    password: database.password as string,
    database: database.database!,
    entities: set.entities,
    poolSize: 1,
    synchronize: false,
  };
  return new DataSource(options);
}

/** Builds the set with TypeORM. */
export async function synchronize(set: EntitySet, database: ClientConfig): Promise<void> {
  await prepare(set, database);
  await execute(
    database,
    (set.schemas ?? []).map((schema) => `CREATE SCHEMA "${schema}"`),
  );
  await connected(set, database, (dataSource) => dataSource.synchronize());
  await execute(database, set.after ?? []);
}

/** The statements that TypeORM itself would still run. */
export function typeormLog(set: EntitySet, database: ClientConfig): Promise<string[]> {
  return connected(set, database, async (dataSource) => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  });
}

/** Catalog and rows of typeorm_metadata. */
export async function facts(set: EntitySet, database: ClientConfig): Promise<string[]> {
  const client = new Client(database);
  await client.connect();
  try {
    const catalog = await readCatalog(client, { ignoreTables: bookkeeping });
    const rows = await readTypeormMetadata(client, set.options?.metadataTableName);
    return [...catalog, ...rows.map((row) => `typeorm_metadata row ${row}`)];
  } finally {
    await client.end();
  }
}

/** Lines of one side only, as `- line` and `+ line`, sorted by what they are about. */
export function differences(expected: readonly string[], actual: readonly string[]): string[] {
  const [left, right] = [new Set(expected), new Set(actual)];
  return [
    ...expected.filter((line) => !right.has(line)).map((line) => ({ sign: '-', line })),
    ...actual.filter((line) => !left.has(line)).map((line) => ({ sign: '+', line })),
  ]
    .sort((one, other) => (one.line < other.line ? -1 : 1))
    .map(({ sign, line }) => `${sign} ${line}`);
}

async function prepare(set: EntitySet, database: ClientConfig): Promise<void> {
  await execute(database, set.before ?? []);
}

async function execute(database: ClientConfig, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  const client = new Client(database);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function connected<T>(
  set: EntitySet,
  database: ClientConfig,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = dataSourceFor(set, database);
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
