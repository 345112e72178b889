/** `autogen sql`: what an upgrade or a downgrade would run, as a script for a plain client. */

import { AutogenError } from '../errors';
import { type ProjectOptions, withProject } from '../project';
import { renderScript } from '../render/script';
import { checksumOfFile } from '../revisions/checksum';
import { parseRange, rangeNeedsCurrent } from '../revisions/target-syntax';
import { pathTo, resolveTarget } from '../revisions/targets';
import type { Direction } from '../revisions/version-rows';
import { readCurrent } from '../run/current';
import { requireFilesOf } from '../run/lost-files';
import { offlineBlocks } from '../run/offline';
import { script as scriptOf } from '../run/script';
import { metadataTableOf } from '../typeorm/read-entities';

/** From where to where. */
export interface ScriptOptions extends ProjectOptions {
  /**
   * `from:to`; backwards, it is the way down. No database is asked, unless an end is counted from where one is.
   *
   * @default 'base:head'
   */
  readonly range?: string | undefined;
}

/** The script. */
export interface ScriptResult {
  readonly direction: Direction;
  /** The heads before and behind it; none = base. */
  readonly from: readonly string[];
  /** In the order in which they run. */
  readonly revisions: readonly string[];
  /** Statements and comments; empty where there is nothing to do. */
  readonly sql: string;
}

/**
 * @throws AutogenError `offline-query` (`at`: the file and the line) when a revision asks the database,
 *   `typeorm-migration`, `unknown-target`, `invalid-target`, …
 */
export async function script({ range = 'base:head', ...options }: ScriptOptions = {}): Promise<ScriptResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const ends = parseRange(range);
    let place: readonly string[] = [];
    if (rangeNeedsCurrent(range)) {
      const { client, tables } = await project.database();
      place = await readCurrent(client, graph, tables);
      await requireFilesOf(client, tables.versionTable, graph, place);
    }
    const idsOf = (current: readonly string[], target: string) =>
      resolveTarget(graph, current, target).map(({ id }) => id);
    const target = ends.to?.text ?? 'head';
    const upper = () => idsOf(place, target);
    const from = ends.from === undefined ? [] : idsOf(ends.countsBack ? upper() : place, ends.from.text);
    const to = upper();
    const applied = graph.ancestors(from);
    const direction = from.length > 0 && to.every((id) => applied.has(id)) ? 'downgrade' : 'upgrade';
    const isThere = to.length === from.length && to.every((id) => from.includes(id));
    const steps = isThere ? [] : pathTo(graph, from, direction, target);
    const { dataSource, settings } = project.config;
    const named = dataSource.options.type === 'postgres' ? dataSource.options.schema : undefined;
    const defaultSchema = named ?? 'public';
    const context = { defaultSchema, metadataTable: metadataTableOf(dataSource, defaultSchema) };
    const parts = await scriptOf(steps, { load: (one) => project.load(one), context }).catch((error: unknown) => {
      throw located(error, project.locate);
    });
    const { lockTimeout, statementTimeout } = settings;
    const blocks = offlineBlocks(steps, parts, {
      ...{ graph, root: project.config.root, from, context, timeouts: { lockTimeout, statementTimeout } },
      versionTable: { schema: settings.versionTableSchema, name: settings.versionTable },
      migrationsTable: { schema: named, name: dataSource.options.migrationsTableName ?? 'migrations' },
      fileChecksum: ({ file }) => checksumOfFile(file),
    });
    return { direction, from, revisions: steps.map(({ revision }) => revision.id), sql: renderScript(blocks) };
  });
}

/** The same error with the line in which the database is asked. */
function located(error: unknown, locate: (error: unknown) => string | undefined): unknown {
  if (!(error instanceof AutogenError) || error.code !== 'offline-query') return error;
  const at = locate(error.cause) ?? error.at;
  const { message, hint, cause } = error;
  return new AutogenError('offline-query', `${at}: ${message}`, { hint, at, cause });
}
