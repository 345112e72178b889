/** Where the database stands, as both bookkeeping tables say. */

import { AutogenError } from '../errors';
import type { RevisionGraph } from '../revisions/graph';
import { currentOf, hasPlain, lateOnes, type MigrationNode } from '../revisions/plain-migrations';
import type { Client } from './client';
import { hasMigrationsTable, type MigrationsTable, readMigrations, recordedAmong } from './typeorm-table';
import { readVersions, sqlName, type VersionTable } from './version-table';

/** Both bookkeeping tables. */
export interface Bookkeeping {
  readonly versionTable: VersionTable;
  /** TypeORM's, whether it exists or not. */
  readonly migrationsTable?: MigrationsTable | undefined;
}

/**
 * Both tables with the schema in which the session finds them now, or would make them: a revision may set the search path,
 * as the dump of a database does, and what is written down behind it must not end up elsewhere.
 */
export async function placed(client: Client, tables: Bookkeeping): Promise<Bookkeeping> {
  const { versionTable, migrationsTable } = tables;
  return {
    versionTable: await placedTable(client, versionTable),
    migrationsTable: migrationsTable === undefined ? undefined : await placedTable(client, migrationsTable),
  };
}

async function placedTable<Table extends VersionTable>(client: Client, table: Table): Promise<Table> {
  if (table.schema !== undefined) return table;
  const { rows } = await client.query(
    `SELECT coalesce((SELECT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.oid = to_regclass($1)), current_schema()) AS schema`,
    [sqlName(table)],
  );
  const schema = rows[0]?.schema;
  return typeof schema === 'string' ? { ...table, schema } : table;
}

/** Where a database stands. */
export interface Place<Node extends MigrationNode> {
  /** The applied revisions that no other applied one needs, sorted. Those without a file are among them. */
  readonly current: readonly string[];
  /** The graph, which knows now what this database has passed over. */
  readonly graph: RevisionGraph<Node>;
}

/** @throws AutogenError `version-table-failed`. */
export async function readPlace<Node extends MigrationNode>(
  client: Client,
  graph: RevisionGraph<Node>,
  { versionTable, migrationsTable }: Bookkeeping,
): Promise<Place<Node>> {
  const rows = await readVersions(client, versionTable);
  if (!hasPlain(graph) || migrationsTable === undefined || !(await hasMigrationsTable(client, migrationsTable))) {
    return { current: rows, graph };
  }
  const executed = await readMigrations(client, migrationsTable);
  return { current: currentOf(graph, rows, executed), graph: graph.passingOver(lateOnes(graph, rows, executed)) };
}

/** {@link Place.current} alone, where nobody asks what is applied below it. */
export async function readCurrent(
  client: Client,
  graph: RevisionGraph<MigrationNode>,
  tables: Bookkeeping,
): Promise<readonly string[]> {
  return (await readPlace(client, graph, tables)).current;
}

/**
 * Revisions that are about to run must not be in TypeORM's table: somebody has recorded them there without running them.
 *
 * @throws AutogenError `recorded-not-run`.
 */
export async function requireUnrecorded(
  client: Client,
  { migrationsTable }: Bookkeeping,
  { current }: Pick<Place<MigrationNode>, 'current'>,
  nodes: readonly MigrationNode[],
): Promise<void> {
  const revisions = nodes.filter(({ origin }) => origin === 'autogen');
  if (revisions.length === 0 || migrationsTable === undefined) return;
  if (!(await hasMigrationsTable(client, migrationsTable))) return;
  const recorded = await recordedAmong(client, migrationsTable, revisions);
  const [first, ...others] = revisions.filter(({ name }) => recorded.has(name));
  if (first === undefined) return;
  const last = others.at(-1) ?? first;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new AutogenError(
    'recorded-not-run',
    `TypeORM's table says that revision ${first.id} in ${first.file}${more} has run, and autogen's version table does not: it was recorded there without being run, as by migration:run --fake.`,
    {
      hint: `if the database has what it makes: autogen stamp ${last.id}; if not, let TypeORM's table forget it: autogen stamp ${current.join(' ') || 'base'}`,
      at: first.file,
    },
  );
}

/** A sentence about what a database has passed over, with a space before it; nothing where there is nothing. */
export function describeLate(graph: RevisionGraph<MigrationNode>): string {
  const late = graph.sort(graph.late).map(({ id, file }) => `${id} (${file})`);
  if (late.length === 0) return '';
  return ` Merged late, and pending although newer ones are applied: ${late.reverse().join(', ')}.`;
}

/** `base`, or the ids: for messages. */
export function describeCurrent(current: readonly string[]): string {
  return current.length === 0 ? 'base (no revision is applied)' : current.join(' and ');
}
