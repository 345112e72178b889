/** The one connection that revisions run on, whoever made it: `pg`, or TypeORM's query runner. */

import type { QueryRunner } from 'typeorm';

/** What a statement answers. */
export interface QueryAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows changed or returned; `null` where the statement has none. */
  readonly rowCount: number | null;
}

/** A session that holds a lock for which another one waits. */
export interface Blocker {
  readonly pid: number;
  /** As it calls itself; empty where it has no name. */
  readonly application: string;
  /** `active`, `idle in transaction`, …; empty where the role may not see it. */
  readonly state: string;
  /** Since its transaction began. */
  readonly seconds: number;
  /** Its last statement. */
  readonly query: string;
}

/** One session; statements must not be sent before the last one has been answered. */
export interface Client {
  /** The role that connected, where that is known. */
  readonly role?: string | undefined;
  query(text: string, values?: readonly unknown[]): Promise<QueryAnswer>;
  /** Stops the statement that runs now, if any. Resolves when the server has been told. */
  cancel?(): Promise<void>;
  /** Who holds the lock for which the statement that runs now waits. */
  blockers?(): Promise<readonly Blocker[]>;
  /** Whether another one answers than the server: the session has another number than the connection was told. */
  isRelayed?(): Promise<boolean>;
  /** Does `work` while another connection like this one is in a transaction; `session`: the number of its session. */
  besideAnother?<Value>(work: (session: number) => Promise<Value>): Promise<Value>;
  /** For TypeORM's own migrations, which want more than SQL. */
  queryRunner?(inTransaction: boolean): Promise<QueryRunner>;
}

/** The part of `pg.Client` that is used. */
export interface PgConnection {
  /** What the connection was told when it began. */
  readonly processID?: number | null;
  readonly user?: string | undefined;
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * A connected `pg.Client` as a {@link Client}.
 *
 * @param openAnother - opens a second connection to the same server, with which a running statement is cancelled;
 *   without it, the connection is closed instead, and the server rolls back when it notices.
 * @param lend - makes a query runner on this very connection.
 */
export function pgClient(
  connection: PgConnection,
  openAnother?: () => Promise<PgConnection>,
  lend?: (inTransaction: boolean) => Promise<QueryRunner>,
): Client {
  // A connection that breaks fails its statement; the event beside that would end the process.
  connection.on('error', () => undefined);
  let pid: number | undefined;
  return {
    role: connection.user,
    ...(lend === undefined ? {} : { queryRunner: lend }),
    async query(text, values) {
      pid ??= await backend(connection);
      const { rows, rowCount } = await connection.query(text, values === undefined ? undefined : [...values]);
      // A text of several statements has several answers; the rows of none of them are wanted.
      return { rows: rows ?? [], rowCount: rowCount ?? null };
    },
    async isRelayed() {
      pid ??= await backend(connection);
      return openAnother !== undefined && connection.processID != null && connection.processID !== pid;
    },
    async besideAnother(work) {
      if (openAnother === undefined) throw new Error('there is no other connection');
      return onAnother(openAnother, async (other) => {
        await other.query('BEGIN');
        const result = await work(await backend(other));
        await other.query('ROLLBACK');
        return result;
      });
    },
    async cancel() {
      if (pid === undefined) return;
      if (openAnother === undefined) return connection.end();
      await onAnother(openAnother, (other) => other.query('SELECT pg_cancel_backend($1)', [pid]));
    },
    async blockers() {
      if (pid === undefined || openAnother === undefined) return [];
      const { rows } = await onAnother(openAnother, (other) => other.query(BLOCKERS, [pid]));
      return rows.map(({ pid, application, state, seconds, query }) => ({
        ...{ pid: Number(pid), application: String(application), state: String(state) },
        ...{ seconds: Number(seconds), query: String(query) },
      }));
    },
  };
}

const BLOCKERS = `SELECT blocking.pid, coalesce(a.application_name, '') AS application, coalesce(a.state, '') AS state,
    coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0) AS seconds, coalesce(a.query, '') AS query
  FROM (SELECT DISTINCT unnest(pg_blocking_pids($1)) AS pid) AS blocking
  LEFT JOIN pg_stat_activity a USING (pid) ORDER BY 1`;

async function onAnother<Value>(
  openAnother: () => Promise<PgConnection>,
  use: (other: PgConnection) => Promise<Value>,
): Promise<Value> {
  const other = await openAnother();
  other.on('error', () => undefined);
  try {
    return await use(other);
  } finally {
    await other.end();
  }
}

/** TypeORM's query runner as a {@link Client}; what runs goes to TypeORM's log. */
export function queryRunnerClient(queryRunner: QueryRunner): Client {
  return {
    queryRunner: async () => queryRunner,
    async query(text, values) {
      const { records, affected } = await queryRunner.query(text, values === undefined ? undefined : [...values], true);
      return { rows: (records as Record<string, unknown>[] | undefined) ?? [], rowCount: affected ?? null };
    },
  };
}

async function backend(connection: PgConnection): Promise<number> {
  const { rows } = await connection.query('SELECT pg_backend_pid() AS pid');
  return Number(rows[0]?.pid);
}
