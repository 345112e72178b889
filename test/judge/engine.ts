/** The only file of the judge that knows the engine. */
import { Client, type ClientConfig } from 'pg';
import { DataSource } from 'typeorm';
import { type Comparison, compare } from '../../src/autogen';
import { RevisionGraph } from '../../src/revisions/graph';
import { revisionNode } from '../../src/revisions/plain-migrations';
import { pathTo } from '../../src/revisions/targets';
import { pgClient } from '../../src/run/client';
import { run } from '../../src/run/runner';
import { formatId } from '../../src/schema/object';
import { readEntities } from '../../src/typeorm/read-entities';
import { fileOf, revisionIn } from '../property/revision-file';
import type { Engine } from './judge';
import type { EntitySet } from './set';

async function comparison<Result>(
  dataSource: DataSource,
  config: ClientConfig,
  use: (found: Comparison, client: Client) => Promise<Result>,
): Promise<Result> {
  await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  const client = new Client(config);
  await client.connect();
  try {
    const options = dataSource.options as { schema?: string };
    const entities = readEntities(dataSource, options.schema ?? 'public');
    const found = await compare({
      client,
      context: entities,
      entities: async () => entities,
      created: async () => new Set(),
      ignored: [],
      kept: [],
      answers: {},
    });
    return await use(found, client);
  } finally {
    await client.end();
  }
}

export const engine: Engine = {
  build: (dataSource, config) =>
    comparison(dataSource, config, async (found, connection) => {
      const { schema = 'public' } = dataSource.options as { schema?: string };
      const { metadataTableName = 'typeorm_metadata', migrationsTableName = 'migrations' } = dataSource.options;
      const revision = revisionIn(fileOf({ upgrade: found.upgrade(), downgrade: found.downgrade() }));
      await run({
        client: pgClient(connection),
        graph: RevisionGraph.of([revisionNode(revision, 'migrations/first.ts')]),
        plan: (current, graph) => pathTo(graph, current, 'upgrade', 'head'),
        load: async () => revision,
        context: { defaultSchema: schema, metadataTable: { schema, name: metadataTableName } },
        tables: { versionTable: { name: 'autogen_version' }, migrationsTable: { schema, name: migrationsTableName } },
      });
    }),
  check: (dataSource, config) =>
    comparison(dataSource, config, async (found) => [
      ...found.changes.map((change) => {
        switch (change.verb) {
          case 'alter':
            return `${formatId(change.after)} ${change.trait}: ${JSON.stringify(change.before.traits)} -> ${JSON.stringify(change.after.traits)}`;
          default:
            return `${change.verb} ${formatId(change.object)}`;
        }
      }),
      ...found.questions.map((question) => `question ${formatId('lost' in question ? question.lost : question.after)}`),
      ...found.unsettled.map(({ object, reason }) => `cannot tell ${formatId(object)}: ${reason}`),
    ]),
};

/** The operations of the first revision for a set's entities, and the way back. */
export async function plannedFor(set: EntitySet, config: ClientConfig) {
  const dataSource = new DataSource({ ...set.options, type: 'postgres', entities: set.entities });
  return comparison(dataSource, config, async (found) => ({ upgrade: found.upgrade(), downgrade: found.downgrade() }));
}
