/**
 * One deployer at a time: a session's advisory lock, asked for again and again. Never a blocking wait, because a
 * concurrent index build waits for every transaction that is open, and one that waits for a lock is open.
 */

import { createHash } from 'node:crypto';
import { AutogenError } from '../errors';
import type { Client } from './client';
import { delay } from './delay';

/** How to wait. */
export interface LockOptions {
  /**
   * How long to wait for another deployer, in milliseconds.
   *
   * @default 600_000
   */
  readonly patience?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called once, when the lock turns out to be taken. */
  readonly onWait?: ((holder: string) => void) | undefined;
}

const PATIENCE = 600_000;
const FIRST_PAUSE = 25;
const LONGEST_PAUSE = 1_000;

/**
 * Does `work` while holding the lock called `name`.
 *
 * @throws AutogenError `locked` when the wait was too long, `interrupted` when `signal` ended it.
 */
export async function withLock<Value>(
  client: Client,
  name: string,
  options: LockOptions,
  work: () => Promise<Value>,
): Promise<Value> {
  const key = lockKey(name);
  await acquire(client, key, options);
  try {
    return await work();
  } finally {
    // A session that is gone has lost its locks already.
    await client.query('SELECT pg_advisory_unlock($1)', [key]).catch(() => undefined);
  }
}

/** The lock's number: 64 bits, the same for everybody who means the same name. */
export function lockKey(name: string): string {
  return createHash('sha256').update(`typeorm-autogen ${name}`).digest().readBigInt64BE(0).toString();
}

async function acquire(
  client: Client,
  key: string,
  { patience = PATIENCE, signal, onWait }: LockOptions,
): Promise<void> {
  const deadline = Date.now() + patience;
  for (let pause = FIRST_PAUSE, told = false; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    if (signal?.aborted)
      throw new AutogenError('interrupted', 'Interrupted while waiting for another deployer; nothing was changed.');
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [key]);
    if (rows[0]?.locked === true) return;
    if (!told && onWait !== undefined) onWait(await describeHolder(client, key));
    told = true;
    if (Date.now() >= deadline) {
      throw new AutogenError(
        'locked',
        `Another deployer has been migrating this database for longer than ${patience / 1000} s: ${await describeHolder(client, key)}.`,
        { hint: 'let it end, or end its session with: SELECT pg_terminate_backend(<pid>)' },
      );
    }
    // Spread out, so that many who wait do not ask at the same moment.
    await delay(Math.min(pause * (0.75 + Math.random() / 2), Math.max(deadline - Date.now(), 1)), signal);
  }
}

async function describeHolder(client: Client, key: string): Promise<string> {
  const { rows } = await client.query(
    `SELECT l.pid, a.application_name AS application, a.client_addr::text AS address
     FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint`,
    [key],
  );
  const holder = rows[0];
  if (holder === undefined) return 'an unknown session';
  const words = [
    `session ${String(holder.pid)}`,
    holder.application,
    holder.address && `from ${String(holder.address)}`,
  ];
  return words.filter(Boolean).join(' ');
}
