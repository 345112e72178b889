/** Revisions that the database is at and that no file contains: what the log remembers of them, and what settles it. */

import { AutogenError } from '../errors';
import type { RevisionGraph } from '../revisions/graph';
import type { Client } from './client';
import { type LoggedRevision, readLogged } from './history';
import type { VersionTable } from './version-table';

/** A revision that the database is at, and that no file contains. */
export interface LostRow {
  readonly revision: string;
  /** `2_bbbb2222_posts.js, applied on …`: as the log has it, if it does. */
  readonly remembered: string | undefined;
}

/** All of them, and the way out. */
export interface LostRows {
  readonly rows: readonly LostRow[];
  readonly hint: string;
}

/**
 * What has no file, of what the database is at; nothing where every row has one.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function readLost(
  client: Client,
  versionTable: VersionTable,
  graph: RevisionGraph,
  current: readonly string[],
): Promise<LostRows | undefined> {
  const lost = current.filter((id) => !graph.has(id));
  if (lost.length === 0) return undefined;
  const logged = await readLogged(client, versionTable);
  const rows = lost.map((revision) => ({ revision, remembered: remember(logged.get(revision)) }));
  return { rows, hint: wayOut(graph, current, logged) };
}

/**
 * Every row of the version table must have a file.
 *
 * @param database - how the message calls it.
 * @param consequence - behind what is said.
 * @throws AutogenError `database-revision-unknown`, `version-table-failed`.
 */
export async function requireFilesOf(
  client: Client,
  versionTable: VersionTable,
  graph: RevisionGraph,
  current: readonly string[],
  { database = 'The database', consequence = '' }: { readonly database?: string; readonly consequence?: string } = {},
): Promise<void> {
  const lost = await readLost(client, versionTable, graph, current);
  if (lost === undefined) return;
  const names = lost.rows.map(({ revision, remembered }) =>
    remembered === undefined ? revision : `${revision} (${remembered})`,
  );
  throw new AutogenError(
    'database-revision-unknown',
    `${database} is at revision ${names.join(' and ')}, which no file in the migrations folder contains${consequence}.`,
    { hint: lost.hint },
  );
}

/** `2_bbbb2222_posts.js, applied on 2026-11-20 15:03:20 UTC by deployer`. */
function remember(one: LoggedRevision | undefined): string | undefined {
  return one === undefined
    ? undefined
    : [...(one.file === undefined ? [] : [one.file]), describeApplied(one)].join(', ');
}

/** `applied on 2026-11-20 15:03:20 UTC by deployer (autogen)`. */
export function describeApplied({ applied: { outcome, startedAt, role, application } }: LoggedRevision): string {
  const verb = outcome === 'stamped' ? 'stamped' : 'applied';
  const time = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)} UTC`;
  return `${verb} on ${time} by ${role}${application === '' ? '' : ` (${application})`}`;
}

/** Without the lost ones the database is at the newest of those that have a file and are applied. */
function wayOut(graph: RevisionGraph, current: readonly string[], logged: ReadonlyMap<string, LoggedRevision>): string {
  const applied = graph.ancestors([...current, ...logged.keys()].filter((id) => graph.has(id)));
  const left = [...applied].filter((id) => !graph.dependents(id).some((dependent) => applied.has(dependent)));
  const isKnown = current.some((id) => logged.has(id));
  const rest = left.length > 0 || isKnown ? left.sort().join(' ') || 'base' : graph.tips.join(' ') || 'base';
  return `get the file back from version control (another branch may have it); if it is gone for good: autogen stamp --purge ${rest}`;
}
