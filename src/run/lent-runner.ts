/** A query runner of the project's own TypeORM on a connection of ours, for migrations that want more than SQL. */

import type { DataSource, QueryRunner } from 'typeorm';
import type { PgConnection } from './client';

/**
 * Where the connection is in a transaction, what the migration begins itself are savepoints in it, as under TypeORM's own
 * runner. The metadata of the DataSource must have been built.
 * Source: TypeORM, PostgresDriver.ts (`connect`) and PostgresQueryRunner.ts (`connect`, `startTransaction`).
 */
export async function lendQueryRunner(
  dataSource: DataSource,
  connection: PgConnection,
  inTransaction: boolean,
): Promise<QueryRunner> {
  const { rows } = await connection.query('SELECT current_database() AS database, current_schema() AS schema');
  const [{ database, schema } = {}] = rows;
  const { driver } = dataSource;
  // What its own connecting would have found out.
  Object.assign(driver, { database, searchSchema: schema, schema: driver.schema ?? schema });
  const runner = dataSource.createQueryRunner();
  const depth = inTransaction ? { isTransactionActive: true, transactionDepth: 1 } : {};
  return Object.assign(runner, { databaseConnection: connection, ...depth });
}
