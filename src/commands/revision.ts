/** `autogen revision`: compare, plan, render, write one file. */

import type { Comparison } from '../autogen';
import { AutogenError } from '../errors';
import { findRows } from '../postgres/rows-in-the-way';
import { type Database, type Project, type ProjectOptions, withProject } from '../project';
import type { Difference } from '../render/describe';
import { renderOperation } from '../render/report';
import type { RevisionBody, RevisionHead } from '../render/revision';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { joinsHeads, multipleHeads, notHead, resolveTarget } from '../revisions/targets';
import { formatId, formatPath, keyOf } from '../schema/object';
import type { Hazard } from '../schema/operation';
import { type CheckResult, resultOf } from './check';
import {
  type CompareOptions,
  compareProject,
  compareWith,
  type OpenQuestion,
  openQuestion,
  settledDifferences,
  withScratch,
} from './comparison';
import { bodyOf, folderFor, newHead, writeRevision } from './new-revision';
import { isProved, Prover, type RevisionProof } from './proof';
import { placeFor } from './without-database';

/** What to write. */
export interface RevisionOptions extends ProjectOptions, CompareOptions {
  /** What the revision is about; becomes its name and its comment. */
  readonly message: string;
  /** Writes a revision without operations, and compares nothing. */
  readonly empty?: boolean | undefined;
  /** The id, instead of a random one. */
  readonly revId?: string | undefined;
  /**
   * What it follows: a head, by id or `label@head`; `base`: nothing, so that it begins another line.
   *
   * @default the one head
   */
  readonly head?: string | undefined;
  /** Lets it follow a revision that another one follows already: a branch begins there. */
  readonly splice?: boolean | undefined;
  /** Revisions or branch labels that must be applied first without being its parents. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Names for the branch that begins here. */
  readonly branchLabel?: readonly string[] | undefined;
  /**
   * The folder to write it to, one of those that revisions are read from; relative to the configuration.
   *
   * @default where the revision is that it follows
   */
  readonly versionPath?: string | undefined;
  /** Shows what would be written, and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** @default now */
  readonly createDate?: Date | undefined;
  /**
   * Runs the revision that was written up, down and up again on a scratch database, behind all others.
   *
   * @default true
   */
  readonly verify?: boolean | undefined;
}

/** What running the revision that was written has shown; it stays written in any case. */
export type Verification =
  /** It keeps its promises, and the entities agree with what all revisions make. */
  | { readonly outcome: 'proved' }
  /** It does not, or the entities do not agree. */
  | { readonly outcome: 'differs'; readonly proof: RevisionProof; readonly check: CheckResult }
  /** It does not run. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** Nothing was shown: the revisions before it do not run on an empty database, or there is no server for one. */
  | { readonly outcome: 'impossible'; readonly reason: string };

/** What was written, or why nothing was. */
export interface RevisionResult {
  /** `unchanged`: there was nothing to write. `undecided`: questions are open, and nothing was written. */
  readonly outcome: 'written' | 'dry-run' | 'unchanged' | 'undecided';
  readonly revision?: string;
  /** Absolute. */
  readonly file?: string;
  /** The file's text. */
  readonly text?: string;
  readonly differences: readonly Difference[];
  /** The operations of the upgrade, a line each, with what they may cost. */
  readonly operations: readonly { readonly text: string; readonly hazards: readonly Hazard[] }[];
  readonly questions: readonly OpenQuestion[];
  readonly unmanaged: readonly string[];
  /** Tables that were kept by an answer, as the setting `keep` takes them: it is given for this time only. */
  readonly kept: readonly string[];
  /** Rows of the database at hand that the upgrade will refuse until somebody has dealt with them. */
  readonly rowsInTheWay: readonly RowsInTheWay[];
  /** Of what was written, unless nobody wanted it or there is nothing to run yet. */
  readonly verification?: Verification;
}

/** Rows that break what is to be. */
export interface RowsInTheWay {
  /** What they break: `unique:public.users.UQ_97672ac88f789774dd47f7c8be3`. */
  readonly object: string;
  /** What the upgrade will say. */
  readonly message: string;
  /** How many. */
  readonly rows: number;
  /** The keys of the first ones, in words. */
  readonly keys: string;
}

