/**
 * TypeORM's own migration classes as revisions: the id is the name, the parent whatever comes before in time. Whether
 * one is applied is written in TypeORM's table by name, never in the version table.
 */

import type { MigrationInterface } from 'typeorm';
import type { RevisionGraph, RevisionNode } from './graph';
import { listOf, migrationName, migrationTimestamp, type RevisionLike } from './recognise';
import type { RowChange } from './version-rows';

/** A revision, and who runs it. */
export interface MigrationNode extends RevisionNode {
  /** `typeorm`: a plain migration class. */
  readonly origin: 'autogen' | 'typeorm';
  /** The name under which TypeORM records it. */
  readonly name: string;
}

/** A revision as the graph wants it. */
export function revisionNode(revision: RevisionLike, file: string): MigrationNode {
  const name = migrationName(revision);
  return {
    id: revision.revision,
    downRevisions: listOf(revision.downRevision),
    dependsOn: revision.dependsOn ?? [],
    branchLabels: revision.branchLabels ?? [],
    file,
    timestamp: migrationTimestamp(name),
    origin: 'autogen',
    name,
  };
}

/** A plain migration as the graph wants it, still without its parent. */
export function plainNode(migration: MigrationInterface, file: string): MigrationNode {
  const name = migrationName(migration);
  const timestamp = migrationTimestamp(name);
  return { id: name, downRevisions: [], dependsOn: [], branchLabels: [], file, timestamp, origin: 'typeorm', name };
}

/** Gives plain migrations their parents. */
export function withParents<Node extends MigrationNode>(nodes: readonly Node[]): readonly Node[] {
  if (nodes.every(({ origin }) => origin === 'autogen')) return nodes;
  const byTime = [...nodes].sort((a, b) => a.timestamp - b.timestamp || (a.name < b.name ? -1 : 1));
  const before = new Map(byTime.map((node, index) => [node, byTime[index - 1]]));
  return nodes.map((node) => {
    const parent = node.origin === 'typeorm' ? before.get(node) : undefined;
    return parent === undefined ? node : { ...node, downRevisions: [parent.id] };
  });
}

/** The applied revisions that no other applied one needs: the version table's rows, and what TypeORM's table adds. */
export function currentOf(
  graph: RevisionGraph<MigrationNode>,
  rows: readonly string[],
  executed: readonly string[],
): readonly string[] {
  const plain = executed.filter((name) => graph.get(name)?.origin === 'typeorm');
  if (plain.length === 0) return rows;
  const all = [...new Set([...rows, ...plain])];
  const covered = graph.ancestors(all.flatMap((id) => graph.requirements(id)));
  return all.filter((id) => !covered.has(id)).sort();
}

/** The changes without those that concern plain migrations, which have no row. */
export function rowsOfRevisions(
  graph: RevisionGraph<MigrationNode>,
  changes: readonly RowChange[],
): readonly RowChange[] {
  const isPlain = (id: string) => graph.get(id)?.origin === 'typeorm';
  return changes.flatMap((change): readonly RowChange[] => {
    if (change.change !== 'update') return isPlain(change.id) ? [] : [change];
    const { from, to } = change;
    if (isPlain(from)) return isPlain(to) ? [] : [{ change: 'insert', id: to }];
    return isPlain(to) ? [{ change: 'delete', id: from }] : [change];
  });
}
