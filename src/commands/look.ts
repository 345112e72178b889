/** `autogen current`, `history`, `heads` and `show`: where things stand. */

import { readFile } from 'node:fs/promises';
import { AutogenError } from '../errors';
import { type ProjectOptions, withProject } from '../project';
import { renderScript } from '../render/script';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { rangeNeedsCurrent } from '../revisions/target-syntax';
import { resolveRange, resolveTarget } from '../revisions/targets';
import { readCurrent } from '../run/current';
import { script } from '../run/script';
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
  readonly isHead: boolean;
}

/** Where a database stands. */
export interface CurrentResult {
  /** The applied revisions that no other applied one needs; none = base. */
  readonly current: readonly { readonly revision: string; readonly message: string; readonly isHead: boolean }[];
  /** Nothing is left to apply. */
  readonly atHead: boolean;
}

/** Which revisions the database is at. */
export async function current(options: ProjectOptions = {}): Promise<CurrentResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const { client, tables } = await project.database();
    const ids = await readCurrent(client, graph, tables);
    const applied = graph.ancestors(ids.filter((id) => graph.has(id)));
    return {
      current: ids.map((id) => {
        const node = graph.get(id);
        return { revision: id, message: node?.message ?? 'no file contains it', isHead: graph.heads.includes(id) };
      }),
      atHead: graph.tips.every((id) => applied.has(id)),
    };
  });
}

/** The revisions, newest first. */
export async function history(
  options: ProjectOptions & { /** `from:to`, as in `base:head`. */ readonly range?: string | undefined } = {},
): Promise<readonly RevisionInfo[]> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    if (options.range === undefined) return [...graph].map((node) => infoOf(graph, node));
    const place = rangeNeedsCurrent(options.range) ? await placeOf(project, graph) : [];
    const nodes = resolveRange(graph, place, options.range);
    return nodes.map((node) => infoOf(graph, node));
  });
}

/** The revisions that none follows. */
export async function heads(options: ProjectOptions = {}): Promise<readonly RevisionInfo[]> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    return graph.heads.map((id) => infoOf(graph, graph.get(id) as RevisionFile));
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
 * @throws AutogenError `unknown-revision`, `ambiguous-revision`, `offline-query`, …
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
  return {
    revision: node.id,
    downRevisions: node.downRevisions,
    message: node.message,
    createDate: node.createDate,
    file: node.file,
    isHead: graph.heads.includes(node.id),
  };
}