const nothing = {
  ...{ differences: [], operations: [], questions: [], unmanaged: [], kept: [], rowsInTheWay: [] },
} as const;

/**
 * Writes what has changed in the entities as one revision file.
 *
 * @example
 * const { file, questions } = await revision({ message: 'add votes table' });
 * @throws AutogenError `message-missing`, `database-not-at-head`, `multiple-heads`, `not-a-head`, `unknown-version-path`, `cannot-tell`, `revision-not-written`, …
 */
export async function revision(options: RevisionOptions): Promise<RevisionResult> {
  requireMessage(options.message);
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const head = await headFor(project, graph, options);
    const folder = folderFor(project, graph, head, options.versionPath);
    if (options.empty)
      return write(project, { ...options, folder, graph }, head, { upgrade: [], downgrade: [] }, nothing);
    return compareProject(project, options, async (comparison) => {
      const { changes, questions, unsettled } = comparison;
      const found = {
        ...nothing,
        differences: settledDifferences(comparison),
        questions: questions.map(openQuestion),
        unmanaged: comparison.unmanaged.map(formatPath),
        kept: comparison.kept.map(formatId),
      };
      const doubt = unsettled[0];
      if (doubt !== undefined) {
        throw new AutogenError(
          'cannot-tell',
          `PostgreSQL could not be asked whether ${formatId(doubt.object)} has changed: ${doubt.reason}.`,
          { hint: 'autogen revision --against migrations' },
        );
      }
      if (questions.length > 0) return { ...found, outcome: 'undecided' };
      if (changes.length === 0) return { ...found, outcome: 'unchanged' };
      const body = bodyOf(comparison.upgrade(), comparison.downgrade());
      // Of what revisions alone make, there are no rows.
      const rows = options.against === 'migrations' ? nobody : await lookAtRows(await project.database(), comparison);
      const { rowsInTheWay } = rows;
      if (rows.questions.length > 0) return { ...found, rowsInTheWay, questions: rows.questions, outcome: 'undecided' };
      for (const { message, keys } of rowsInTheWay) {
        options.onNotice?.({
          code: 'rows-in-the-way',
          message: `The upgrade will stop on this database: ${message}. ${keys}`,
        });
      }
      return write(project, { ...options, folder, graph }, head, body, { ...found, rowsInTheWay });
    });
  });
}

/** What the rows of the database at hand have to say. */
interface RowsFound {
  readonly questions: readonly OpenQuestion[];
  readonly rowsInTheWay: readonly RowsInTheWay[];
}

const nobody: RowsFound = { questions: [], rowsInTheWay: [] };

/** Asks what the probes will ask. Rows that lack a value are a question, unless somebody will give it to them by hand. */
async function lookAtRows({ connection, context }: Database, comparison: Comparison): Promise<RowsFound> {
  const questions: OpenQuestion[] = [];
  const rowsInTheWay: RowsInTheWay[] = [];
  for (const { subject, operation, isFillable } of comparison.probes()) {
    const found = await findRows(connection, operation, context);
    if (found === undefined) continue;
    const { text, rows, keys } = found;
    if (isFillable && !comparison.filledByHand.has(keyOf(subject))) {
      questions.push(openQuestion({ wanting: subject, found: text, keys }));
    } else rowsInTheWay.push({ object: formatId(subject), message: text, rows, keys });
  }
  return { questions, rowsInTheWay };
}

function requireMessage(message: string): void {
  if (message.trim() !== '') return;
  throw new AutogenError(
    'message-missing',
    'The message of the revision is empty: it becomes its name, and what reviewers read first.',
    { hint: 'say what it is about, as in: autogen revision -m "add votes table"' },
  );
}

