/** A project, opened: its configuration, its revisions and, once somebody asks, its database. */

import type { ClientConfig, Client as PgClient } from 'pg';
import { connect, resolveTarget } from './config/connection';
import { buildMetadatas, type LoadedConfig, loadDataSource, type Warning } from './config/data-source';
import { findConfig } from './config/find';
import { createLoader } from './config/typescript';
import { loadRevision, type RevisionFile, readRevisionFiles } from './revisions/files';
import { RevisionGraph } from './revisions/graph';
import { type Client, pgClient } from './run/client';
import type { Bookkeeping } from './run/current';
import { historyTable } from './run/history';
import { journalTable } from './run/journal';
import { lendQueryRunner } from './run/lent-runner';
import type { ObjectId } from './schema/object';
import type { OperationContext } from './schema/operation';
import type { Entities } from './typeorm/entities';
import { metadataTableOf, readEntities } from './typeorm/read-entities';

/** Which project, and who wants to hear of it. */
export interface ProjectOptions {
  /** The configuration file, absolute or relative to `cwd`; without it, it is looked for as the command line does. */
  readonly dataSource?: string | undefined;
  /** @default process.cwd() */
  readonly cwd?: string | undefined;
  /** Told what is worth a line and no error: which server is used, what looks dangerous in the configuration. */
  readonly onNotice?: ((notice: Warning) => void) | undefined;
}

/** A connection with what it takes to run revisions on it. */
export interface Database {
  readonly connection: PgClient;
  readonly client: Client;
  readonly context: OperationContext;
  readonly tables: Bookkeeping;
  /** `host:port/database`, without the password. */
  readonly description: string;
}

/** An opened project. */
export interface Project {
  readonly config: LoadedConfig;
  /** The graph of its revision files, read once, or `again` when one was written. */
  revisions(options?: { readonly again: true }): Promise<RevisionGraph<RevisionFile>>;
  /** To be told of many revisions before each is loaded. */
  prepare(revisions: readonly RevisionFile[]): void;
  /** An instance of one revision. */
  load(revision: RevisionFile): ReturnType<typeof loadRevision>;
  /** Where in the project's own files an error was made: `migrations/x.ts:12`. */
  locate(error: unknown): string | undefined;
  /** The project's own database, connected once. */
  database(): Promise<Database>;
  /** Another database in the place of the project's own: a scratch one. */
  databaseAt(config: ClientConfig, description: string): Promise<Database>;
  /** What the entities want, in the schema that a database calls its default. */
  entities(context: OperationContext): Promise<Entities>;
}

/**
 * Opens a project, lets `use` work with it, and closes every connection and server that was opened for it.
 *
 * @throws AutogenError whatever configuration, entities, revisions and the database have to complain about.
 */
export async function withProject<Result>(
  options: ProjectOptions,
  use: (project: Project) => Promise<Result>,
): Promise<Result> {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    return await use(await openProject(options, closing));
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function openProject(options: ProjectOptions, closing: (() => Promise<unknown>)[]): Promise<Project> {
  const notice = options.onNotice ?? (() => undefined);
  const file = findConfig({ cwd: options.cwd ?? process.cwd(), dataSource: options.dataSource });
  const loader = createLoader(file);
  const config = await loadDataSource(file, loader);
  for (const warning of config.warnings) notice(warning);
  const { dataSource, settings, root } = config;
  const load = (path: string) => loader.load(path, 'revision');
  let graph: Promise<RevisionGraph<RevisionFile>> | undefined;
  let database: Promise<Database> | undefined;

  const databaseAt = async (target: ClientConfig, description: string): Promise<Database> => {
    const connection = await connect(target, root);
    closing.push(() => connection.end());
    const openAnother = () => connect(target, root);
    const context = await contextOf(connection, config);
    const lend = async (inTransaction: boolean) => {
      await buildMetadatas(dataSource);
      return lendQueryRunner(dataSource, connection, inTransaction);
    };
    const client = pgClient(connection, openAnother, lend);
    return { connection, client, context, tables: tablesOf(config), description };
  };
  const ownDatabase = async (): Promise<Database> => {
    const target = resolveTarget(config);
    if (target.kind === 'server') return databaseAt(target.config, target.describe());
    const { openEmbedded } = await import('./config/embedded.js');
    const server = await openEmbedded({ root: target.root });
    closing.push(() => server.stop());
    notice({ code: 'embedded', message: server.firstLine });
    return databaseAt(server.config, 'the embedded PostgreSQL');
  };

  return {
    config,
    revisions: (options) => {
      if (options?.again) graph = undefined;
      graph ??= readRevisionFiles([settings.migrations, ...settings.versionLocations], load).then((files) =>
        RevisionGraph.of(files),
      );
      return graph;
    },
    prepare: (revisions) => loader.prepare(revisions.map(({ file }) => file)),
    load: (revision) => loadRevision(revision, load),
    locate: (error) => loader.locate(error),
    database: () => {
      database ??= ownDatabase();
      return database;
    },
    databaseAt,
    entities: async ({ defaultSchema }) => {
      await buildMetadatas(dataSource);
      return readEntities(dataSource, defaultSchema);
    },
  };
}

/** The default schema is the DataSource's, else the first of the search path, as for TypeORM itself. */
async function contextOf(connection: PgClient, { dataSource }: LoadedConfig): Promise<OperationContext> {
  const { options } = dataSource;
  const named = options.type === 'postgres' ? options.schema : undefined;
  const { rows } = await connection.query<{ name: string | null }>('SELECT current_schema() AS name');
  const defaultSchema = named ?? rows[0]?.name ?? 'public';
  return { defaultSchema, metadataTable: metadataTableOf(dataSource, defaultSchema) };
}

function tablesOf({ dataSource, settings }: LoadedConfig): Bookkeeping {
  const { options } = dataSource;
  return {
    versionTable: { schema: settings.versionTableSchema, name: settings.versionTable },
    migrationsTable: {
      schema: options.type === 'postgres' ? options.schema : undefined,
      name: options.migrationsTableName ?? 'migrations',
    },
  };
}

/** Autogen's own tables, which no comparison sees: in their schema, or wherever the search path may have put them. */
export function ownTables({ settings }: LoadedConfig, { defaultSchema }: OperationContext): ObjectId[] {
  const { versionTable, versionTableSchema } = settings;
  const schemas = versionTableSchema === undefined ? new Set([defaultSchema, 'public']) : [versionTableSchema];
  const names = [versionTable, ...[journalTable, historyTable].map((table) => table({ name: versionTable }).name)];
  return [...schemas].flatMap((schema) => names.map((name) => ({ kind: 'table', path: [schema, name] })));
}
