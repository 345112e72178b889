/**
 * The two ways in which a revision reaches a database: `autogen upgrade` runs it, or a plain client runs the script that
 * `autogen sql` has printed. What they leave must be the same, in the version table too.
 */

import type { Client } from 'pg';
import { renderScript } from '../../src/render/script';
import { RevisionGraph } from '../../src/revisions/graph';
import type { Operations } from '../../src/revisions/operations';
import { revisionNode } from '../../src/revisions/plain-migrations';
import { Revision } from '../../src/revisions/revision';
import { historyTable } from '../../src/run/history';
import { journalTable } from '../../src/run/journal';
import { offlineBlocks } from '../../src/run/offline';
import { run } from '../../src/run/runner';
import { script } from '../../src/run/script';
import type { Operation, OperationContext } from '../../src/schema/operation';

/** Why PostgreSQL refuses it. */
export interface Refusal {
  readonly code: string | undefined;
  readonly text: string;
}

const VERSIONS = { name: 'corpus_version' };

/** What one of them says of a revision: which rows the version table has afterwards, or why there is nothing. */
export type Way = (
  client: Client,
  operations: readonly Operation[],
  context: OperationContext,
) => Promise<readonly string[] | Refusal>;

export const byUpgrade: Way = async (client, operations, context) => {
  const { graph, steps, load } = only(operations);
  const own = {
    query: async (text: string, values?: readonly unknown[]) => {
      const { rows, rowCount } = await client.query(text, values === undefined ? undefined : [...values]);
      return { rows: rows ?? [], rowCount };
    },
  };
  try {
    await run({ client: own, graph, plan: () => steps, load, context, tables: { versionTable: VERSIONS } });
  } catch (error) {
    const { cause, message } = error as { cause?: { code?: string }; message: string };
    // The log tells of the failure.
    await forget(client);
    return { code: cause?.code, text: message };
  }
  return versions(client);
};

export const byScript: Way = async (client, operations, context) => {
  const { graph, steps, load } = only(operations);
  const parts = await script(steps, { load, context });
  const options = { root: '', graph, from: [], context, timeouts: {}, versionTable: VERSIONS };
  try {
    await client.query(renderScript(offlineBlocks(steps, parts, options)));
  } catch (error) {
    await client.query('ROLLBACK');
    const { code, message } = error as { code?: string; message: string };
    return { code, text: message };
  }
  return versions(client);
};

/** A revision that follows none, and does this. */
function only(operations: readonly Operation[]) {
  class Played extends Revision {
    readonly revision = 'aaaa1111';
    readonly downRevision = null;
    readonly branchLabels = [];
    readonly dependsOn = [];
    upgrade(op: Operations) {
      const calls = op as unknown as Readonly<Record<string, (...args: Operation['args']) => void>>;
      for (const { name, args } of operations) calls[name]?.(...args);
    }
    downgrade() {}
  }
  const revision = new Played();
  const node = revisionNode(revision, 'the scenario');
  return {
    graph: RevisionGraph.of([node]),
    steps: [{ revision: node, direction: 'upgrade' as const }],
    load: async () => revision,
  };
}

/** The rows; what a run writes about itself goes, so that no comparison sees it. */
async function versions(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ version: string }>(`SELECT version_num AS version FROM ${VERSIONS.name}`);
  await forget(client);
  return rows.map(({ version }) => version);
}

async function forget(client: Client): Promise<void> {
  const tables = [VERSIONS, journalTable(VERSIONS), historyTable(VERSIONS)].map(({ name }) => name);
  await client.query(`DROP TABLE IF EXISTS ${tables.join(', ')}`);
}