/** The new revision's place: behind the one head, unless somebody says another. */
async function headFor(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  options: RevisionOptions,
): Promise<RevisionHead> {
  const { head, splice = false, dependsOn = [], branchLabel = [] } = options;
  const place = await placeFor(project, graph, [...(head === undefined ? [] : [head]), ...dependsOn]);
  return newHead(graph, options, {
    downRevisions: parentsFor(graph, place, head, splice),
    dependsOn: dependsOn.flatMap((target) => dependencyOf(graph, place, target)),
    branchLabels: branchLabel,
  });
}

function parentsFor(
  graph: RevisionGraph<RevisionFile>,
  place: readonly string[],
  target: string | undefined,
  splice: boolean,
): readonly string[] {
  if (target === undefined) {
    const { heads } = graph;
    if (heads.length < 2) return heads;
    throw multipleHeads(graph, "so the new revision's parent is not clear", `name the parent: --head ${heads[0]}`);
  }
  const parents = resolveTarget(graph, place, target).map(({ id }) => id);
  const followed = parents.find((id) => graph.children(id).length > 0);
  if (followed === undefined && parents.length > 1) throw joinsHeads(graph, parents, target);
  if (followed === undefined || splice) return parents;
  throw notHead(graph, followed, `autogen revision --head ${followed} --splice begins a branch there`);
}

/** A label stays a label: the branch may have other revisions by then. */
function dependencyOf(graph: RevisionGraph<RevisionFile>, place: readonly string[], target: string): readonly string[] {
  if (graph.labelled(target) !== undefined) return [target];
  const ids = resolveTarget(graph, place, target).map(({ id }) => id);
  if (ids.length > 0) return ids;
  throw new AutogenError('invalid-target', `${target} is no revision that another one could depend on.`, {
    hint: 'name a revision or a branch label: --depends-on cfcc4fd02d18',
  });
}

async function write(
  project: Project,
  options: RevisionOptions & { readonly folder: string; readonly graph: RevisionGraph<RevisionFile> },
  head: RevisionHead,
  body: RevisionBody,
  found: Pick<RevisionResult, 'differences' | 'questions' | 'unmanaged' | 'kept' | 'rowsInTheWay'>,
): Promise<RevisionResult> {
  const { folder, graph } = options;
  const { file, text } = await writeRevision(project, graph, head, body, { folder, isDry: options.dryRun === true });
  const isVerified = !options.dryRun && options.verify !== false && !options.empty;
  return {
    ...found,
    outcome: options.dryRun ? 'dry-run' : 'written',
    revision: head.revision,
    file,
    text,
    operations: body.upgrade.map(({ operation, hazards }) => ({ text: renderOperation(operation), hazards })),
    ...(isVerified ? { verification: await verifyLast(project, head.revision, found.kept) } : {}),
  };
}

/**
 * Runs the revision that was just written.
 *
 * @param kept - tables that stay although no entity describes them: they are no news.
 */
async function verifyLast(project: Project, id: string, kept: readonly string[]): Promise<Verification> {
  try {
    const graph = await project.revisions({ again: true });
    return await withScratch(project, async (database): Promise<Verification> => {
      const prover = new Prover(project, graph, database);
      const path = prover.path();
      await prover.upgrade(path.filter((revision) => revision.id !== id));
      const proof = await prover.prove(path.find((revision) => revision.id === id) as RevisionFile).catch(reasonFor);
      if (typeof proof === 'string') return { outcome: 'failed', reason: proof };
      const check = resultOf(await compareWith(project, graph, database, {}), 'migrations');
      const isKept = (question: OpenQuestion) => 'lost' in question && kept.includes(question.lost);
      const agrees = check.inSync || (check.questions.every(isKept) && isQuiet(check));
      return isProved(proof) && agrees ? { outcome: 'proved' } : { outcome: 'differs', proof, check };
    });
  } catch (error) {
    return { outcome: 'impossible', reason: reasonFor(error) };
  }
}

/** Nothing differs but for questions. */
function isQuiet({ differences, cannotTell }: CheckResult): boolean {
  return differences.length + cannotTell.length === 0;
}

/** @throws what is no error of autogen's. */
function reasonFor(error: unknown): string {
  if (error instanceof AutogenError) return error.message;
  throw error;
}
