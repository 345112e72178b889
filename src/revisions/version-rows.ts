/**
 * How the rows of the version table move when one revision is applied or undone. Pure.
 *
 * The table holds the applied revisions that no other applied revision needs; as in Alembic, a move along one line is
 * an update, so that a row which somebody else has moved meanwhile is noticed.
 */

import { AutogenError } from '../errors';
import type { RevisionGraph } from './graph';

/** Which way a revision is run. */
export type Direction = 'upgrade' | 'downgrade';

/** One statement on the version table. */
export type RowChange =
  | { readonly change: 'insert'; readonly id: string }
  | { readonly change: 'delete'; readonly id: string }
  | { readonly change: 'update'; readonly from: string; readonly to: string };

/**
 * The statements for one revision, in order.
 *
 * @throws AutogenError `already-applied`, `parent-not-applied` or `revision-not-head` when the rows do not allow the step.
 */
export function rowChanges(
  graph: RevisionGraph,
  rows: readonly string[],
  id: string,
  direction: Direction,
): readonly RowChange[] {
  return direction === 'upgrade' ? upgradeRows(graph, rows, id) : downgradeRows(graph, rows, id);
}

/** The rows after these statements, sorted. */
export function rowsAfter(rows: readonly string[], changes: readonly RowChange[]): readonly string[] {
  const after = new Set(rows);
  for (const row of changes) {
    if (row.change !== 'insert') after.delete(row.change === 'update' ? row.from : row.id);
    if (row.change !== 'delete') after.add(row.change === 'update' ? row.to : row.id);
  }
  return [...after].sort();
}

/** The statements that lead from some rows to others. */
export function changesBetween(before: readonly string[], after: readonly string[]): readonly RowChange[] {
  return replace(
    before.filter((id) => !after.includes(id)),
    after.filter((id) => !before.includes(id)),
  );
}

function upgradeRows(graph: RevisionGraph, rows: readonly string[], id: string): readonly RowChange[] {
  // Newer ones are applied, and their rows stay.
  if (graph.late.has(id)) return [];
  const requirements = graph.appliedRequirements(id);
  // The rule, and then nothing more has to be known: otherwise ten thousand steps would look at ten thousand ancestors each.
  const onTop = requirements.length > 0 ? requirements.every((one) => rows.includes(one)) : rows.length === 0;
  if (onTop) return replace(requirements, [id]);
  const applied = graph.applied(rows);
  if (applied.has(id)) {
    throw new AutogenError('already-applied', `Revision ${id} is applied already.`, { hint: 'autogen current' });
  }
  const missing = requirements.filter((requirement) => !applied.has(requirement));
  if (missing.length > 0) {
    throw new AutogenError(
      'parent-not-applied',
      `Revision ${id} needs ${missing.join(' and ')}, which is not applied.`,
      { hint: `autogen upgrade ${id}`, at: graph.get(id)?.file },
    );
  }
  return replace(
    requirements.filter((requirement) => rows.includes(requirement)),
    [id],
  );
}

function downgradeRows(graph: RevisionGraph, rows: readonly string[], id: string): readonly RowChange[] {
  if (!rows.includes(id)) {
    const applied = graph.applied(rows);
    const above = applied.has(id)
      ? graph.sort([...graph.descendants([id])].filter((one) => applied.has(one) && one !== id))
      : [];
    throw new AutogenError(
      'revision-not-head',
      above.length > 0
        ? `Revision ${id} cannot be undone while ${above.map((node) => node.id).join(' and ')} stands on it.`
        : `Revision ${id} is not applied.`,
      { hint: above.length > 0 ? `autogen downgrade ${id}-1` : 'autogen current', at: graph.get(id)?.file },
    );
  }
  const requirements = graph.appliedRequirements(id);
  if (rows.length === 1 && requirements.length < 2) return replace([id], requirements);
  const rest = graph.ancestors(rows.filter((row) => row !== id));
  const uncovered = requirements.filter(
    (one) => !rest.has(one) && !requirements.some((other) => other !== one && graph.ancestors([other]).has(one)),
  );
  return replace([id], uncovered);
}

function replace(removed: readonly string[], added: readonly string[]): readonly RowChange[] {
  const from = removed.at(-1);
  const to = added.at(-1);
  const paired = from !== undefined && to !== undefined;
  return [
    ...(paired ? removed.slice(0, -1) : removed).map((id) => ({ change: 'delete', id }) as const),
    ...(paired ? added.slice(0, -1) : added).map((id) => ({ change: 'insert', id }) as const),
    ...(paired ? [{ change: 'update', from, to } as const] : []),
  ];
}
