/** A database for a test: a copy, and before the first one what it is a copy of, unless another process has announced that. */

import { announcedTemplate } from '../config/environment';
import { errorCode, errorMessage } from '../config/system-error';
import { AutogenError } from '../errors';
import { copy, type Template, type TestDatabase } from './test-copy';
import type { TestDatabaseOptions } from './test-template';

/** Templates of this process, by what was asked for. */
const prepared = new Map<string, Promise<Template>>();

/**
 * Makes a database to which all revisions were applied, by copying the template.
 *
 * @example
 * const database = await createTestDatabase();
 * const dataSource = await new DataSource({ ...options, ...database.options }).initialize();
 * @throws AutogenError as {@link prepareTestDatabases} does; `test-database-failed`.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const announced = announcedTemplate();
  if (announced !== undefined) return copy(JSON.parse(announced) as Template);
  const asked = JSON.stringify([options.dataSource, options.cwd ?? process.cwd(), options.server]);
  const known = prepared.get(asked) ?? makeTemplate(options);
  prepared.set(asked, known);
  known.catch(() => prepared.delete(asked));
  return copy(await known);
}

async function makeTemplate(options: TestDatabaseOptions): Promise<Template> {
  try {
    const { prepare } = await import('./test-template.js');
    return (await prepare(options)).template;
  } catch (error) {
    // Of another realm than this module, as everything that Node throws into a test is.
    const isRefused =
      errorCode(error).startsWith('ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING') || /vm-modules/.test(errorMessage(error));
    if (!isRefused) throw error;
    throw new AutogenError('tests-not-prepared', 'Jest lets no test load what makes the template of test databases.', {
      hint: 'call prepareTestDatabases in a file that the configuration of Jest names as globalSetup',
      cause: error,
    });
  }
}
