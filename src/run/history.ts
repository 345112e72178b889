/**
 * The log of what ran: a table beside the version table, to which rows are only added. It decides nothing: what is applied
 * is what the version table says. Knows no graph and no file.
 */

import { quoteLiteral, suffixedName } from '../postgres/sql/quote';
import { LONGEST_ID } from '../revisions/graph';
import type { Direction } from '../revisions/version-rows';
import type { Client } from './client';
import { exists, guard, sqlName, type VersionTable } from './version-table';

/**
 * `done`: it ran. `failed`: it was tried. `stamped`: it was declared to have run. `accepted`: it is no longer what ran,
 * and somebody has said that this is right.
 */
export type LogOutcome = 'done' | 'failed' | 'stamped' | 'accepted';

/** What is written. */
export interface LogRow {
  readonly revision: string;
  readonly direction: Direction;
  readonly outcome: LogOutcome;
  /** How long it took; nothing where nothing ran. */
  readonly milliseconds?: number | undefined;
  /** The name of its file, without the folder; nothing where none is known, or there is none any more. */
  readonly file?: string | undefined;
  /** Of what the revision does, in both directions; nothing where that cannot be told. */
  readonly checksum?: string | undefined;
  /** Of its file's text. */
  readonly fileChecksum?: string | undefined;
  /** Of a failure: PostgreSQL's SQLSTATE, or the code of an AutogenError. */
  readonly code?: string | undefined;
  /** Of a failure: what was said. */
  readonly message?: string | undefined;
}

/** One line of the log. */
export interface LogEntry extends LogRow {
  /** In UTC: `2026-11-20T15:03:20.123Z`. */
  readonly startedAt: string;
  /** The role that connected. */
  readonly role: string;
  /** As the session called itself (`application_name`); empty where it did not. */
  readonly application: string;
}

/** A revision that the log calls applied. */
export interface LoggedRevision {
  readonly revision: string;
  /** What it was when it was applied, or when that was accepted last. */
  readonly file: string | undefined;
  readonly checksum: string | undefined;
  readonly fileChecksum: string | undefined;
  readonly isAccepted: boolean;
  /** When it was applied, or declared to be, and by whom. */
  readonly applied: Pick<LogEntry, 'outcome' | 'startedAt' | 'role' | 'application'>;
}

/** Where the log is. */
export function historyTable({ schema, name }: VersionTable): VersionTable {
  return { schema, name: suffixedName(name, '_history') };
}

/**
 * Adds rows, having made the table if it is not there; without rows, it does nothing.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function writeHistory(client: Client, version: VersionTable, rows: readonly LogRow[]): Promise<void> {
  if (rows.length === 0) return;
  const table = historyTable(version);
  await guard(client, table, 'written', async () => {
    if (!(await exists(client, table))) await client.query(historyTableSql(version));
    const all = <Value>(pick: (row: LogRow) => Value | undefined) => rows.map((row) => pick(row) ?? null);
    // In one statement: a stamp may declare thousands.
    await client.query(
      `INSERT INTO ${sqlName(table)} (${COLUMNS})
       SELECT revision, direction, outcome, clock_timestamp() - make_interval(secs => coalesce(milliseconds, 0) / 1000.0),
         milliseconds, session_user, current_setting('application_name'), file, checksum, file_checksum, code, message
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         WITH ORDINALITY AS given (revision, direction, outcome, milliseconds, file, checksum, file_checksum, code, message, place)
       ORDER BY place`,
      [
        ...[all((row) => row.revision), all((row) => row.direction), all((row) => row.outcome)],
        all(({ milliseconds }) => (milliseconds === undefined ? undefined : Math.round(milliseconds))),
        ...[all((row) => row.file), all((row) => row.checksum), all((row) => row.fileChecksum)],
        ...[all((row) => row.code), all((row) => row.message)],
      ],
    );
  });
}

/**
 * The same for a script, in the transaction that ends what is logged.
 *
 * @param isWhole - that transaction is all that ran, so that its time is the time that it took.
 */
