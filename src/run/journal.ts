/**
 * The journal: how far a revision came that does not run in one transaction. A table beside the version table, with one
 * row while such a revision is half done, and none else; knows no graph.
 */

import { createHash } from 'node:crypto';
import { suffixedName } from '../postgres/sql/quote';
import { LONGEST_ID } from '../revisions/graph';
import type { Direction } from '../revisions/version-rows';
import type { Client } from './client';
import { exists, guard, sqlName, type VersionTable } from './version-table';

/** What a batch has left behind. */
export interface Reached {
  /** The key of the last row that was gone through, as texts. */
  readonly key: readonly string[];
  /** How many rows were changed until then. */
  readonly rows: number;
}

/** A revision that is half done. */
export interface Begun {
  readonly revision: string;
  readonly direction: Direction;
  /** How many of its operations are done for good. */
  readonly finished: number;
  /** The operation behind those was sent outside a transaction, and nobody wrote down what became of it. */
  readonly running: boolean;
  /** How far that operation came, where it goes through rows in batches. */
  readonly reached?: Reached | undefined;
  /** Of the SQL of those operations, the running one among them. */
  readonly checksum: string;
}

/** Where the journal is. */
export function journalTable({ schema, name }: VersionTable): VersionTable {
  return { schema, name: suffixedName(name, '_progress') };
}

/** The same for the same SQL, wherever it comes from: source, or what a compiler made of it. */
export function checksumOf(statements: readonly (readonly string[])[]): string {
  return createHash('sha256').update(JSON.stringify(statements)).digest('hex');
}

/** @throws AutogenError `version-table-failed`. */
export async function readJournal(client: Client, version: VersionTable): Promise<Begun | undefined> {
  const table = journalTable(version);
  return guard(client, table, 'read', async () => {
    if (!(await exists(client, table))) return undefined;
    const { rows } = await client.query(
      `SELECT revision, direction, finished, running, checksum, to_jsonb(journal) ->> 'reached' AS reached FROM ${sqlName(table)} journal`,
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      revision: String(row.revision),
      direction: row.direction === 'downgrade' ? 'downgrade' : 'upgrade',
      finished: Number(row.finished),
      running: row.running === true,
      checksum: String(row.checksum),
      ...(typeof row.reached === 'string' ? { reached: JSON.parse(row.reached) as Reached } : {}),
    };
  });
}

/**
 * Having made the table if it is not there.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function writeJournal(client: Client, version: VersionTable, begun: Begun): Promise<void> {
  const table = journalTable(version);
  const { revision, direction, finished, running, checksum, reached } = begun;
  await guard(client, table, 'written', async () => {
    await ensureJournal(client, table);
    await client.query(
      `INSERT INTO ${sqlName(table)} (revision, direction, finished, running, checksum, reached) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (revision) DO UPDATE SET direction = $2, finished = $3, running = $4, checksum = $5, reached = $6`,
      [revision, direction, finished, running, checksum, reached === undefined ? null : JSON.stringify(reached)],
    );
  });
}

async function ensureJournal(client: Client, table: VersionTable): Promise<void> {
  const { rows } = await client.query(
    `SELECT to_regclass($1) IS NOT NULL AS present,
            EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = 'reached') AS whole`,
    [sqlName(table)],
  );
  if (rows[0]?.present !== true) {
    await client.query(
      `CREATE TABLE ${sqlName(table)} (revision character varying(${LONGEST_ID}) PRIMARY KEY, direction text NOT NULL, ` +
        'finished integer NOT NULL, running boolean NOT NULL, checksum text NOT NULL, reached text)',
    );
  } else if (rows[0]?.whole !== true) {
    // Made before there were batches.
    await client.query(`ALTER TABLE ${sqlName(table)} ADD COLUMN reached text`);
  }
}

/** @throws AutogenError `version-table-failed`. */
export async function clearJournal(client: Client, version: VersionTable): Promise<void> {
  const table = journalTable(version);
  await guard(client, table, 'written', async () => {
    if (await exists(client, table)) await client.query(`DELETE FROM ${sqlName(table)}`);
  });
}
