/** `autogen merge`: one revision that follows several heads, once it is known what these do to the same objects. */

import { type Project, type ProjectOptions, withProject } from '../project';
import { collectKnown } from '../revisions/collect';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { describeOperation } from '../revisions/operations';
import { type Act, type Deed, findOverlaps, type Untold } from '../revisions/overlaps';
import { isRevision } from '../revisions/recognise';
import { notHead, resolveTarget, tooFewHeads } from '../revisions/targets';
import { formatId } from '../schema/object';
import { folderFor, newHead, writeRevision } from './new-revision';
import { offlineContext, placeFor } from './without-database';

/** What to merge. */
export interface MergeOptions extends ProjectOptions {
  /**
   * The heads: ids or beginnings of them, `label@head`, …
   *
   * @default all heads
   */
  readonly targets?: readonly string[] | undefined;
  /** What the merge is about; without it, which heads it joins. */
  readonly message?: string | undefined;
  /** The id, instead of a random one. */
  readonly revId?: string | undefined;
  /** Names for the branch that begins here. */
  readonly branchLabel?: readonly string[] | undefined;
  /** Merges heads that touch the same objects, too. */
  readonly allowOverlap?: boolean | undefined;
  /** @default now */
  readonly createDate?: Date | undefined;
}

/** What was merged, or why nothing was. */
export interface MergeResult {
  /** `unchanged`: there was nothing to merge. `overlapping`: a person has to decide, and nothing was written. */
  readonly outcome: 'written' | 'unchanged' | 'overlapping';
  readonly heads: readonly MergedHead[];
  readonly revision?: string;
  /** Absolute. */
  readonly file?: string;
  /** The file's text. */
  readonly text?: string;
  /** What two heads both touch. */
  readonly overlaps: readonly HeadOverlap[];
  /** Of what nobody could tell what it touches. */
  readonly cannotTell: readonly {
    readonly revision: string;
    /** Absolute. */
    readonly file: string;
    /** The call, or why there may be more than is known. */
    readonly what: string;
  }[];
}

/** One of the heads. */
export interface MergedHead {
  readonly revision: string;
  readonly message: string;
  /** Absolute. */
  readonly file: string;
}

/** One object that two heads touch. */
export interface HeadOverlap {
  /** `table:public.posts`. */
  readonly object: string;
  /** What the revisions of each of the two heads do to it. */
  readonly sides: readonly {
    readonly head: string;
    readonly operations: readonly { readonly revision: string; readonly file: string; readonly operation: string }[];
  }[];
}

/**
 * Joins heads by a revision without operations. Heads whose revisions touch the same objects are joined only where
 * `allowOverlap` says so.
 *
 * @example
 * const { outcome, overlaps } = await merge({ message: 'join billing and search' });
 * @throws AutogenError `not-a-head`, `multiple-heads` when only one of several was given, `unknown-target`, `ambiguous-target`, `revision-not-written`, …
 */
export async function merge(options: MergeOptions = {}): Promise<MergeResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const nodes = await headsFor(project, graph, options.targets ?? []);
    const names = nodes.map(({ id }) => id);
    if (names.length < 2 && graph.heads.length > 1) throw tooFewHeads(graph, names);
    const heads = (names.length < 2 ? graph.heads : names).map((id) => headOf(graph, id));
    if (heads.length < 2) return { outcome: 'unchanged', heads, overlaps: [], cannotTell: [] };
    const head = newHead(
      graph,
      { ...options, message: options.message ?? `merge ${names.join(' and ')}` },
      { downRevisions: names, dependsOn: [], branchLabels: options.branchLabel ?? [] },
    );
    const found = await compareHeads(project, graph, names);
    if (found.overlaps.length > 0 && !options.allowOverlap) return { outcome: 'overlapping', heads, ...found };
    const folder = folderFor(project, graph, head);
    const written = await writeRevision(project, graph, head, { upgrade: [], downgrade: [] }, { folder, isDry: false });
    return { outcome: 'written', heads, revision: head.revision, ...written, ...found };
  });
}

function headOf(graph: RevisionGraph<RevisionFile>, id: string): MergedHead {
  const { message, file } = graph.get(id)!;
  return { revision: id, message, file };
}

async function headsFor(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  targets: readonly string[],
): Promise<readonly RevisionFile[]> {
  const place = await placeFor(project, graph, targets);
  const ids = targets.flatMap((target) =>
    // Every head, those on which others depend too: they would stay heads.
    target === 'heads' ? graph.heads : resolveTarget(graph, place, target).map(({ id }) => id),
  );
  const wanted = targets.length === 0 ? graph.heads : [...new Set(ids)];
  const followed = wanted.find((id) => graph.children(id).length > 0);
  if (followed === undefined) return wanted.map((id) => graph.get(id)!);
  throw notHead(graph, followed, 'autogen merge joins heads; they are listed by: autogen heads');
}

/** What each head has beyond the other, for each pair. */
async function compareHeads(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  heads: readonly string[],
): Promise<Pick<MergeResult, 'overlaps' | 'cannotTell'>> {
  const context = offlineContext(project);
  const known = new Map<string, Promise<Deed<RevisionFile>>>();
  const beyond = async (head: string, other: string) => {
    const shared = graph.ancestors([other]);
    const own = [...graph.ancestors([head])].filter((id) => !shared.has(id));
    const line = [...graph.sort(own)].reverse();
    for (const node of line) if (!known.has(node.id)) known.set(node.id, deedOf(project, node));
    return Promise.all(line.map(({ id }) => known.get(id)!));
  };
  const overlaps: HeadOverlap[] = [];
  const untold = new Map<string, Untold<RevisionFile>>();
  for (const [place, one] of heads.entries()) {
    for (const other of heads.slice(place + 1)) {
      const found = findOverlaps(await beyond(one, other), await beyond(other, one), context);
      overlaps.push(
        ...found.overlaps.map(({ object, first, second }) => ({
          object: formatId(object),
          sides: [
            { head: one, operations: first.map(actOf) },
            { head: other, operations: second.map(actOf) },
          ],
        })),
      );
      for (const part of found.untold) untold.set(JSON.stringify([part.revision.id, whatOf(part)]), part);
    }
  }
  const cannotTell = [...untold.values()].map((part) => {
    const { id, file } = part.revision;
    return { revision: id, file, what: whatOf(part) };
  });
  return { overlaps, cannotTell };
}

async function deedOf(project: Project, node: RevisionFile): Promise<Deed<RevisionFile>> {
  const revision = await project.load(node);
  if (!isRevision(revision)) {
    return { revision: node, operations: [], unknown: 'it is a migration of TypeORM, whose SQL nobody reads' };
  }
  const { operations, obstacle } = await collectKnown(revision, 'upgrade', node.file);
  const unknown = obstacle === undefined ? undefined : 'op.query: what it does afterwards depends on the answer';
  return { revision: node, operations, unknown };
}

function actOf({ revision: { id, file }, operation }: Act<RevisionFile>) {
  return { revision: id, file, operation: describeOperation(operation) };
}

function whatOf({ operation, reason }: Untold<RevisionFile>): string {
  return operation === undefined ? (reason ?? '') : describeOperation(operation);
}
