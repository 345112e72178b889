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
 * Does `work` while holding the lock called `name`. `requireLock` fails where the session has lost it.
 *
 * @throws AutogenError `locked` when the wait was too long, `interrupted` when `signal` ended it, `pooled-connection`.
 */
export async function withLock<Value>(
  client: Client,
  name: string,
  options: LockOptions,
  work: (requireLock: () => Promise<void>) => Promise<Value>,
): Promise<Value> {
  const key = lockKey(name);
  const session = await requireOneSession(client);
  await acquire(client, key, options);
  const requireLock = async () => {
    if (!(await holds(client, key, session))) throw pooled();
  };
  try {
    await requireLock();
    return await work(requireLock);
  } finally {
    // A session that is gone has lost its locks already.
    await client.query('SELECT pg_advisory_unlock($1)', [key]).catch(() => undefined);
  }
}

/**
 * A pooler may give every transaction another session, and usually the same one, as long as nobody else wants it: then the
 * presence of somebody else tells.
 *
 * @returns the number of the session.
 * @throws AutogenError `pooled-connection`, before a lock is left behind in a session that nobody finds again.
 */
async function requireOneSession(client: Client): Promise<number> {
  const session = await sessionOf(client);
  if ((await sessionOf(client)) !== session) throw pooled(' Nothing was changed.');
  if ((await client.isRelayed?.()) === true) {
    await client.besideAnother?.(async (other) => {
      if (other === session || (await sessionOf(client)) !== session) throw pooled(' Nothing was changed.');
    });
  }
  return session;
}

async function sessionOf(client: Client): Promise<number> {
  return Number((await client.query('SELECT pg_backend_pid() AS pid')).rows[0]?.pid);
}

async function holds(client: Client, key: string, session: number): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT pg_backend_pid() = $2 AND EXISTS (SELECT FROM pg_locks l WHERE ${IS_OURS} AND l.pid = pg_backend_pid()) AS held`,
    [key, session],
  );
  return rows[0]?.held === true;
}

function pooled(place = ''): AutogenError {
  return new AutogenError(
    'pooled-connection',
    `The connection goes through a pooler that gives each transaction another session: locks and settings of a session do not last there.${place}`,
    {
      hint: 'connect to the server itself, or to the pooler in session mode: the DataSource or DATABASE_URL says where',
    },
  );
}

/** A row `l` of pg_locks is the lock with the number `$1`. */
const IS_OURS = `l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint`;

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
     WHERE ${IS_OURS}`,
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
