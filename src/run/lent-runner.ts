/** A query runner of the project's own TypeORM on a connection of ours, for migrations that want more than SQL. */

import type { DataSource, QueryRunner } from 'typeorm';
import type { PgConnection } from './client';

/**
 * It works in the transaction that the connection is in. The metadata of the DataSource must have been built.
 * Source: TypeORM, PostgresDriver.ts (`connect`) and PostgresQueryRunner.ts (`connect`).
 */
export async function lendQueryRunner(dataSource: DataSource, connection: PgConnection): Promise<QueryRunner> {
  const { rows } = await connection.query('SELECT current_database() AS database, current_schema() AS schema');
  const [{ database, schema } = {}] = rows;
  const { driver } = dataSource;
  // What its own connecting would have found out.
  Object.assign(driver, { database, searchSchema: schema, schema: driver.schema ?? schema });
  const runner = dataSource.createQueryRunner();
  return Object.assign(runner, { databaseConnection: connection, isTransactionActive: true });
}