export function historyRowSql(version: VersionTable, row: LogRow, isWhole: boolean): string {
  const { revision, direction, outcome, file, checksum, fileChecksum, code, message } = row;
  const took = isWhole ? '(extract(epoch FROM clock_timestamp() - now()) * 1000)::bigint' : 'NULL';
  const values = [
    ...[revision, direction, outcome].map(quoteLiteral),
    ...['now()', took, 'session_user', `current_setting('application_name')`],
    ...[file, checksum, fileChecksum, code, message].map((text) => (text === undefined ? 'NULL' : quoteLiteral(text))),
  ];
  return `INSERT INTO ${sqlName(historyTable(version))} (${COLUMNS}) VALUES (${values.join(', ')})`;
}

/** The statement that makes the table; `unless`: if it is not there. */
export function historyTableSql(version: VersionTable, unless?: 'exists'): string {
  return (
    `CREATE TABLE ${unless === undefined ? '' : 'IF NOT EXISTS '}${sqlName(historyTable(version))} (` +
    'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ' +
    `revision character varying(${LONGEST_ID}) NOT NULL, direction text NOT NULL, outcome text NOT NULL, ` +
    'started_at timestamp with time zone NOT NULL, milliseconds bigint, role text NOT NULL, application text NOT NULL, ' +
    'file text, checksum text, file_checksum text, code text, message text)'
  );
}

const COLUMNS =
  'revision, direction, outcome, started_at, milliseconds, role, application, file, checksum, file_checksum, code, message';

/** As text: a project may have its own reader of times. */
const STARTED_AT = `to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS started_at`;

/**
 * The whole log, newest first; none where the table does not exist.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function readHistory(client: Client, version: VersionTable): Promise<readonly LogEntry[]> {
  const table = historyTable(version);
  return guard(client, table, 'read', async () => {
    if (!(await exists(client, table))) return [];
    const { rows } = await client.query(
      `SELECT revision, direction, outcome, ${STARTED_AT}, milliseconds::text, role, application, file, checksum,
         file_checksum, code, message
       FROM ${sqlName(table)} ORDER BY id DESC`,
    );
    return rows.map((row): LogEntry => {
      const milliseconds = textOf(row.milliseconds);
      return {
        revision: String(row.revision),
        direction: row.direction === 'downgrade' ? 'downgrade' : 'upgrade',
        ...startOf(row),
        ...(milliseconds === undefined ? {} : { milliseconds: Number(milliseconds) }),
        ...{ file: textOf(row.file), checksum: textOf(row.checksum), fileChecksum: textOf(row.file_checksum) },
        ...{ code: textOf(row.code), message: textOf(row.message) },
      };
    });
  });
}

/**
 * The revisions that were applied, or declared to be, and not undone since, by id: one query, however long the log is.
 *
 * @throws AutogenError `version-table-failed`.
 */
export async function readLogged(client: Client, version: VersionTable): Promise<ReadonlyMap<string, LoggedRevision>> {
  const table = historyTable(version);
  return guard(client, table, 'read', async () => {
    if (!(await exists(client, table))) return new Map();
    const { rows } = await client.query(
      `SELECT last.revision, last.file, last.checksum, last.file_checksum, last.outcome = 'accepted' AS accepted,
         applied.outcome, applied.started_at, applied.role, applied.application
       FROM (SELECT DISTINCT ON (revision) * FROM ${sqlName(table)} WHERE outcome <> 'failed'
         ORDER BY revision, id DESC) AS last
       JOIN (SELECT DISTINCT ON (revision) revision, outcome, ${STARTED_AT}, role, application FROM ${sqlName(table)}
         WHERE outcome IN ('done', 'stamped') AND direction = 'upgrade' ORDER BY revision, id DESC) AS applied
         USING (revision)
       WHERE last.direction = 'upgrade' ORDER BY revision COLLATE "C"`,
    );
    const logged = rows.map(
      (row): LoggedRevision => ({
        revision: String(row.revision),
        file: textOf(row.file),
        checksum: textOf(row.checksum),
        fileChecksum: textOf(row.file_checksum),
        isAccepted: row.accepted === true,
        applied: startOf(row),
      }),
    );
    return new Map(logged.map((one) => [one.revision, one]));
  });
}

type Row = Readonly<Record<string, unknown>>;

function startOf({ outcome, started_at, role, application }: Row): LoggedRevision['applied'] {
  const known = OUTCOMES.find((one) => one === outcome) ?? 'done';
  return { outcome: known, startedAt: String(started_at), role: String(role), application: String(application) };
}

const OUTCOMES: readonly LogOutcome[] = ['done', 'failed', 'stamped', 'accepted'];

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
