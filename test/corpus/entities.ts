/** The entities of a scenario, under one of the two versions of TypeORM, as plain data and as `synchronize()` builds them. */

import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { quoteIdentifier } from '../../src/postgres/sql/quote';
import type { Entities } from '../../src/typeorm/entities';
import { readEntities } from '../../src/typeorm/read-entities';

export type TypeormPackage = 'typeorm' | 'typeorm-0.3';

/** One side of a scenario. */
export interface Side {
  readonly entities: Entities;
  /** Brings an empty database to what TypeORM itself makes of the entities. */
  synchronize(database: ClientConfig): Promise<void>;
  /** The schemas that TypeORM expects to find. */
  readonly schemas: readonly string[];
}

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

interface Exports {
  readonly options?: Partial<PostgresOptions>;
  readonly [name: string]: unknown;
}

/** The part of TypeORM's metadata storage's home that is of interest. */
interface Globals {
  typeormMetadataArgsStorage?: unknown;
}

export async function sideOf(folder: string, file: string, from: TypeormPackage = 'typeorm'): Promise<Side> {
  const within = storageOf(from);
  const { DataSource: Source, exports } = await within(async () => load(join(folder, file), from));
  const { options = {}, ...rest } = exports;
  const open = (database: ClientConfig) =>
    new Source({
      ...options,
      type: 'postgres',
      host: database.host!,
      port: database.port!,
      username: database.user!,
      password: database.password as string,
      database: database.database!,
      entities: Object.values(rest) as PostgresOptions['entities'] & unknown[],
      poolSize: 1,
    });
  const entities = await within(async () => {
    const described = open({ host: 'localhost', port: 1, user: '', password: '', database: '' });
    await (described as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
    return readEntities(described, options.schema ?? 'public');
  });
  const schemas = [...new Set([...entities.tables, ...entities.views].map(({ schema }) => schema))].filter(
    (schema) => schema !== 'public',
  );
  return {
    entities,
    schemas,
    synchronize: (database) =>
      within(async () => {
        const dataSource = open(database);
        await dataSource.initialize();
        try {
          for (const schema of schemas)
            await dataSource.query(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`);
          await dataSource.synchronize();
        } finally {
          await dataSource.destroy();
        }
      }),
  };
}

type Within = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Both versions keep the decorators' arguments in one global storage: the older one gets its own while it is at work. */
function storageOf(from: TypeormPackage): Within {
  if (from === 'typeorm') return (work) => work();
  const globals = globalThis as Globals;
  let own: unknown;
  return async (work) => {
    const usual = globals.typeormMetadataArgsStorage;
    globals.typeormMetadataArgsStorage = own;
    try {
      return await work();
    } finally {
      own = globals.typeormMetadataArgsStorage;
      globals.typeormMetadataArgsStorage = usual;
    }
  };
}

interface Loaded {
  readonly DataSource: typeof DataSource;
  readonly exports: Exports;
}

function load(file: string, from: TypeormPackage): Loaded {
  const both = () => ({ ...(require('typeorm') as Pick<Loaded, 'DataSource'>), exports: require(file) as Exports });
  if (from === 'typeorm') return both();
  let loaded: Loaded | undefined;
  jest.isolateModules(() => {
    jest.doMock('typeorm', () => jest.requireActual(from));
    loaded = both();
    jest.dontMock('typeorm');
  });
  return loaded!;
}
