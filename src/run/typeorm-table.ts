/**
 * TypeORM's own table of executed migrations, kept in agreement where it exists. It is made for TypeORM's own migrations
 * only, which are recorded nowhere else; else TypeORM makes it when its own runner is used for the first time, and then
 * calls `up`, which sees that nothing is left to do.
 */

import { quoteLiteral } from '../postgres/sql/quote';
import type { Client } from './client';
import { sqlName } from './version-table';

/** Where the table is: `migrationsTableName` of the DataSource's options, `migrations` by default, in its schema. */
export interface MigrationsTable {
  /** Without it, the search path finds it. */
  readonly schema?: string | undefined;
  readonly name: string;
}

/** A migration as TypeORM records it. */
export interface MigrationRecord {
  readonly name: string;
  readonly timestamp: number;
}

/** Whether TypeORM's table is there; a table of the same name that is something else is not. */
export async function hasMigrationsTable(client: Client, table: MigrationsTable): Promise<boolean> {
  const { rows } = await client.query(`SELECT ${isThereSql('$1')} AS present`, [sqlName(table)]);
  return rows[0]?.present === true;
}

function isThereSql(name: string): string {
  return `(SELECT count(*) = 3 FROM pg_attribute
     WHERE attrelid = to_regclass(${name}) AND attname IN ('id', 'timestamp', 'name') AND NOT attisdropped)`;
}

/** As TypeORM makes it. Source: TypeORM, MigrationExecutor.ts, `createMigrationsTableIfNotExist`. */
export async function createMigrationsTable(client: Client, table: MigrationsTable): Promise<void> {
  await client.query(
    `CREATE TABLE ${sqlName(table)} ("id" serial PRIMARY KEY, "timestamp" bigint NOT NULL, "name" varchar NOT NULL)`,
  );
}

/** The names of the migrations that TypeORM's table holds, in the order in which they ran. */
export async function readMigrations(client: Client, table: MigrationsTable): Promise<readonly string[]> {
  const { rows } = await client.query(`SELECT name FROM ${sqlName(table)} ORDER BY id`);
  return rows.map((row) => String(row.name));
}

/** The names of those of `records` that TypeORM's table holds. */
export async function recordedAmong(
  client: Client,
  table: MigrationsTable,
  records: readonly MigrationRecord[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query(`SELECT name FROM ${sqlName(table)} WHERE name = ANY ($1::text[])`, [
    records.map(({ name }) => name),
  ]);
  return new Set(rows.map((row) => String(row.name)));
}

/** Adds those of `records` that are missing, in their order. */
export async function addMigrations(
  client: Client,
  table: MigrationsTable,
  records: readonly MigrationRecord[],
): Promise<void> {
  await client.query(insertSql(table, '$1', '$2'), [
    records.map(({ timestamp }) => timestamp),
    records.map(({ name }) => name),
  ]);
}

function insertSql(table: MigrationsTable, timestamps: string, names: string): string {
  return `INSERT INTO ${sqlName(table)} ("timestamp", "name")
     SELECT wanted.at, wanted.name FROM unnest(${timestamps}::bigint[], ${names}::text[]) WITH ORDINALITY AS wanted (at, name, position)
     WHERE NOT EXISTS (SELECT FROM ${sqlName(table)} known WHERE known.name = wanted.name)
     ORDER BY wanted.position`;
}

/** The statement by which a plain client adds those that are missing, or removes them, where the table is there. */
export function migrationsSql(
  table: MigrationsTable,
  verb: 'add' | 'remove',
  records: readonly MigrationRecord[],
): string {
  const names = `ARRAY[${records.map(({ name }) => quoteLiteral(name)).join(', ')}]`;
  const timestamps = `ARRAY[${records.map(({ timestamp }) => timestamp).join(', ')}]`;
  const statement =
    verb === 'add'
      ? insertSql(table, timestamps, names)
      : `DELETE FROM ${sqlName(table)} WHERE name = ANY (${names}::text[])`;
  return `DO ${quoteLiteral(`BEGIN IF ${isThereSql(quoteLiteral(sqlName(table)))} THEN ${statement}; END IF; END`)}`;
}

/** Removes all. */
export async function eraseMigrations(client: Client, table: MigrationsTable): Promise<void> {
  await client.query(`DELETE FROM ${sqlName(table)}`);
}

/** Removes one, if it is there. */
export async function removeMigration(client: Client, table: MigrationsTable, name: string): Promise<void> {
  await client.query(`DELETE FROM ${sqlName(table)} WHERE name = $1`, [name]);
}
