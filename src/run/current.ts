/** Where the database stands, as both bookkeeping tables say. */

import type { RevisionGraph } from '../revisions/graph';
import { currentOf, type MigrationNode } from '../revisions/plain-migrations';
import type { Client } from './client';
import { hasMigrationsTable, type MigrationsTable, readMigrations } from './typeorm-table';
import { readVersions, type VersionTable } from './version-table';

/** Both bookkeeping tables. */
export interface Bookkeeping {
  readonly versionTable: VersionTable;
  /** TypeORM's, whether it exists or not. */
  readonly migrationsTable?: MigrationsTable | undefined;
}

/**
 * The applied revisions that no other applied one needs, sorted. Those without a file are among them.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function readCurrent(
  client: Client,
  graph: RevisionGraph<MigrationNode>,
  { versionTable, migrationsTable }: Bookkeeping,
): Promise<readonly string[]> {
  const rows = await readVersions(client, versionTable);
  const plain = [...graph.ids()].some((id) => graph.get(id)!.origin === 'typeorm');
  if (!plain || migrationsTable === undefined || !(await hasMigrationsTable(client, migrationsTable))) return rows;
  return currentOf(graph, rows, await readMigrations(client, migrationsTable));
}

/** `base`, or the ids: for messages. */
export function describeCurrent(current: readonly string[]): string {
  return current.length === 0 ? 'base (no revision is applied)' : current.join(' and ');
}
