/** Writes down that one revision was applied or undone, in both tables, inside whatever transaction there is. */

import type { RevisionGraph } from '../revisions/graph';
import { hasPlain, type MigrationNode, versionRows } from '../revisions/plain-migrations';
import { changesBetween, type Direction, rowChanges, rowsAfter } from '../revisions/version-rows';
import type { Client } from './client';
import type { Bookkeeping } from './current';
import { addMigrations, createMigrationsTable, hasMigrationsTable, removeMigration } from './typeorm-table';
import { writeVersions } from './version-table';

/** One revision's entry in the books. */
export interface Entry {
  readonly client: Client;
  readonly graph: RevisionGraph<MigrationNode>;
  readonly tables: Bookkeeping;
  /** Before the step. */
  readonly current: readonly string[];
  readonly node: MigrationNode;
  readonly direction: Direction;
}

/**
 * Moves the version table's rows.
 *
 * @returns the applied heads afterwards.
 * @throws AutogenError `version-table-changed`, `version-table-failed`, and as `rowChanges` does.
 */
export async function moveVersion({
  client,
  graph,
  tables,
  current,
  node,
  direction,
}: Entry): Promise<readonly string[]> {
  const changes = rowChanges(graph, current, node.id, direction);
  const after = rowsAfter(current, changes);
  const moves = hasPlain(graph)
    ? changesBetween(versionRows(graph, current), versionRows(graph.catchingUp(node.id), after))
    : changes;
  await writeVersions(client, tables.versionTable, moves);
  return after;
}

/**
 * Writes TypeORM's table too, if it exists, or if one of its own migrations was applied.
 *
 * @param after - the applied heads after the step.
 * @param whole - also adds what earlier runs applied before TypeORM made its table, so that TypeORM never takes it for
 *   new; the first step of a run does that.
 */
export async function moveMigration(entry: Entry, after: readonly string[], whole: boolean): Promise<void> {
  const { client, graph, tables, node, direction } = entry;
  const table = tables.migrationsTable;
  if (table === undefined) return;
  if (!(await hasMigrationsTable(client, table))) {
    if (node.origin === 'autogen') return;
    await createMigrationsTable(client, table);
  }
  if (direction === 'downgrade') return removeMigration(client, table, node.name);
  const applied = whole ? [...graph.sort(graph.catchingUp(node.id).applied(after))].reverse() : [node];
  const records = applied.filter((one) => one.origin === 'autogen' || one.id === node.id);
  await addMigrations(client, table, records);
}
