/** What went wrong in the database, in PostgreSQL's own words. Texts only: decides nothing about transactions. */

import { AutogenError } from '../errors';
import { reasonOf } from '../revisions/reason';
import type { Direction } from '../revisions/version-rows';

/** The fields of an error that PostgreSQL sends. */
interface ServerError {
  readonly message: string;
  /** The SQLSTATE. */
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  /** In characters, from 1. */
  readonly position?: string;
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/** Whose transaction a revision runs in. `all`: that of all revisions together; `typeorm`: one of TypeORM's own runner. */
export type Around = 'own' | 'all' | 'typeorm' | 'none';

/** What was being done. */
export interface Attempt {
  /** `createTable('votes')`, or another word for what was tried. */
  readonly what: string;
  readonly statement: string | undefined;
  readonly id: string;
  readonly file: string | undefined;
  readonly direction: Direction;
  /** It says itself what is wrong, and what is to be done: where in its SQL that happened helps nobody. */
  readonly isProbe?: boolean;
  readonly transaction?: Around;
}

const EXCERPT = 100;

/** `operation-failed`: which operation of which file, and all that PostgreSQL says about it. */
export function operationFailed(error: unknown, attempt: Attempt): AutogenError {
  const server = serverError(error);
  const place = attempt.file === undefined ? '' : ` in ${attempt.file}`;
  const isRaised = attempt.isProbe === true && server.code?.startsWith('23') === true;
  const lines = isRaised
    ? probeLines(server, attempt, place)
    : [
        `${attempt.what} failed in ${attempt.direction} of revision ${attempt.id}${place}: ${server.message}`,
        line('detail', server.detail),
        line("PostgreSQL's hint", server.hint),
        line('table', [server.schema, server.table, server.column].filter(Boolean).join('.')),
        line('constraint', server.constraint),
        line('where', server.where),
        ...(attempt.statement === undefined ? [] : excerpt(attempt.statement, server.position)),
        line('SQLSTATE', server.code),
      ];
  return new AutogenError('operation-failed', lines.filter((text) => text !== undefined).join('\n'), {
    hint: isRaised && server.hint ? server.hint : remedy(server.code, attempt),
    at: attempt.file,
    cause: error,
  });
}

function probeLines(
  { message, detail, code }: ServerError,
  { direction, id }: Attempt,
  place: string,
): readonly (string | undefined)[] {
  return [
    `Rows are in the way of the ${direction} of revision ${id}${place}: ${message}.`,
    line('keys', detail),
    line('SQLSTATE', code),
  ];
}

/** PostgreSQL's error inside whatever carries it: TypeORM wraps it. */
export function serverError(error: unknown): ServerError {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const driver = 'driverError' in error ? error.driverError : undefined;
  if (typeof driver === 'object' && driver !== null) return serverError(driver);
  return error as ServerError;
}

/** Whether the connection is gone, so that nothing more can be asked on it. */
export function isConnectionLost(error: unknown): boolean {
  const { code } = serverError(error);
  // PostgreSQL's codes have five characters; those of sockets (ECONNRESET) have more, and pg's own errors have none.
  if (code === undefined) return /^(Connection terminated|Client (was closed|has encountered))/.test(reasonOf(error));
  return /^E[A-Z]{4,}$/.test(code) || code.startsWith('08') || ['57P01', '57P02', '57P03'].includes(code);
}

/** Whether a statement ended because somebody cancelled it. */
export function isCancelled(error: unknown): boolean {
  return serverError(error).code === '57014';
}

/** What to do where the server could not, whatever it was asked: no file is wrong then, and no role. */
export function serverRemedy(code: string | undefined): string | undefined {
  if (code === '25006')
    return 'the database takes no changes: connect to the primary if this is a standby, or set default_transaction_read_only to off; then run the command again';
  if (code?.startsWith('53') !== true) return undefined;
  const lack = LACKS.get(code) ?? 'has reached a limit: raise it';
  return `the server ${lack}; then run the command again`;
}

/** Class 53 of SQLSTATE, insufficient resources. */
const LACKS = new Map([
  ['53100', 'lacks disk space: free some'],
  ['53200', 'lacks memory: give it more'],
  ['53300', 'lacks connections: close some, or raise max_connections'],
]);

function remedy(code: string | undefined, { file, id, transaction }: Attempt): string {
  if (code === '55P03')
    return 'another session holds the lock: run the command again, or raise lockTimeout in the settings';
  if (code === '57014') return 'run the command again, or raise statementTimeout in the settings';
  if (code === '42501') return 'run it as a role that may, or let the owner of the object grant it';
  const ofServer = serverRemedy(code);
  if (ofServer !== undefined) return ofServer;
  if (code === '55P04' && transaction !== undefined) return labelRemedy(id, transaction);
  return `correct ${file ?? `revision ${id}`}, then run the command again`;
}

/** A label of an enum is of no use before what adds it is committed. Who has added it PostgreSQL does not say. */
function labelRemedy(id: string, transaction: Around): string {
  const apart = 'readonly transaction = false;';
  switch (transaction) {
    case 'own':
      return `add to the class: ${apart}`;
    case 'all':
      return `leave --single-transaction out; if revision ${id} adds the value itself, also add to the class: ${apart}`;
    case 'typeorm':
      return `set migrationsTransactionMode: 'each'; if revision ${id} adds the value itself, also add to the class: ${apart}`;
    case 'none':
      return 'add the value in a call of its own, before the one that uses it: op.addEnumValue(…)';
  }
}

function line(name: string, text: string | undefined): string | undefined {
  return text ? `  ${name}: ${text}` : undefined;
}

/** The line of the statement that PostgreSQL points at, with a mark below. */
function excerpt(statement: string, position: string | undefined): readonly string[] {
  const characters = [...statement];
  if (position === undefined) {
    const shown = characters.length > 2 * EXCERPT ? `${characters.slice(0, 2 * EXCERPT).join('')}…` : statement;
    return [`  statement: ${shown.replaceAll('\n', '\n             ')}`];
  }
  const at = Number(position) - 1;
  const lineStart = characters.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = characters.indexOf('\n', at);
  const start = Math.max(lineStart, at - EXCERPT / 2);
  const end = Math.min(lineEnd < 0 ? characters.length : lineEnd, start + EXCERPT);
  const label = `  at character ${position}: `;
  const before = start > lineStart ? '…' : '';
  const after = end < characters.length && characters[end] !== '\n' ? '…' : '';
  return [
    `${label}${before}${characters.slice(start, end).join('')}${after}`,
    `${' '.repeat(label.length + before.length + at - start)}^`,
  ];
}
