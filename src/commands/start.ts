/** For an application's start: is the database what the application was built for? */

import type { DataSource } from 'typeorm';
import { AutogenError } from '../errors';
import type { QueryAnswer } from '../run/client';
import { describeCurrent, describeLate, readPlace } from '../run/current';
import { bookkeepingOf, graphOf } from '../run/under-typeorm';

/**
 * Makes sure that the revisions among the DataSource's `migrations` are all applied. Reads two small tables; loads no
 * file and changes nothing.
 *
 * @param dataSource - initialized, with the revisions (classes or globs) in its option `migrations`.
 *   A version table of another name is found if `withAutogen` was told of it.
 * @throws AutogenError `database-not-at-head`, `database-revision-unknown`, `no-revisions`.
 */
export async function assertUpToDate(dataSource: DataSource): Promise<void> {
  if (dataSource.migrations.length === 0) {
    throw new AutogenError('no-revisions', 'The DataSource has no migrations to compare the database with.', {
      hint: "list the revisions in the DataSource: migrations: [__dirname + '/migrations/*.js']",
    });
  }
  const client = {
    query: async (text: string, values?: readonly unknown[]): Promise<QueryAnswer> => {
      const rows: QueryAnswer['rows'] = await dataSource.query(text, values === undefined ? undefined : [...values]);
      return { rows, rowCount: rows.length };
    },
  };
  const { graph, current } = await readPlace(client, graphOf(dataSource), bookkeepingOf(dataSource));
  const applied = graph.applied(current.filter((id) => graph.has(id)));
  const unknown = current.find((id) => !graph.has(id));
  if (unknown !== undefined) {
    throw new AutogenError(
      'database-revision-unknown',
      `The database is at revision ${unknown}, which this version of the application does not have.`,
      { hint: 'deploy the version of the application that has it' },
    );
  }
  if (applied.size === graph.size) return;
  throw new AutogenError(
    'database-not-at-head',
    `The database is at ${describeCurrent(current)}, and the application was built for ${graph.heads.join(' and ')}.${describeLate(graph)}`,
    { hint: graph.heads.length > 1 ? 'autogen upgrade heads' : 'autogen upgrade head' },
  );
}
