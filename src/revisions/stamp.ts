/** Which revisions a database is at once it was said to be at others, without anything being run. Pure. */

import { AutogenError } from '../errors';
import type { RevisionGraph, RevisionNode } from './graph';
import { parseTarget } from './target-syntax';
import { branchOf, requireFiles, resolveTarget } from './targets';

/**
 * The applied heads after a stamp, sorted. What is on no line with a target stays as it is; `base` takes away all, and
 * `label@base` what is on that branch.
 *
 * @param current - the applied heads; none where everything was erased first.
 * @throws AutogenError `overlapping-targets` when one target needs another, `database-revision-unknown`, and as
 *   {@link resolveTarget} does.
 */
export function stampedHeads(
  graph: RevisionGraph,
  current: readonly string[],
  targets: readonly string[],
): readonly string[] {
  requireFiles(
    graph,
    current,
    `get the file back, or let the table forget what it holds: autogen stamp --purge ${targets.join(' ')}`,
  );
  const named = targets.map((text) => ({ text, ids: rowsOf(graph, resolveTarget(graph, current, text)) }));
  requireApart(graph, named);
  const wanted = [...new Set(named.flatMap(({ ids }) => ids))];
  const line = new Set([...graph.ancestors(wanted), ...graph.descendants(wanted)]);
  const left = named.flatMap(({ text, ids }) => (ids.length === 0 ? [leftBy(graph, text)] : []));
  const stays = (id: string) => !line.has(id) && !left.some((isLeft) => isLeft(id));
  return [...new Set([...wanted, ...current.filter(stays)])].sort();
}

/** Without those that others of them need: these have no row. */
function rowsOf(graph: RevisionGraph, nodes: readonly RevisionNode[]): readonly string[] {
  const needed = graph.ancestors(nodes.flatMap(({ id }) => graph.requirements(id)));
  return nodes.flatMap(({ id }) => (needed.has(id) ? [] : [id]));
}

/** Whether a revision is on what `base` or `label@base` means. */
function leftBy(graph: RevisionGraph, text: string): (id: string) => boolean {
  const branch = branchOf(graph, parseTarget(text));
  return (id) => branch?.has(id) ?? true;
}

/** One row a branch: a revision that another one needs is applied along with it, and has no row of its own. */
function requireApart(
  graph: RevisionGraph,
  named: readonly { readonly text: string; readonly ids: readonly string[] }[],
): void {
  for (const [place, { ids }] of named.entries()) {
    const others = named.filter((_, index) => index !== place).flatMap((other) => other.ids);
    for (const id of ids) {
      const needed = others.find((other) => other !== id && graph.ancestors([id]).has(other));
      if (needed === undefined) continue;
      throw new AutogenError(
        'overlapping-targets',
        `Revision ${id} (${graph.get(id)?.file}) needs ${needed} (${graph.get(needed)?.file}), so a database that is at the one is not at the other.`,
        { hint: `autogen stamp ${id}` },
      );
    }
  }
  const base = named.find(({ text, ids }) => ids.length === 0 && parseTarget(text).label === undefined);
  if (base === undefined || named.every(({ ids }) => ids.length === 0)) return;
  throw new AutogenError('overlapping-targets', `A database that is at ${base.text} is at no other revision.`, {
    hint: `autogen stamp ${base.text}`,
  });
}
