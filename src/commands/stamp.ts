/** `autogen stamp` and `autogen ensure-version`: the bookkeeping alone, without running a revision. */

import { type ProjectOptions, withProject } from '../project';
import type { RevisionFile } from '../revisions/files';
import { stampedHeads } from '../revisions/stamp';
import { withLock } from '../run/locks';
import { type StampResult, stamp as write } from '../run/stamp';
import { describeTable, ensureVersionTable } from '../run/version-table';
import { presentOf } from './altered';

/** Which revisions the database is to be taken for being at. */
export interface StampOptions extends ProjectOptions {
  /** `head`, `heads`, `base`, ids or beginnings of them; one for each branch. */
  readonly targets: readonly string[];
  /** Erases the version table and TypeORM's table of migrations first, whatever they hold. */
  readonly purge?: boolean | undefined;
}

export type { StampResult };

/**
 * Writes down that the database is at certain revisions, in the version table and, where it exists, in TypeORM's table.
 * Runs none of them. The log says which are declared to be applied, or not to be.
 *
 * @example
 * const { before, after } = await stamp({ targets: ['head'] });
 * @throws AutogenError `overlapping-targets`, `database-revision-unknown`, `unknown-target`, …
 */
export async function stamp(options: StampOptions): Promise<StampResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const { client, tables } = await project.database();
    const plan = (current: readonly string[]) => stampedHeads(graph, current, options.targets);
    const present = (node: RevisionFile) => presentOf(project, node);
    const prepare = (nodes: readonly RevisionFile[]) => project.prepare(nodes);
    return write({ client, graph, tables, plan, purge: options.purge === true, prepare, present });
  });
}

/** What was there. */
export interface EnsureVersionResult {
  /** `public.autogen_version`; without a schema where the search path says which. */
  readonly table: string;
  /** It had to be made. */
  readonly created: boolean;
}

/** Makes the version table where it is missing; changes nothing else. */
export async function ensureVersion(options: ProjectOptions = {}): Promise<EnsureVersionResult> {
  return withProject(options, async (project) => {
    const { client, tables } = await project.database();
    const { versionTable } = tables;
    // Two who find it missing at the same time would both make it.
    const created = await withLock(client, versionTable.name, {}, () => ensureVersionTable(client, versionTable));
    return { table: describeTable(versionTable), created };
  });
}
