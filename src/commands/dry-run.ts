/** `autogen upgrade --dry-run` and `autogen downgrade --dry-run`: what they would run, and what that locks. */

import { type ProjectOptions, withProject } from '../project';
import type { RevisionFile } from '../revisions/files';
import { pathTo } from '../revisions/targets';
import type { Direction } from '../revisions/version-rows';
import { describeLate, readPlace, requireUnrecorded } from '../run/current';
import { dryRunOf, type PlannedStep } from '../run/dry-run';
import { readJournal } from '../run/journal';
import { requireFilesOf } from '../run/lost-files';
import { isHalfDone, requireToFinish } from '../run/parts';
import { type AlteredRevision, tellAltered } from './altered';

/** Which run. */
export interface DryRunOptions extends ProjectOptions {
  /** @default 'upgrade' */
  readonly direction?: Direction | undefined;
  /** As that command takes it. */
  readonly target: string;
  /** As if all revisions were to run in one transaction. */
  readonly singleTransaction?: boolean | undefined;
}

/** What one revision would do. */
export interface PlannedRevision extends PlannedStep {
  readonly revision: string;
  readonly direction: Direction;
  readonly message: string;
  readonly file: string;
}

/** What would be done. */
export interface DryRunResult {
  /** The heads now; empty = base. */
  readonly before: readonly string[];
  /** In the order in which they would run. */
  readonly revisions: readonly PlannedRevision[];
  /** Of an upgrade: the applied revisions that are no longer what ran. */
  readonly altered: readonly AlteredRevision[];
}

/**
 * Reads where the database stands, and changes nothing: neither a table nor a row is made, no lock is taken but of what is read.
 *
 * @throws AutogenError as the run would before its first statement: `half-done`, `unknown-target`, `not-in-one-transaction`, …
 */
export async function dryRun(options: DryRunOptions): Promise<DryRunResult> {
  const { direction = 'upgrade', target, singleTransaction = false } = options;
  return withProject(options, async (project) => {
    const revisions = await project.revisions();
    const database = await project.database();
    const { client, context, tables } = database;
    const isUpgrade = direction === 'upgrade';
    const altered = isUpgrade ? await tellAltered(project, revisions, database, options) : [];
    const place = await readPlace(client, revisions, tables);
    const { graph, current: before } = place;
    await requireFilesOf(client, tables.versionTable, graph, before);
    const late = isUpgrade ? describeLate(graph).trim() : '';
    if (late !== '') options.onNotice?.({ code: 'merged-late', message: late });
    const steps = pathTo(graph, before, direction, target);
    const upgraded = steps.filter((step) => step.direction === 'upgrade').map(({ revision }) => revision);
    await requireUnrecorded(client, tables, place, upgraded);
    const journal = await readJournal(client, tables.versionTable);
    const begun = journal !== undefined && isHalfDone(journal, graph, before) ? journal : undefined;
    requireToFinish(begun, steps[0], graph);
    const load = (revision: RevisionFile) => project.load(revision);
    const planned = await dryRunOf(steps, { load, context, singleTransaction, begun });
    return {
      before,
      revisions: planned.map((rest, index) => {
        const { revision, direction } = steps[index]!;
        return { revision: revision.id, direction, message: revision.message, file: revision.file, ...rest };
      }),
      altered,
    };
  });
}
