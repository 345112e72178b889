/** `autogen verify`: do the revisions keep their promises, and do they make what the entities say? */

import { type ProjectOptions, withProject } from '../project';
import { type CheckResult, resultOf } from './check';
import { compareWith, withScratch } from './comparison';
import { isProved, Prover, type RevisionProof } from './proof';

/** What to verify. */
export interface VerifyOptions extends ProjectOptions {
  /** Told of each revision when it has run up, down and up again. */
  readonly onProof?: ((proof: RevisionProof) => void) | undefined;
}

/** What was found. */
export interface VerifyResult {
  /** All of it is as it should be. */
  readonly proved: boolean;
  /** In the order in which they ran. */
  readonly revisions: readonly RevisionProof[];
  /** What the revisions together make, compared with the entities. */
  readonly check: CheckResult;
}

/**
 * Runs every revision up, down and up again on a scratch database, compares what is there after each step, and in the
 * end with the entities. Needs no server; changes nothing.
 *
 * @example
 * const { proved, revisions } = await verify();
 * @throws AutogenError `operation-failed` where a revision does not run, …
 */
export async function verify(options: VerifyOptions = {}): Promise<VerifyResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    return withScratch(project, async (database) => {
      const prover = new Prover(project, graph, database);
      const revisions: RevisionProof[] = [];
      for (const revision of prover.path()) {
        const proof = await prover.prove(revision);
        revisions.push(proof);
        options.onProof?.(proof);
      }
      const check = resultOf(await compareWith(project, graph, database, {}), 'migrations');
      return { proved: check.inSync && revisions.every(isProved), revisions, check };
    });
  });
}
