/** One transaction of a revision: its timeouts, and a mark by which it is known again. Knows neither operations nor books. */

import { AutogenError } from '../errors';
import type { MigrationNode } from '../revisions/plain-migrations';
import type { Client } from './client';
import { isCancelled, operationFailed } from './failure';
import type { Blocked, Retry } from './retry';
import type { Step } from './step';

/** In milliseconds; the server's settings without them. */
export interface Timeouts {
  /** How long a statement waits for a lock. */
  readonly lockTimeout?: number | undefined;
  /** How long a statement may run. */
  readonly statementTimeout?: number | undefined;
}

/** What a transaction belongs to. */
export interface Subject {
  readonly client: Client;
  readonly step: Step;
  readonly timeouts: Timeouts;
  /** Resolves when a cancellation that is under way has reached the server, so that a later statement is not hit by it. */
  settled?(): Promise<void>;
  /** Called when the COMMIT is about to be sent: from then on, a lost connection leaves open what became of it. */
  onCommit?(): void;
  readonly retry?: Retry | undefined;
  /** Called before a pause, behind which all is tried again. */
  onBlocked?(blocked: Blocked): void;
}

const MARK = 'autogen.revision';

/**
 * Does `work` in a transaction; all of it again where it did not get a lock and `retry` has patience.
 *
 * @throws what `work` throws, and AutogenError `operation-failed` when the COMMIT fails; it was rolled back then.
 */
export async function inTransaction<Value>(subject: Subject, work: () => Promise<Value>): Promise<Value> {
  const { client, step, settled, retry, onBlocked } = subject;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(subject, work);
    } catch (error) {
      await settled?.();
      const isWhole = await mayStillRun(client, step);
      await rollBack(client);
      if (retry === undefined || !isWhole) throw error;
      await retry.pauseAfter(error, tries, (blocked) => onBlocked?.(blocked));
    }
  }
}

async function attempt<Value>(
  { client, step, timeouts, onCommit }: Subject,
  work: () => Promise<Value>,
): Promise<Value> {
  await client.query('BEGIN');
  await setTimeouts(client, timeouts, true);
  await client.query('SELECT set_config($1, $2, true)', [MARK, step.revision.id]);
  const value = await work();
  onCommit?.();
  await commit(client, step);
  return value;
}

/** Whether nothing of it is committed. A transaction in which a statement has failed answers nothing more. */
async function mayStillRun(client: Client, step: Step): Promise<boolean> {
  try {
    return await isMarked(client, step.revision.id);
  } catch {
    return true;
  }
}

async function isMarked(client: Client, id: string): Promise<boolean> {
  const { rows } = await client.query('SELECT current_setting($1, true) AS mark', [MARK]);
  return rows[0]?.mark === id;
}

/** Does `work` outside a transaction. */
export async function outsideTransaction<Value>(
  { client, timeouts }: Pick<Subject, 'client' | 'timeouts'>,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    await setTimeouts(client, timeouts, false);
    return await work();
  } finally {
    await client.query('RESET lock_timeout; RESET statement_timeout').catch(() => undefined);
  }
}

async function setTimeouts(client: Client, { lockTimeout, statementTimeout }: Timeouts, local: boolean): Promise<void> {
  for (const [name, value] of [
    ['lock_timeout', lockTimeout],
    ['statement_timeout', statementTimeout],
  ]) {
    if (value !== undefined) await client.query('SELECT set_config($1, $2, $3)', [name, String(value), local]);
  }
}

/**
 * A COMMIT or ROLLBACK inside a revision would leave the rest of it without a transaction, unnoticed.
 *
 * @param marked - of the step that the transaction was begun for.
 * @throws AutogenError `transaction-ended`.
 */
export async function requireTransaction(client: Client, marked: MigrationNode, node = marked): Promise<void> {
  if (await isMarked(client, marked.id)) return;
  throw new AutogenError(
    'transaction-ended',
    `Revision ${node.id} in ${node.file} ended the transaction it runs in (COMMIT or ROLLBACK); what it committed stays.`,
    { hint: 'take the COMMIT out, or declare the revision with: readonly transaction = false', at: node.file },
  );
}

/** Constraints that are checked late fail here. */
async function commit(client: Client, { revision: { id, file }, direction }: Step): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (error) {
    throw operationFailed(error, { what: 'COMMIT', statement: undefined, id, file, direction });
  }
}

async function rollBack(client: Client): Promise<void> {
  const attempt = () => client.query('ROLLBACK');
  // A cancellation that comes late may hit the ROLLBACK. Where the connection is gone, the server has rolled back.
  await attempt().catch((error) => (isCancelled(error) ? attempt().catch(() => undefined) : undefined));
}
