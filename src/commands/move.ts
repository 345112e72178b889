/** `autogen upgrade` and `autogen downgrade`: move the database along the graph. */

import { type ProjectOptions, withProject } from '../project';
import { checksumOfFile } from '../revisions/checksum';
import type { RevisionFile } from '../revisions/files';
import { pathTo } from '../revisions/targets';
import type { Direction } from '../revisions/version-rows';
import { describeLate } from '../run/current';
import { type Progress, run } from '../run/runner';
import { type AlteredRevision, tellAltered } from './altered';

/** Where to. */
export interface MoveOptions extends ProjectOptions {
  /** `head`, `heads`, `base`, an id or the beginning of one, `+1`, `-1`, … */
  readonly target: string;
  /** Cancels the running statement; the database stays at the last completed revision. */
  readonly signal?: AbortSignal | undefined;
  /** All revisions in one transaction: all or nothing. */
  readonly singleTransaction?: boolean | undefined;
  readonly onProgress?: ((progress: Progress<RevisionFile>) => void) | undefined;
}

/** What was done. */
export interface MoveResult {
  /** The heads before; empty = base. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** In the order in which they ran. */
  readonly revisions: readonly {
    readonly revision: string;
    readonly direction: Direction;
    readonly message: string;
    readonly file: string;
  }[];
  /** Of an upgrade: the revisions applied before it that are no longer what ran. It goes on all the same. */
  readonly altered: readonly AlteredRevision[];
}

/**
 * Applies revisions up to the target, one transaction each, unless they are to share one. Applied ones that are no longer
 * what ran are told of by `onNotice`.
 *
 * @throws AutogenError `not-in-one-transaction`, `operation-failed`, `unknown-target`, `interrupted`, …
 */
export function upgrade(options: Omit<MoveOptions, 'target'> & { readonly target?: string } = {}): Promise<MoveResult> {
  return move({ ...options, target: options.target ?? 'head' }, 'upgrade');
}

/**
 * Undoes revisions down to the target, one transaction each.
 *
 * @throws AutogenError as {@link upgrade} does.
 */
export function downgrade(options: MoveOptions): Promise<MoveResult> {
  return move(options, 'downgrade');
}

async function move(options: MoveOptions, direction: Direction): Promise<MoveResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const database = await project.database();
    const { client, context, tables } = database;
    const altered = direction === 'upgrade' ? await tellAltered(project, graph, database, options) : [];
    const { lockTimeout, statementTimeout, lockRetries, lockRetryPause, lockRetryLongestPause } =
      project.config.settings;
    const { before, after, steps } = await run<RevisionFile>({
      client,
      graph,
      context,
      tables,
      plan: (current, known) => {
        const late = direction === 'upgrade' ? describeLate(known).trim() : '';
        if (late !== '') options.onNotice?.({ code: 'merged-late', message: late });
        return pathTo(known, current, direction, options.target);
      },
      prepare: (revisions) => project.prepare(revisions),
      load: (revision) => project.load(revision),
      fileChecksum: ({ file }) => checksumOfFile(file),
      ...{ lockTimeout, statementTimeout, lockRetries, lockRetryPause, lockRetryLongestPause },
      signal: options.signal,
      singleTransaction: options.singleTransaction,
      onProgress: (progress) => options.onProgress?.(progress),
    });
    return {
      before,
      after,
      revisions: steps.map((step) => ({
        revision: step.revision.id,
        direction: step.direction,
        message: step.revision.message,
        file: step.revision.file,
      })),
      altered,
    };
  });
}
