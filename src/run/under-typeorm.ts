/**
 * What `up` and `down` of a revision do when TypeORM's own runner calls them. TypeORM has the transaction and its own
 * table; autogen's version table is kept here. All that is known comes from the DataSource: no file is read.
 */

import type { DataSource, QueryRunner } from 'typeorm';
import { checksumOfOperations } from '../revisions/checksum';
import { RevisionGraph } from '../revisions/graph';
import { type MigrationNode, plainNode, revisionNode, withParents } from '../revisions/plain-migrations';
import { isRevision, type RevisionLike } from '../revisions/recognise';
import { requireFiles } from '../revisions/targets';
import { type Direction, rowChanges } from '../revisions/version-rows';
import type { OperationContext } from '../schema/operation';
import { type Application, apply } from './apply';
import { moveVersion } from './bookkeeping';
import { carriedSettings } from './carried-settings';
import { type Client, queryRunnerClient } from './client';
import { type Bookkeeping, readPlace } from './current';
import { applyInParts, knownOperations, readBegun, requireToFinish } from './parts';
import { StepLog } from './step-log';
import { inTransaction } from './transaction';
import { DEFAULT_VERSION_TABLE } from './version-table';

/**
 * @throws AutogenError `parent-not-applied`, `revision-not-head`, `database-revision-unknown`, `operation-failed`, and
 *   those of the graph.
 */
export async function runUnderTypeorm(
  revision: RevisionLike,
  direction: Direction,
  queryRunner: QueryRunner,
): Promise<void> {
  // TypeORM 0.3 has `connection` only, and 1.x warns of it.
  const dataSource: DataSource = queryRunner.dataSource ?? queryRunner.connection;
  const client = queryRunnerClient(queryRunner);
  const tables = bookkeepingOf(dataSource);
  const { graph, current } = await readPlace(client, graphOf(dataSource), tables);
  requireFiles(graph, current);
  const applied = graph.applied(current).has(revision.revision);
  // Applied, or undone, by autogen: TypeORM only has to write it down.
  if (applied === (direction === 'upgrade')) return;
  const node = graph.get(revision.revision)!;
  // Asked before anything is done: TypeORM may run everything without a transaction.
  rowChanges(graph, current, node.id, direction);
  const { versionTable } = tables;
  const step = { revision: node, direction };
  const begun = await readBegun(client, graph, versionTable, current);
  requireToFinish(begun, step, graph);
  const application: Application = {
    ...{ client, context: await contextOf(dataSource, client), node, instance: revision, direction },
    transaction: queryRunner.isTransactionActive ? 'typeorm' : 'none',
  };
  // TypeORM knows no file, and where the transaction is its own, a failure is its to write down.
  const log = await StepLog.begin({ client, versionTable, step, instance: revision });
  const complete = async (checksum: string | undefined) => {
    const after = await moveVersion({ client, graph, tables, current, node, direction });
    await log.done(checksum);
    return after;
  };
  const inParts = revision.transaction === false && !queryRunner.isTransactionActive;
  const operations = inParts ? await knownOperations(revision, application) : undefined;
  const subject = { client, step, timeouts: {} };
  try {
    if (operations !== undefined) {
      const inPartsComplete = () => complete(checksumOfOperations(operations));
      await applyInParts({ application, operations, subject, versionTable, begun, complete: inPartsComplete });
      return;
    }
    const checksum = await apply(application);
    await (queryRunner.isTransactionActive ? complete(checksum) : inTransaction(subject, () => complete(checksum)));
  } catch (error) {
    if (!queryRunner.isTransactionActive) await log.failed(error);
    throw error;
  }
}

/** By the DataSource's list of migrations, which stays the same: each migration would build the graph again. */
const graphs = new WeakMap<object, RevisionGraph<MigrationNode>>();

/** The graph of the revisions that a DataSource lists. */
export function graphOf(dataSource: DataSource): RevisionGraph<MigrationNode> {
  const known = graphs.get(dataSource.migrations);
  if (known !== undefined) return known;
  const nodes = dataSource.migrations.map((migration): MigrationNode => {
    const place = `the class ${migration.constructor.name}`;
    return isRevision(migration) ? revisionNode(migration, place) : plainNode(migration, place);
  });
  const graph = RevisionGraph.of(withParents(nodes));
  graphs.set(dataSource.migrations, graph);
  return graph;
}

/** Where a DataSource's bookkeeping tables are. */
export function bookkeepingOf(dataSource: DataSource): Bookkeeping {
  const { options } = dataSource;
  const settings = carriedSettings(dataSource);
  return {
    versionTable: { schema: settings.versionTableSchema, name: settings.versionTable ?? DEFAULT_VERSION_TABLE.name },
    migrationsTable: { schema: schemaOf(dataSource), name: options.migrationsTableName ?? 'migrations' },
  };
}

/** What operations mean on a DataSource's connection. */
export async function contextOf(dataSource: DataSource, client: Client): Promise<OperationContext> {
  const name = dataSource.options.metadataTableName ?? 'typeorm_metadata';
  const schema = schemaOf(dataSource) ?? String((await client.query('SELECT current_schema() AS name')).rows[0]?.name);
  return { defaultSchema: schema, metadataTable: { schema, name } };
}

function schemaOf(dataSource: DataSource): string | undefined {
  return dataSource.options.type === 'postgres' ? dataSource.options.schema : undefined;
}
