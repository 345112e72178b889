/** `autogen stamp --accept`: what has become of applied revisions is right. Writes the log, and nothing else. */

import { AutogenError } from '../errors';
import { type Database, type ProjectOptions, withProject } from '../project';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { readCurrent } from '../run/current';
import { writeHistory } from '../run/history';
import { withLock } from '../run/locks';
import { requireFilesOf } from '../run/lost-files';
import { type AlteredRevision, alteredRevisions, presentOf } from './altered';

/** Which revisions to accept. */
export interface AcceptOptions extends ProjectOptions {
  /** Their ids, or beginnings of them; without any, all that are reported. */
  readonly revisions?: readonly string[] | undefined;
}

/** What was accepted. */
export interface AcceptResult {
  readonly accepted: readonly AlteredRevision[];
}

/**
 * Writes down that applied revisions which have changed, or disappeared, are as they should be, so that they are no longer
 * reported. Neither the version table nor the schema is changed.
 *
 * @throws AutogenError `database-revision-unknown` when the database is at one that has disappeared, `nothing-to-accept` when a revision is as it was, `ambiguous-revision`, `version-table-failed`.
 */
export async function accept({ revisions = [], ...options }: AcceptOptions = {}): Promise<AcceptResult> {
  return withProject(options, async (project) => {
    const graph = await project.revisions();
    const database = await project.database();
    const { client, tables } = database;
    return withLock(client, tables.versionTable.name, {}, async () => {
      await requireAtFiles(database, graph, revisions);
      const altered = await alteredRevisions(project, graph, database);
      const accepted = revisions.length === 0 ? altered : [...new Set(revisions.map((text) => find(altered, text)))];
      if (accepted.length === 0) throw nothing('No applied revision has changed or disappeared');
      project.prepare(accepted.flatMap(({ revision }) => graph.get(revision) ?? []));
      const rows = await Promise.all(
        accepted.map(async ({ revision }) => {
          const node = graph.get(revision);
          const present = node === undefined ? {} : await presentOf(project, node);
          return { revision, direction: 'upgrade', outcome: 'accepted', ...present } as const;
        }),
      );
      await client.query('BEGIN');
      try {
        await writeHistory(client, tables.versionTable, rows);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
      return { accepted };
    });
  });
}

/** Of a revision that the version table holds, the log alone settles nothing. */
async function requireAtFiles(
  { client, tables }: Database,
  graph: RevisionGraph<RevisionFile>,
  revisions: readonly string[],
): Promise<void> {
  const current = await readCurrent(client, graph, tables);
  const isMeant = (id: string) => revisions.length === 0 || revisions.some((text) => id.startsWith(text));
  if (!current.some((id) => !graph.has(id) && isMeant(id))) return;
  const consequence = '; to accept changes the log alone, and that is written in the version table';
  await requireFilesOf(client, tables.versionTable, graph, current, { consequence });
}

function find(altered: readonly AlteredRevision[], text: string): AlteredRevision {
  const exact = altered.find(({ revision }) => revision === text);
  const [one, ...others] = exact === undefined ? altered.filter(({ revision }) => revision.startsWith(text)) : [exact];
  if (one === undefined) throw nothing(`No applied revision ${text} has changed or disappeared`);
  if (others.length === 0) return one;
  const candidates = [one, ...others].map(({ revision }) => revision);
  throw new AutogenError('ambiguous-revision', `${text} may mean ${candidates.join(' or ')}.`, {
    hint: `autogen stamp --accept ${candidates[0]}`,
  });
}

function nothing(what: string): AutogenError {
  return new AutogenError('nothing-to-accept', `${what}: there is nothing to accept.`, { hint: 'autogen current' });
}
