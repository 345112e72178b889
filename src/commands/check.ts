/** `autogen check`: do entities, revisions and database agree? */

import type { Comparison } from '../autogen';
import { type ProjectOptions, withProject } from '../project';
import type { Difference } from '../render/describe';
import { multipleHeads } from '../revisions/targets';
import { formatId, formatPath } from '../schema/object';
import { type AlteredRevision, alteredRevisions } from './altered';
import {
  type Against,
  type CompareOptions,
  compareProject,
  type OpenQuestion,
  openQuestion,
  settledDifferences,
} from './comparison';

/** What to check, and how. */
export interface CheckOptions extends ProjectOptions, Pick<CompareOptions, 'against' | 'elaborate'> {
  /**
   * Compares where there are several heads, too.
   *
   * @default the setting of the same name, which is `false`
   */
  readonly allowMultipleHeads?: boolean | undefined;
}

/** What was found. */
export interface CheckResult {
  readonly against: Against;
  /** Nothing differs, nothing is asked, nobody had to give up, and no applied revision is altered. */
  readonly inSync: boolean;
  /** What a revision would have to do. */
  readonly differences: readonly Difference[];
  /** What only a person can settle. */
  readonly questions: readonly OpenQuestion[];
  /** Tables that neither entities nor revisions speak of; no failure. */
  readonly unmanaged: readonly string[];
  /** What nobody could tell, and why. */
  readonly cannotTell: readonly { readonly object: string; readonly reason: string }[];
  /** Applied revisions that are no longer what ran, the oldest first; asked of the project's own database only. */
  readonly altered: readonly AlteredRevision[];
}

/**
 * Compares the entities with the database or with the revisions. Changes nothing.
 *
 * @example
 * const { inSync, differences } = await check({ against: 'migrations' });
 * @throws AutogenError `multiple-heads`, `database-not-at-head`, `config-not-found`, `missing-privileges`, …
 */
export async function check(options: CheckOptions = {}): Promise<CheckResult> {
  const { against = 'database', elaborate } = options;
  return withProject(options, async (project) => {
    const isAllowed = options.allowMultipleHeads ?? project.config.settings.allowMultipleHeads;
    const graph = await project.revisions();
    if (graph.heads.length > 1 && !isAllowed) {
      throw multipleHeads(
        graph,
        'and nobody has said what they come to together',
        'allow them: autogen check --allow-multiple-heads',
      );
    }
    return compareProject(project, { against, elaborate }, async (comparison) => {
      const result = resultOf(comparison, against);
      if (against === 'migrations') return result;
      const altered = await alteredRevisions(project, graph, await project.database());
      return { ...result, altered, inSync: result.inSync && altered.length === 0 };
    });
  });
}

/** A comparison as plain data. */
export function resultOf(comparison: Comparison, against: Against): CheckResult {
  const { changes, questions, unmanaged, unsettled } = comparison;
  return {
    against,
    inSync: changes.length === 0 && questions.length === 0 && unsettled.length === 0,
    differences: settledDifferences(comparison),
    questions: questions.map(openQuestion),
    unmanaged: unmanaged.map(formatPath),
    cannotTell: unsettled.map(({ object, reason }) => ({ object: formatId(object), reason })),
    altered: [],
  };
}
