/** What commands do that need a database only where a target is counted from where it stands. */

import type { Project } from '../project';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { targetNeedsCurrent } from '../revisions/target-syntax';
import { readCurrent } from '../run/current';
import { requireFilesOf } from '../run/lost-files';
import type { OperationContext } from '../schema/operation';
import { metadataTableOf } from '../typeorm/read-entities';

/** Where the database is, if one of the targets is counted from there. */
export async function placeFor(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  targets: readonly string[],
): Promise<readonly string[]> {
  return targets.some(targetNeedsCurrent) ? placeOf(project, graph) : [];
}

/** Where the database is. */
export async function placeOf(project: Project, graph: RevisionGraph<RevisionFile>): Promise<readonly string[]> {
  const { client, tables } = await project.database();
  const place = await readCurrent(client, graph, tables);
  await requireFilesOf(client, tables.versionTable, graph, place);
  return place;
}

/** What operations mean where nobody was asked: the default schema is the DataSource's, else `public`. */
export function offlineContext({ config: { dataSource } }: Project): OperationContext {
  const named = dataSource.options.type === 'postgres' ? dataSource.options.schema : undefined;
  const defaultSchema = named ?? 'public';
  return { defaultSchema, metadataTable: metadataTableOf(dataSource, defaultSchema) };
}
