/** `autogen current`, `history`, `heads`, `branches` and `show`: where things stand. */

import { readFile } from 'node:fs/promises';
import { AutogenError } from '../errors';
import { type ProjectOptions, withProject } from '../project';
import { renderScript } from '../render/script';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { rangeNeedsCurrent } from '../revisions/target-syntax';
import { resolveRange, resolveTarget } from '../revisions/targets';
import type { Direction } from '../revisions/version-rows';
import { readPlace } from '../run/current';
import { type LogEntry, readHistory } from '../run/history';
import { type Begun, readJournal } from '../run/journal';
import { type LostRows, readLost } from '../run/lost-files';
import { finishingCommand, isHalfDone } from '../run/parts';
import { script } from '../run/script';
import { type AlteredRevision, alteredRevisions } from './altered';
import { offlineContext, placeFor, placeOf } from './without-database';

/** One revision, for reading. */
export interface RevisionInfo {
  readonly revision: string;
  /** None for a first revision, several for a merge. */
  readonly downRevisions: readonly string[];
  readonly message: string;
  /** As its file says: `2026-11-20 15:03:20 UTC`. */
  readonly createDate: string | undefined;
  /** Absolute. */
  readonly file: string;
  /** None follows it. */
  readonly isHead: boolean;
  /** It is a head, and another one depends on it. */
  readonly isNeeded: boolean;
  /** Several follow it. */
  readonly isBranchPoint: boolean;
  /** It follows several. */
  readonly isMergePoint: boolean;
  /** The labels of the branches that it is on. */
  readonly branchLabels: readonly string[];
  /** What must be applied first without being a parent: ids and branch labels. */
  readonly dependsOn: readonly string[];
  /** The revisions that follow it. */
  readonly followers: readonly string[];
  /** The database is at it; there where that was asked. */
  readonly isCurrent?: boolean;
}

/** An applied revision that no file contains. */
export interface LostRevision {
  readonly revision: string;
  /** With the name that its file had, and when it was applied, if the log has that. */
  readonly message: string;
  readonly isHead: false;
}

/** A revision that runs in parts, some of which have run. */
export interface HalfDoneRevision {
  readonly revision: string;
  /** Absolute; nothing where no file contains it. */
  readonly file: string | undefined;
  readonly direction: Direction;
  /** How many of its operations are done for good. */
  readonly finished: number;
  /** The command that does the rest. */
  readonly command: string;
}

/** Where a database stands. */
export interface CurrentResult {
  /** The applied revisions that no other applied one needs; none = base. */
  readonly current: readonly (RevisionInfo | LostRevision)[];
  /** The newest revisions there are. */
  readonly heads: readonly string[];
  /** Nothing is left to apply, and every revision has its file. */
  readonly atHead: boolean;
  /** Pending although newer ones are applied: they were merged late. */
  readonly late: readonly RevisionInfo[];
  /** What must be finished before anything else is run. */
  readonly halfDone: HalfDoneRevision | undefined;
  /** Applied revisions that are no longer what ran, the oldest first. */
  readonly altered: readonly AlteredRevision[];
  /** What settles that the database is at revisions without a file; nothing where each has one. */
  readonly hintForLost: string | undefined;
}

/** Which revisions the database is at. */
export async function current(options: ProjectOptions = {}): Promise<CurrentResult> {
  return withProject(options, async (project) => {
    const database = await project.database();
    const { client, tables } = database;
    const { graph, current: ids } = await readPlace(client, await project.revisions(), tables);
    const begun = await readJournal(client, tables.versionTable);
    const applied = graph.applied(ids.filter((id) => graph.has(id)));
    const lost = await readLost(client, tables.versionTable, graph, ids);
    return {
      current: ids.map((id) => {
        const node = graph.get(id);
        return node === undefined ? lostRevision(id, lost) : infoOf(graph, node);
      }),
      heads: graph.heads,
      atHead: lost === undefined && applied.size === graph.size,
      late: graph.sort(graph.late).map((node) => infoOf(graph, node)),
      halfDone: begun !== undefined && isHalfDone(begun, graph, ids) ? halfDone(graph, begun) : undefined,
      altered: await alteredRevisions(project, graph, database),
      hintForLost: lost?.hint,
    };
  });
}

function lostRevision(revision: string, lost: LostRows | undefined): LostRevision {
  const remembered = lost?.rows.find((row) => row.revision === revision)?.remembered;
  const message = `no file contains it${remembered === undefined ? '' : `: ${remembered}`}`;
  return { revision, message, isHead: false };
}

