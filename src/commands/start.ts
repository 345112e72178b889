/** For an application's start: is the database what the application was built for, or is it to become that now? */

import type { DataSource } from 'typeorm';
import { AutogenError } from '../errors';
import { migrationName } from '../revisions/recognise';
import { pathTo } from '../revisions/targets';
import { type PgConnection, pgClient, type QueryAnswer } from '../run/client';
import { describeCurrent, describeLate, readPlace } from '../run/current';
import { lendQueryRunner } from '../run/lent-runner';
import { type Progress, run } from '../run/runner';
import { bookkeepingOf, contextOf, graphOf } from '../run/under-typeorm';

/**
 * Makes sure that the revisions among the DataSource's `migrations` are all applied. Reads two small tables; loads no
 * file and changes nothing.
 *
 * @param dataSource - initialized, with the revisions (classes or globs) in its option `migrations`.
 *   A version table of another name is found if `withAutogen` was told of it.
 * @throws AutogenError `database-not-at-head`, `database-revision-unknown`, `no-revisions`.
 */
export async function assertUpToDate(dataSource: DataSource): Promise<void> {
  requireRevisions(dataSource);
  const client = {
    query: async (text: string, values?: readonly unknown[]): Promise<QueryAnswer> => {
      const rows: QueryAnswer['rows'] = await dataSource.query(text, values === undefined ? undefined : [...values]);
      return { rows, rowCount: rows.length };
    },
  };
  const { graph, current } = await readPlace(client, graphOf(dataSource), bookkeepingOf(dataSource));
  const applied = graph.applied(current.filter((id) => graph.has(id)));
  const unknown = current.find((id) => !graph.has(id));
  if (unknown !== undefined) throw ahead(unknown);
  if (applied.size === graph.size) return;
  throw new AutogenError(
    'database-not-at-head',
    `The database is at ${describeCurrent(current)}, and the application was built for ${graph.heads.join(' and ')}.${describeLate(graph)}`,
    { hint: graph.heads.length > 1 ? 'autogen upgrade heads' : 'autogen upgrade head' },
  );
}

/** How to upgrade. */
export interface StartOptions {
  /** How long a statement waits for a lock, in milliseconds; the server's setting without it. */
  readonly lockTimeout?: number | undefined;
  /** How often a transaction that did not get a lock is tried again; 0 = never. */
  readonly lockRetries?: number | undefined;
  /** How long a statement may run, in milliseconds; the server's setting without it. */
  readonly statementTimeout?: number | undefined;
  /**
   * How long to wait for another instance that upgrades, in milliseconds.
   *
   * @default 600_000
   */
  readonly patience?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What was done. */
export interface StartResult {
  /** The heads before; empty = base. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Those that this instance applied, in order; none where another one was faster. */
  readonly revisions: readonly string[];
}

/**
 * Applies the revisions among the DataSource's `migrations` that are not applied yet, TypeORM's own migrations among them.
 * Any number of instances may start at once: one applies them, the others wait for it.
 *
 * @param dataSource - as {@link assertUpToDate} wants it.
 * @throws AutogenError `operation-failed`, `locked`, `database-revision-unknown`, `no-revisions`, …
 */
export async function upgradeOnStart(dataSource: DataSource, options: StartOptions = {}): Promise<StartResult> {
  requireRevisions(dataSource);
  const tables = bookkeepingOf(dataSource);
  const graph = graphOf(dataSource);
  const runner = dataSource.createQueryRunner();
  try {
    const connection: PgConnection = await runner.connect();
    const client = pgClient(connection, undefined, (inTransaction) =>
      lendQueryRunner(dataSource, connection, inTransaction),
    );
    const { current } = await readPlace(client, graph, tables);
    const unknown = current.find((id) => !graph.has(id));
    if (unknown !== undefined) throw ahead(unknown);
    const instances = new Map(dataSource.migrations.map((migration) => [migrationName(migration), migration]));
    const { before, after, steps } = await run({
      ...{ ...options, client, graph, tables, context: await contextOf(dataSource, client) },
      plan: (now, known) => pathTo(known, now, 'upgrade', 'heads'),
      load: async ({ name }) => instances.get(name)!,
      onProgress: (progress) => options.onProgress?.(progress),
    });
    return { before, after, revisions: steps.map(({ revision }) => revision.id) };
  } finally {
    await runner.release();
  }
}

function requireRevisions({ migrations }: DataSource): void {
  if (migrations.length > 0) return;
  throw new AutogenError('no-revisions', 'The DataSource has no migrations to compare the database with.', {
    hint: "list the revisions in the DataSource: migrations: [__dirname + '/migrations/*.js']",
  });
}

/** A newer version of the application has been here. */
function ahead(revision: string): AutogenError {
  return new AutogenError(
    'database-revision-unknown',
    `The database is at revision ${revision}, which this version of the application does not have.`,
    { hint: 'deploy the version of the application that has it' },
  );
}
