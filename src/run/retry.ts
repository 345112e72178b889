/**
 * Tries a transaction again that did not get a lock: as a whole, because a savepoint would keep the locks it has got
 * already. Who blocked it is asked while it waits, on a connection of its own: afterwards nobody knows.
 */

import { AutogenError } from '../errors';
import type { Blocker, Client } from './client';
import { delay } from './delay';
import { serverError } from './failure';

/** How often, and after which pauses. */
export interface RetryOptions {
  /** How often a transaction is tried again; 0 = never. */
  readonly lockRetries?: number | undefined;
  /** The first pause, in milliseconds; each is twice as long as the one before, give or take a quarter. */
  readonly lockRetryPause?: number | undefined;
  /** No pause is longer, in milliseconds. */
  readonly lockRetryLongestPause?: number | undefined;
}

/** What is told before a pause. */
export interface Blocked {
  /** Who held the lock, as far as it could be seen. */
  readonly blockers: readonly string[];
  /** How often it has been tried, and how often it will be at most. */
  readonly tries: number;
  readonly of: number;
  /** Until the next time, in milliseconds. */
  readonly pause: number;
}

/** Heeds the attempts of one run. */
export class Retry {
  /** The same connection; while a statement waits longer than half of what it may, its blockers are looked up. */
  readonly client: Client;
  readonly #options: RetryOptions;
  readonly #signal: AbortSignal | undefined;
  #blockers: readonly string[] = [];

  constructor(
    client: Client,
    options: RetryOptions & { readonly lockTimeout?: number | undefined },
    signal?: AbortSignal | undefined,
  ) {
    this.#options = options;
    this.#signal = signal;
    this.client = options.lockTimeout ? this.#watched(client, options.lockTimeout / 2) : client;
  }

  /**
   * Waits, if it is worth another try.
   *
   * @param tries - how often it has been tried.
   * @throws `error`, where nothing is to be tried again; having tried, it says how often, and who was in the way.
   */
  async pauseAfter(error: unknown, tries: number, tell: (blocked: Blocked) => void): Promise<void> {
    const { lockRetries = 0, lockRetryPause = 500, lockRetryLongestPause = 30_000 } = this.#options;
    const blockers = this.#blockers;
    this.#blockers = [];
    if (!isLockMiss(error) || this.#signal?.aborted) throw error;
    if (tries > lockRetries) throw tries === 1 && blockers.length === 0 ? error : withTries(error, tries, blockers);
    const longest = Math.min(lockRetryPause * 2 ** (tries - 1), lockRetryLongestPause);
    // Spread out, so that two who are in each other's way do not meet again.
    const pause = Math.round(longest * (0.75 + Math.random() / 4));
    tell({ blockers, tries, of: lockRetries + 1, pause });
    await delay(pause, this.#signal);
    if (this.#signal?.aborted) throw error;
  }

  #watched(client: Client, patience: number): Client {
    return {
      ...client,
      query: async (text, values) => {
        const timer = setTimeout(() => {
          void client.blockers?.().then(
            (blockers) => {
              if (blockers.length > 0) this.#blockers = blockers.map(describeBlocker);
            },
            () => undefined,
          );
        }, patience);
        try {
          return await client.query(text, values);
        } finally {
          clearTimeout(timer);
        }
      },
    };
  }
}

/** `session 4711 psql, idle in transaction for 12 s: LOCK TABLE posts`: for messages. */
function describeBlocker({ pid, application, state, seconds, query }: Blocker): string {
  const who = ['session', pid, application].filter((word) => word !== '').join(' ');
  const line = query.replaceAll(/\s+/g, ' ').trim();
  const shown = line.length > 80 ? `${line.slice(0, 79)}…` : line;
  return `${who}, ${state || 'its state hidden'} for ${Math.round(seconds)} s${shown === '' ? '' : `: ${shown}`}`;
}

/** `lock_timeout` ran out, or PostgreSQL ended a deadlock. */
function isLockMiss(error: unknown): boolean {
  const cause = error instanceof AutogenError ? error.cause : error;
  return ['55P03', '40P01'].includes(serverError(cause).code ?? '');
}

function withTries(error: unknown, tries: number, blockers: readonly string[]): unknown {
  if (!(error instanceof AutogenError)) return error;
  const lines = [
    error.message,
    ...(tries > 1 ? [`  tried ${tries} times`] : []),
    ...blockers.map((blocker) => `  blocked by ${blocker}`),
  ];
  const { code, hint, at, cause, exitCode } = error;
  return new AutogenError(code, lines.join('\n'), { hint, at, cause, exitCode });
}
