/**
 * A copy of the template that `test-template.ts` makes. Nothing but `pg` is loaded for it, and nothing by `import()`, which
 * Jest does not let a module do.
 *
 * Whoever makes a database holds an advisory lock of its name for as long as it is used: one whose lock is free was left
 * behind by somebody who was killed.
 */

import { randomBytes } from 'node:crypto';
import type { TlsOptions } from 'node:tls';
import type { ClientConfig, Client as PgClient } from 'pg';
import { connect } from '../config/connection';
import { errorCode } from '../config/system-error';
import { AutogenError } from '../errors';
import { displayName } from '../postgres/sql/quote';
import { lockKey } from '../run/locks';

/** What turns the options of a DataSource into those of one on the test database. */
export interface TestDataSourceOptions {
  readonly type: 'postgres';
  /** Not used, and so the DataSource's own goes away. */
  readonly url: undefined;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string | undefined;
  readonly database: string;
  readonly ssl?: boolean | TlsOptions | undefined;
  readonly synchronize: false;
  readonly dropSchema: false;
  readonly migrationsRun: false;
}

/** A database of one's own. */
export interface TestDatabase {
  /** With the password. */
  readonly url: string;
  /** To be spread over the options of the project's DataSource. */
  readonly options: TestDataSourceOptions;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/** What a copy is made from, and where; as JSON it is what other processes are told. */
export interface Template {
  readonly config: ClientConfig;
  readonly name: string;
}

/** `pg` has had these two since 8.0; its types have not. */
export interface IdleClient extends PgClient {
  ref(): void;
  unref(): void;
}

/** @throws AutogenError `test-database-failed`. */
export async function copy({ config, name: template }: Template): Promise<TestDatabase> {
  const holder = (await connect(config)) as IdleClient;
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [lockKey(name)]);
    await createDatabase(holder, name, template);
  } catch (error) {
    await holder.end();
    if (error instanceof AutogenError) throw error;
    throw new AutogenError(
      'test-database-failed',
      `The test database ${name} cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
      {
        hint:
          errorCode(error) === '42501'
            ? `let a superuser run: ALTER ROLE ${displayName(config.user ?? '')} CREATEDB;`
            : 'call prepareTestDatabases again: it makes the template if it is gone',
        cause: error,
      },
    );
  }
  // It holds a lock, and must not keep a process alive that forgot to drop.
  holder.unref();
  let dropping: Promise<void> | undefined;
  return {
    url: urlOf({ ...config, database: name }),
    options: optionsFor({ ...config, database: name }),
    drop() {
      dropping ??= (async () => {
        holder.ref();
        await holder.query(`DROP DATABASE IF EXISTS ${holder.escapeIdentifier(name)} WITH (FORCE)`);
        await holder.end();
      })();
      return dropping;
    },
  };
}

/** Where nothing is flushed, copying files is the faster way; it has been a choice since 15. */
export async function createDatabase(administrator: PgClient, name: string, template: string): Promise<void> {
  const { rows } = await administrator.query<{ copies: boolean }>(
    `SELECT current_setting('server_version_num')::int >= 150000 AND current_setting('fsync') = 'off' AS copies`,
  );
  const [own, from] = [name, template].map((one) => administrator.escapeIdentifier(one));
  await administrator.query(
    `CREATE DATABASE ${own} TEMPLATE ${from}${rows[0]?.copies === true ? ' STRATEGY file_copy' : ''}`,
  );
}

function urlOf({ host = 'localhost', port = 5432, user = '', password, database = '' }: ClientConfig): string {
  const word = typeof password === 'string' ? `:${encodeURIComponent(password)}` : '';
  const server = host.startsWith('/') ? encodeURIComponent(host) : host;
  return `postgres://${encodeURIComponent(user)}${word}@${server}:${port}/${database}`;
}

function optionsFor({ host, port, user, password, database, ssl }: ClientConfig): TestDataSourceOptions {
  return {
    ...{ type: 'postgres', url: undefined, host: host ?? 'localhost', port: port ?? 5432, username: user ?? '' },
    password: typeof password === 'string' ? password : undefined,
    database: database ?? '',
    // pg and TypeORM have a type each for what came from the DataSource.
    ...(ssl === undefined ? {} : { ssl: ssl as boolean | TlsOptions }),
    ...{ synchronize: false, dropSchema: false, migrationsRun: false },
  };
}
