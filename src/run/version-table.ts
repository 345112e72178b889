/** The version table: which revisions are applied. One row a head, as Alembic's; knows no graph. */

import { AutogenError } from '../errors';
import { displayName, quoteIdentifier, quoteLiteral, quotePath } from '../postgres/sql/quote';
import { LONGEST_ID } from '../revisions/graph';
import type { RowChange } from '../revisions/version-rows';
import type { Client } from './client';
import { serverError, serverRemedy } from './failure';

/** Where the table is. */
export interface VersionTable {
  /** Without it, the first schema of the search path. */
  readonly schema?: string | undefined;
  readonly name: string;
}

/** The table's name unless the settings say otherwise. */
export const DEFAULT_VERSION_TABLE: VersionTable = { name: 'autogen_version' };

/**
 * The applied heads, sorted; none where the table does not exist, which it need not.
 *
 * @throws AutogenError `version-table-failed`, with PostgreSQL's reason.
 */
export async function readVersions(client: Client, table: VersionTable): Promise<readonly string[]> {
  return guard(client, table, 'read', async () => {
    if (!(await exists(client, table))) return [];
    const { rows } = await client.query(`SELECT version_num FROM ${sqlName(table)} ORDER BY version_num COLLATE "C"`);
    return rows.map((row) => String(row.version_num));
  });
}

/**
 * Moves rows, having made the table if it is not there.
 *
 * @throws AutogenError `version-table-changed` when a row is not where it was read; `version-table-failed`.
 */
export async function writeVersions(client: Client, table: VersionTable, changes: readonly RowChange[]): Promise<void> {
  await ensureVersionTable(client, table);
  for (const change of changes) {
    const { text, values } = rowStatement(table, change);
    const { rowCount } = await guard(client, table, 'written', () => client.query(text, values));
    if (rowCount !== 1) throw moved(table, change, rowCount ?? 0);
  }
}

/**
 * Makes the table if it is not there.
 *
 * @returns whether it had to be made.
 * @throws AutogenError `version-table-failed`.
 */
export async function ensureVersionTable(client: Client, table: VersionTable): Promise<boolean> {
  return guard(client, table, 'made', async () => {
    if (await exists(client, table)) return false;
    await client.query(versionTableSql(table));
    return true;
  });
}

/**
 * Removes all rows, whatever they are.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function eraseVersions(client: Client, table: VersionTable): Promise<void> {
  await guard(client, table, 'erased', async () => {
    if (await exists(client, table)) await client.query(`DELETE FROM ${sqlName(table)}`);
  });
}

/** The statement that makes the table; `unless`: if it is not there. */
export function versionTableSql(table: VersionTable, unless?: 'exists'): string {
  return (
    `CREATE TABLE ${unless === undefined ? '' : 'IF NOT EXISTS '}${sqlName(table)} (version_num character varying(${LONGEST_ID}) NOT NULL, ` +
    `CONSTRAINT ${quoteIdentifier(`${table.name}_pkc`)} PRIMARY KEY (version_num))`
  );
}

/** `public.autogen_version`, for messages. */
export function describeTable({ schema, name }: VersionTable): string {
  return schema === undefined ? displayName(name) : `${displayName(schema)}.${displayName(name)}`;
}

/** The table's name in SQL. */
export function sqlName({ schema, name }: VersionTable): string {
  return schema === undefined ? quoteIdentifier(name) : quotePath(schema, name);
}

/**
 * Whether a table is there. To a role that may use no schema of its search path, PostgreSQL shows none: that must not look
 * like a database to which nothing was ever applied.
 *
 * @throws AutogenError `version-table-failed` where it is hidden.
 */
export async function exists(client: Client, table: VersionTable): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT to_regclass($1) IS NOT NULL AS present, CASE WHEN current_schema() IS NULL THEN (
       SELECT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE relname = $2 AND relkind IN ('r', 'p') AND NOT has_schema_privilege(n.oid, 'USAGE') ORDER BY 1 LIMIT 1
     ) END AS hidden`,
    [sqlName(table), table.name],
  );
  const present = rows[0]?.present === true;
  const hidden = rows[0]?.hidden;
  if (present || table.schema !== undefined || typeof hidden !== 'string') return present;
  const schema = displayName(hidden);
  throw new AutogenError(
    'version-table-failed',
    `The table ${describeTable({ ...table, schema: hidden })} is hidden from the role ${client.role ?? 'that connects'}, which may not use the schema ${schema}.`,
    { hint: `let its owner run: GRANT USAGE ON SCHEMA ${schema} TO ${grantee(client)};` },
  );
}

/** The same statement as a text without parameters. */
export function rowChangeSql(table: VersionTable, row: RowChange): string {
  const { text, values } = rowStatement(table, row);
  return text.replaceAll(/\$(\d)/g, (_place, number) => quoteLiteral(values[Number(number) - 1] as string));
}

function rowStatement(
  table: VersionTable,
  row: RowChange,
): { readonly text: string; readonly values: readonly string[] } {
  switch (row.change) {
    case 'insert':
      return { text: `INSERT INTO ${sqlName(table)} (version_num) VALUES ($1)`, values: [row.id] };
    case 'delete':
      return { text: `DELETE FROM ${sqlName(table)} WHERE version_num = $1`, values: [row.id] };
    case 'update':
      return {
        text: `UPDATE ${sqlName(table)} SET version_num = $2 WHERE version_num = $1`,
        values: [row.from, row.to],
      };
  }
}

function moved(table: VersionTable, row: RowChange, found: number): AutogenError {
  const what = row.change === 'update' ? `move ${row.from} to ${row.to}` : `${row.change} ${row.id}`;
  return new AutogenError(
    'version-table-changed',
    `The table ${describeTable(table)} changed meanwhile: to ${what}, one row was expected and ${found} found.`,
    { hint: 'somebody else migrates this database: run autogen current, then the command again' },
  );
}

/** What is done to a table. */
type Verb = 'read' | 'written' | 'made' | 'erased';

/** @throws AutogenError `version-table-failed` when `work` fails. */
export async function guard<Value>(
  client: Client,
  table: VersionTable,
  verb: Verb,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AutogenError) throw error;
    const { message, code } = serverError(error);
    throw new AutogenError(
      'version-table-failed',
      `The table ${describeTable(table)} could not be ${verb}: ${message.replace(/\.$/, '')}.`,
      { hint: remedy(client, table, verb, code), cause: error },
    );
  }
}

/** Insufficient privilege, and no schema to make it in. */
const DENIED = new Set(['42501', '3F000']);

function remedy(client: Client, table: VersionTable, verb: Verb, code: string | undefined): string {
  const ofServer = serverRemedy(code);
  if (ofServer !== undefined) return ofServer;
  if (code === undefined || !DENIED.has(code))
    return 'the settings versionTable and versionTableSchema say where it is: autogen current';
  const schema = displayName(table.schema ?? 'public');
  const to = grantee(client);
  if (verb === 'made')
    return `let the owner of the schema run: GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${to}; or name another schema in the settings: versionTableSchema`;
  const use = table.schema === undefined ? '' : `GRANT USAGE ON SCHEMA ${schema} TO ${to}; `;
  const what = verb === 'read' ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE';
  return `let its owner run: ${use}GRANT ${what} ON ${describeTable(table)} TO ${to};`;
}

function grantee({ role }: Client): string {
  return role === undefined ? 'the role that connects' : displayName(role);
}
