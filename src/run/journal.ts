/**
 * The journal: how far a revision came that does not run in one transaction. A table beside the version table, with one
 * row while such a revision is half done, and none else; knows no graph.
 */

import { createHash } from 'node:crypto';
import { suffixedName } from '../postgres/sql/quote';
import type { Direction } from '../revisions/version-rows';
import type { Client } from './client';
import { exists, guard, ID_LENGTH, sqlName, type VersionTable } from './version-table';

/** A revision that is half done. */
export interface Begun {
  readonly revision: string;
  readonly direction: Direction;
  /** How many of its operations are done for good. */
  readonly finished: number;
  /** The operation behind those was sent outside a transaction, and nobody wrote down what became of it. */
  readonly running: boolean;
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
  return guard(table, 'read', async () => {
    if (!(await exists(client, table))) return undefined;
    const { rows } = await client.query(
      `SELECT revision, direction, finished, running, checksum FROM ${sqlName(table)}`,
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    return {
      revision: String(row.revision),
      direction: row.direction === 'downgrade' ? 'downgrade' : 'upgrade',
      finished: Number(row.finished),
      running: row.running === true,
      checksum: String(row.checksum),
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
  const { revision, direction, finished, running, checksum } = begun;
  await guard(table, 'written', async () => {
    if (!(await exists(client, table))) {
      await client.query(
        `CREATE TABLE ${sqlName(table)} (revision character varying(${ID_LENGTH}) PRIMARY KEY, ` +
          'direction text NOT NULL, finished integer NOT NULL, running boolean NOT NULL, checksum text NOT NULL)',
      );
    }
    await client.query(
      `INSERT INTO ${sqlName(table)} (revision, direction, finished, running, checksum) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (revision) DO UPDATE SET direction = $2, finished = $3, running = $4, checksum = $5`,
      [revision, direction, finished, running, checksum],
    );
  });
}

/** @throws AutogenError `version-table-failed`. */
export async function clearJournal(client: Client, version: VersionTable): Promise<void> {
  const table = journalTable(version);
  await guard(table, 'written', async () => {
    if (await exists(client, table)) await client.query(`DELETE FROM ${sqlName(table)}`);
  });
}
