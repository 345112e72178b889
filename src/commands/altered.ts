/** Which applied revisions are no longer what ran: their operations have changed, or no file contains them any more. */

import { basename } from 'node:path';
import type { Database, Project, ProjectOptions } from '../project';
import { checksumOf, checksumOfFile, checksumOfText } from '../revisions/checksum';
import { type RevisionFile, textOf } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { isRevision } from '../revisions/recognise';
import { readPlace } from '../run/current';
import { type LoggedRevision, readLogged } from '../run/history';
import { describeApplied } from '../run/lost-files';
import { hasMigrationsTable, readMigrations } from '../run/typeorm-table';

/** An applied revision that is no longer what ran. */
export interface AlteredRevision {
  readonly revision: string;
  readonly how: 'changed' | 'disappeared';
  /** Absolute; of one that disappeared, the name that its file had, if that is known. */
  readonly file: string | undefined;
  /** In UTC: `2026-11-20T15:03:20.123Z`. */
  readonly appliedAt: string;
  /** The role that applied it. */
  readonly appliedBy: string;
  /** As that session called itself; may be empty. */
  readonly application: string;
  /** One sentence for people. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** {@link alteredRevisions}, told of by `onNotice` as well. */
export async function tellAltered(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  database: Pick<Database, 'client' | 'tables'>,
  { onNotice }: ProjectOptions,
): Promise<readonly AlteredRevision[]> {
  const altered = await alteredRevisions(project, graph, database);
  for (const { how, message, hint } of altered) {
    onNotice?.({ code: `applied-revision-${how}`, message: `${message}\nhint: ${hint}` });
  }
  return altered;
}

/**
 * By the log. What was applied before there was a log, or by something that does not write it, is not known, and not
 * reported; neither is a change of a migration of TypeORM's own, whose operations nobody can tell. A file whose text is the
 * same as when it ran is not loaded.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function alteredRevisions(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  database: Pick<Database, 'client' | 'tables'>,
): Promise<readonly AlteredRevision[]> {
  const { client, tables } = database;
  const logged = await readLogged(client, tables.versionTable);
  if (logged.size === 0) return [];
  const place = await readPlace(client, graph, tables);
  const { current } = place;
  const applied = place.graph.applied(current.filter((id) => graph.has(id)));
  // Where the database is at a revision without a file, other files are at hand than its own: that is told elsewhere.
  const isOwn = current.every((id) => graph.has(id));
  const lost = isOwn ? [...logged.values()].filter((one) => !graph.has(one.revision) && !isSettled(one)) : [];
  const altered: AlteredRevision[] = (await stillApplied(lost, database)).map(disappeared);
  const otherTexts = [...graph].flatMap((node) => {
    const one = applied.has(node.id) ? logged.get(node.id) : undefined;
    return one === undefined || !mayDiffer(node, one) ? [] : [[node, one] as const];
  });
  project.prepare(otherTexts.map(([node]) => node));
  for (const [node, one] of otherTexts) {
    const why = await whatChanged(project, node, one);
    if (why !== undefined) altered.push(changed(node, one, why));
  }
  return altered.sort((one, other) => (one.appliedAt < other.appliedAt ? -1 : 1));
}

/** What the log is to say of a revision as it is now. */
export async function presentOf(
  project: Project,
  node: RevisionFile,
): Promise<Pick<LoggedRevision, 'file' | 'checksum' | 'fileChecksum'>> {
  return {
    file: basename(node.file),
    checksum: await operationsOf(project, node).catch(() => undefined),
    fileChecksum: checksumOfFile(node.file),
  };
}

/** Somebody has said that it is right for its file to be gone. */
function isSettled({ isAccepted, file }: LoggedRevision): boolean {
  return isAccepted && file === undefined;
}

/** A migration of TypeORM's own may have been undone by TypeORM, which does not write the log. */
async function stillApplied(
  lost: readonly LoggedRevision[],
  { client, tables: { migrationsTable } }: Pick<Database, 'client' | 'tables'>,
): Promise<readonly LoggedRevision[]> {
  if (migrationsTable === undefined || lost.every(({ checksum }) => checksum !== undefined)) return lost;
  const isThere = await hasMigrationsTable(client, migrationsTable);
  const names = new Set(isThere ? await readMigrations(client, migrationsTable) : []);
  return lost.filter(({ revision, checksum }) => checksum !== undefined || names.has(revision));
}

/** Its text is not what it was, or not known to be. */
function mayDiffer(node: RevisionFile, { checksum, fileChecksum }: LoggedRevision): boolean {
  if (node.origin === 'typeorm' || checksum === undefined) return false;
  if (fileChecksum === undefined) return true;
  const text = textOf(node);
  return fileChecksum !== (text === undefined ? checksumOfFile(node.file) : checksumOfText(text));
}

async function whatChanged(
  project: Project,
  node: RevisionFile,
  { checksum }: LoggedRevision,
): Promise<string | undefined> {
  try {
    return (await operationsOf(project, node)) === checksum ? undefined : 'does something else now';
  } catch {
    return 'cannot be loaded any more';
  }
}

async function operationsOf(project: Project, node: RevisionFile): Promise<string | undefined> {
  if (node.origin === 'typeorm') return undefined;
  const instance = await project.load(node);
  return isRevision(instance) ? checksumOf(instance) : undefined;
}

function changed(node: RevisionFile, one: LoggedRevision, why: string): AlteredRevision {
  return {
    ...{ revision: node.id, how: 'changed', file: node.file, ...who(one) },
    message: `Revision ${node.id} in ${node.file} ${why}; it was ${describeApplied(one)}.`,
    hint: `let the file say again what has run, or accept it as it is: autogen stamp --accept ${node.id}`,
  };
}

function disappeared(one: LoggedRevision): AlteredRevision {
  const { revision, file } = one;
  return {
    ...{ revision, how: 'disappeared', file, ...who(one) },
    message: `No file contains revision ${revision}${file === undefined ? '' : ` (${file})`} any more; it was ${describeApplied(one)}.`,
    hint: `get the file back, or accept that it is gone: autogen stamp --accept ${revision}`,
  };
}

function who({ applied }: LoggedRevision): Pick<AlteredRevision, 'appliedAt' | 'appliedBy' | 'application'> {
  return { appliedAt: applied.startedAt, appliedBy: applied.role, application: applied.application };
}
