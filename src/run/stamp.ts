/** Writes down that a database is at certain revisions, in both tables at once; runs none. */

import { AutogenError } from '../errors';
import type { RevisionGraph } from '../revisions/graph';
import { type MigrationNode, versionRows } from '../revisions/plain-migrations';
import type { RowChange } from '../revisions/version-rows';
import type { Client } from './client';
import { type Bookkeeping, type Place, readPlace } from './current';
import { serverError, serverRemedy } from './failure';
import { type LoggedRevision, type LogRow, readLogged, writeHistory } from './history';
import { withLock } from './locks';
import {
  addMigrations,
  createMigrationsTable,
  eraseMigrations,
  hasMigrationsTable,
  removeMigration,
} from './typeorm-table';
import { eraseVersions, readVersions, writeVersions } from './version-table';

/** What a stamp needs. */
export interface StampOptions<Node extends MigrationNode = MigrationNode> {
  readonly client: Client;
  readonly graph: RevisionGraph<Node>;
  readonly tables: Bookkeeping;
  /** The heads to write, given those that are written. Called under the lock. */
  plan(current: readonly string[]): readonly string[];
  /** Erases both tables first, whatever they hold. */
  readonly purge: boolean;
  /** Told of all revisions of which `present` will be asked. */
  prepare?(nodes: readonly Node[]): void;
  /** What the log is to say of a revision that is declared to be applied. */
  present(node: Node): Promise<Pick<LoggedRevision, 'file' | 'checksum' | 'fileChecksum'>>;
}

/** What was written. */
export interface StampResult {
  /** The heads before; empty = base. Those without a file are among them. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * One transaction, under the lock of those who upgrade.
 *
 * @throws AutogenError `locked`, `version-table-changed`, `version-table-failed`, `stamp-failed`, and as `plan` does.
 */
export async function stamp<Node extends MigrationNode>(options: StampOptions<Node>): Promise<StampResult> {
  const { client, graph, tables, plan, purge } = options;
  return withLock(client, tables.versionTable.name, {}, async () => {
    const place = await readPlace(client, graph, tables);
    const before = place.current;
    const after = plan(purge ? [] : before);
    const log = await logOf(options, place, after);
    await client.query('BEGIN');
    try {
      if (purge) await eraseVersions(client, tables.versionTable);
      const rows = await readVersions(client, tables.versionTable);
      await writeVersions(client, tables.versionTable, changes(rows, versionRows(graph, after)));
      await agree({ client, graph, tables, purge }, after);
      await writeHistory(client, tables.versionTable, log);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      if (error instanceof AutogenError) throw error;
      const { message, code } = serverError(error);
      const hint =
        serverRemedy(code) ?? "the role needs to own the version table and TypeORM's table, or be granted them";
      throw new AutogenError('stamp-failed', `The stamp could not be written, and nothing was changed: ${message}`, {
        hint,
        cause: error,
      });
    }
    return { before, after };
  });
}

function changes(before: readonly string[], after: readonly string[]): readonly RowChange[] {
  return [
    ...before.filter((id) => !after.includes(id)).map((id) => ({ change: 'delete', id }) as const),
    ...after.filter((id) => !before.includes(id)).map((id) => ({ change: 'insert', id }) as const),
  ];
}

/** What was not applied before is declared to be, and the other way round; a purge forgets what has no file, too. */
async function logOf<Node extends MigrationNode>(
  { client, graph, tables, purge, prepare, present }: StampOptions<Node>,
  place: Place<Node>,
  after: readonly string[],
): Promise<readonly LogRow[]> {
  const lost = purge ? [...(await readLogged(client, tables.versionTable)).keys()].filter((id) => !graph.has(id)) : [];
  const was = place.graph.applied(place.current.filter((id) => graph.has(id)));
  const is = graph.ancestors(after);
  const newestFirst = [...graph];
  const undone = newestFirst.filter(({ id }) => was.has(id) && !is.has(id)).map(({ id }) => id);
  const rows: LogRow[] = [...lost, ...undone].map((revision) => ({
    ...{ revision, direction: 'downgrade', outcome: 'stamped' },
  }));
  const declared = newestFirst.reverse().filter(({ id }) => !was.has(id) && is.has(id));
  prepare?.(declared);
  for (const node of declared) {
    rows.push({ revision: node.id, direction: 'upgrade', outcome: 'stamped', ...(await present(node)) });
  }
  return rows;
}

/** TypeORM's table: what is applied now, in the order in which it would have run, and nothing else that has a file. */
async function agree(
  { client, graph, tables, purge }: Omit<StampOptions, 'plan' | 'prepare' | 'present'>,
  after: readonly string[],
): Promise<void> {
  const table = tables.migrationsTable;
  if (table === undefined) return;
  const applied = [...graph.sort(graph.ancestors(after))].reverse();
  if (!(await hasMigrationsTable(client, table))) {
    // Only there is it written that these are applied.
    if (applied.every(({ origin }) => origin === 'autogen')) return;
    await createMigrationsTable(client, table);
  }
  if (purge) await eraseMigrations(client, table);
  const isApplied = new Set(applied);
  for (const node of graph) if (!isApplied.has(node)) await removeMigration(client, table, node.name);
  await addMigrations(client, table, applied);
}