function halfDone(graph: RevisionGraph<RevisionFile>, begun: Begun): HalfDoneRevision {
  const { revision, direction, finished } = begun;
  return {
    ...{ revision, direction, finished },
    file: graph.get(revision)?.file,
    command: finishingCommand(begun, graph),
  };
}

/** Which revisions, and what about them. */
export interface HistoryOptions extends ProjectOptions {
  /** `from:to`, as in `base:head`. */
  readonly range?: string | undefined;
  /** Asks the database, and says of each revision whether it is at it. */
  readonly indicateCurrent?: boolean | undefined;
}

/** The revisions, newest first. */
export async function history(options: HistoryOptions = {}): Promise<readonly RevisionInfo[]> {
  const { range, indicateCurrent = false } = options;
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const isAsked = indicateCurrent || (range !== undefined && rangeNeedsCurrent(range));
    const place = isAsked ? await placeOf(project, graph) : [];
    const nodes = range === undefined ? [...graph] : resolveRange(graph, place, range);
    return nodes.map((node) => ({
      ...infoOf(graph, node),
      ...(indicateCurrent ? { isCurrent: place.includes(node.id) } : {}),
    }));
  });
}

/**
 * What ran, was tried, stamped or accepted, newest first.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function log(
  options: ProjectOptions & { readonly range?: string | undefined } = {},
): Promise<readonly LogEntry[]> {
  return withProject(options, async (project) => {
    const { client, tables } = await project.database();
    const entries = await readHistory(client, tables.versionTable);
    const { range } = options;
    if (range === undefined) return entries;
    const graph = await project.revisions();
    const place = rangeNeedsCurrent(range) ? await placeOf(project, graph) : [];
    const ids = new Set(resolveRange(graph, place, range).map(({ id }) => id));
    return entries.filter(({ revision }) => ids.has(revision));
  });
}

/** A revision that several follow, with these. */
export interface BranchPoint extends RevisionInfo {
  readonly branches: readonly RevisionInfo[];
}

/** The revisions that several follow, newest first. */
export async function branches(options: ProjectOptions = {}): Promise<readonly BranchPoint[]> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    return graph.sort(graph.branchPoints).map((node) => ({
      ...infoOf(graph, node),
      branches: graph.children(node.id).map((id) => infoOf(graph, graph.get(id)!)),
    }));
  });
}

/** Which of the heads. */
export interface HeadsOptions extends ProjectOptions {
  /** Without those that another one depends on. */
  readonly resolveDependencies?: boolean | undefined;
}

/** The revisions that none follows. */
export async function heads(options: HeadsOptions = {}): Promise<readonly RevisionInfo[]> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const ids = options.resolveDependencies ? graph.tips : graph.heads;
    return ids.map((id) => infoOf(graph, graph.get(id) as RevisionFile));
  });
}

/** One revision with its text, and its SQL where it was asked for. */
export interface ShownRevision extends RevisionInfo {
  readonly text: string;
  /** What `upgrade` and `downgrade` run, without the version table's statements. */
  readonly sql?: string;
}

/**
 * What a target's revisions do. Needs no database, unless the target is counted from where the database is.
 *
 * @throws AutogenError `unknown-target`, `ambiguous-target`, `offline-query`, …
 */
export async function show(
  options: ProjectOptions & { readonly target: string; readonly sql?: boolean | undefined },
): Promise<readonly ShownRevision[]> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const place = await placeFor(project, graph, [options.target]);
    const nodes = resolveTarget(graph, place, options.target);
    if (nodes.length === 0) {
      throw new AutogenError('nothing-to-show', `${options.target} names no revision.`, { hint: 'autogen history' });
    }
    const context = offlineContext(project);
    return Promise.all(
      nodes.map(async (node): Promise<ShownRevision> => {
        const shown = { ...infoOf(graph, node), text: await readFile(node.file, 'utf8') };
        if (!options.sql) return shown;
        const steps = (['upgrade', 'downgrade'] as const).map((direction) => ({ revision: node, direction }));
        const parts = await script(steps, { load: (one) => project.load(one), context });
        return { ...shown, sql: renderScript(parts) };
      }),
    );
  });
}

function infoOf(graph: RevisionGraph<RevisionFile>, node: RevisionFile): RevisionInfo {
  const followers = graph.children(node.id);
  return {
    revision: node.id,
    downRevisions: node.downRevisions,
    message: node.message,
    createDate: node.createDate,
    file: node.file,
    isHead: followers.length === 0,
    isNeeded: followers.length === 0 && graph.dependents(node.id).length > 0,
    isBranchPoint: followers.length > 1,
    isMergePoint: node.downRevisions.length > 1,
    branchLabels: graph.branches(node.id),
    dependsOn: node.dependsOn,
    followers,
  };
}
