/**
 * TypeORM's own migration classes as revisions: the id is the name, the parent whatever comes before in time. Whether
 * one is applied is written in TypeORM's table by name, never in the version table.
 */

import type { MigrationInterface } from 'typeorm';
import type { RevisionGraph, RevisionNode } from './graph';
import { listOf, migrationName, migrationTimestamp, type RevisionLike } from './recognise';

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

/**
 * Revisions that are not applied although one is that comes after them: they were merged late. What is applied is what
 * the version table's rows stand on and what TypeORM's table names, never what a migration merely follows in time.
 */
export function lateOnes(
  graph: RevisionGraph<MigrationNode>,
  rows: readonly string[],
  executed: readonly string[],
): readonly string[] {
  const names = new Set(executed);
  const stoodOn = new Set(rows);
  for (const id of stoodOn) {
    if (graph.get(id)?.origin === 'autogen') for (const one of graph.requirements(id)) stoodOn.add(one);
  }
  return [...graph.ancestors(currentOf(graph, rows, executed))].filter((id) => {
    const node = graph.get(id);
    if (node === undefined || names.has(node.name)) return false;
    return node.origin === 'typeorm' || !stoodOn.has(id);
  });
}

/**
 * The rows of the version table in a database with these heads: the revisions on which the heads stand, whatever plain
 * migrations have run since. So it makes no difference which runner runs those.
 */
export function versionRows(graph: RevisionGraph<MigrationNode>, heads: readonly string[]): readonly string[] {
  if (!hasPlain(graph)) return heads;
  const reached = new Set(heads);
  for (const id of reached) {
    if (graph.get(id)?.origin === 'typeorm') for (const one of graph.appliedRequirements(id)) reached.add(one);
  }
  const rows = [...reached].filter((id) => graph.get(id)?.origin !== 'typeorm');
  const covered = graph.applied(rows.flatMap((id) => graph.requirements(id)));
  return rows.filter((id) => !covered.has(id)).sort();
}

const plain = new WeakMap<object, boolean>();

/** Whether there are migrations of TypeORM's own. */
export function hasPlain(graph: RevisionGraph<MigrationNode>): boolean {
  const known = plain.get(graph) ?? [...graph.ids()].some((id) => graph.get(id)?.origin === 'typeorm');
  plain.set(graph, known);
  return known;
}
