/**
 * `typeorm-autogen/testing`: databases for tests, each a copy of one to which all revisions have been applied. What makes
 * that one is loaded when it is called.
 */

export type { TestDatabase, TestDataSourceOptions } from './commands/test-copy';
export { createTestDatabase } from './commands/test-database';
export type { PreparedTestDatabases, TestDatabaseOptions } from './commands/test-template';

type Work = typeof import('./commands/test-template');

/** Applies all revisions to a template, once, before all tests. */
export const prepareTestDatabases: Work['prepareTestDatabases'] = async (options) =>
  (await import('./commands/test-template.js')).prepareTestDatabases(options);
