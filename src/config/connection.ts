/**
 * Which server a command talks to, and how it connects.
 *
 * Decides and connects; starts no server (see `embedded.ts`) and sends no statement.
 */
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Client, ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { AutogenError } from '../errors';
import { connectionFailure } from './connection-failure';
import type { LoadedConfig } from './data-source';
import {
  databaseUrl,
  isContinuousIntegration,
  isProduction,
  postgresEnvironment,
  presentConnectionVariables,
} from './environment';
import { readService } from './service-file';
import { errorCode } from './system-error';

/** A server that somebody else runs. */
export interface ServerTarget {
  readonly kind: 'server';
  /** Complete: no variable of the environment is read after this was made. */
  readonly config: ClientConfig;
  /** `host:port/database`, fit for any output: never the password. */
  describe(): string;
}

/** The embedded server of a project, to be opened with `openEmbedded`. */
export interface EmbeddedTarget {
  readonly kind: 'embedded';
  /** The folder of the configuration, for `openEmbedded({ root })`. */
  readonly root: string;
}

/** Where a command works. */
export type Target = ServerTarget | EmbeddedTarget;

/** The part of a DataSource's options that says where the server is. */
interface Credentials {
  readonly url?: unknown;
  readonly host?: unknown;
  readonly port?: unknown;
  readonly username?: unknown;
  readonly password?: unknown;
  readonly database?: unknown;
  readonly ssl?: unknown;
}

/** The options that say where the server is. `ssl`, time-outs and pool sizes do not. */
const LOCATION_OPTIONS = ['url', 'host', 'port', 'username', 'password', 'database'] as const;
const LOCATION_EXTRAS = ['connectionString', 'host', 'port', 'user', 'password', 'database'] as const;

/** Long enough for a sleepy cloud server, short enough for a person who waits. Milliseconds. */
const CONNECT_TIMEOUT = 15_000;

/**
 * Decides where a command works: the DataSource's options, else `DATABASE_URL`, else `PG*`, else the embedded server.
 *
 * The embedded server is chosen only if nothing names a server and neither `CI` nor `NODE_ENV=production` is set
 * (`embedded: true` lifts the last two): a forgotten variable must never let a deployment "succeed" on a throw-away
 * server. An option or variable that is present but empty is such a forgotten variable.
 *
 * @throws AutogenError `no-connection`, `service-not-found`, `url-invalid`.
 */
export function resolveTarget(loaded: LoadedConfig): Target {
  const options = loaded.dataSource.options as unknown as Readonly<Record<string, unknown>>;
  const extra = record(options.extra);
  const master = record(options.replication).master;
  const credentials: Credentials = master === undefined ? options : record(master);

  const given = [
    ...LOCATION_OPTIONS.filter((name) => hasValue(credentials[name])),
    ...LOCATION_EXTRAS.filter((name) => hasValue(extra[name])),
  ];
  if (given.length > 0) return server(fromDataSource(credentials, options, extra, loaded.file));

  const url = databaseUrl();
  if (url !== undefined) {
    return server({
      ...fromDataSource({ ssl: credentials.ssl }, options, extra, loaded.file),
      ...parsed(url, 'DATABASE_URL'),
    });
  }
  const variables = presentConnectionVariables();
  const environment = postgresEnvironment();
  if (environment.host ?? environment.port ?? environment.user ?? environment.database ?? environment.service) {
    return server(fromDataSource({ ssl: credentials.ssl }, options, extra, loaded.file));
  }

  const empty = [
    ...LOCATION_OPTIONS.filter((name) => name in credentials).map((name) => `\`${name}\``),
    ...LOCATION_EXTRAS.filter((name) => name in extra).map((name) => `\`extra.${name}\``),
  ];
  const consent = loaded.settings.embedded;
  const obstacle = obstacleToEmbedded(consent, variables, empty);
  if (obstacle === undefined) return { kind: 'embedded', root: loaded.root };
  throw new AutogenError('no-connection', `No server is named for ${loaded.file}: ${obstacle}.`, {
    hint:
      consent === undefined
        ? 'set DATABASE_URL=postgres://user@host:5432/database; or, where a throw-away server is meant, `export const autogen = { embedded: true }` in the configuration'
        : 'set DATABASE_URL=postgres://user@host:5432/database',
    at: loaded.file,
  });
}

/** Why the embedded server may not stand in, as the second half of a sentence. */
function obstacleToEmbedded(
  consent: boolean | undefined,
  variables: readonly string[],
  empty: readonly string[],
): string | undefined {
  if (variables.length > 0) return `${variables.join(', ')} ${variables.length === 1 ? 'is' : 'are'} set, but empty`;
  if (consent === true) return undefined;
  const nothing = 'its DataSource has no connection option, and neither DATABASE_URL nor PGHOST is set';
  if (consent === false) return `${nothing}, and its settings say \`embedded: false\``;
  if (empty.length > 0) return `its DataSource has ${empty.join(', ')} without a value, as when a variable is not set`;
  if (isContinuousIntegration()) return `${nothing}, and in CI the embedded server is used only on request`;
  if (isProduction()) return `${nothing}, and with NODE_ENV=production the embedded server is used only on request`;
  return undefined;
}

/** As TypeORM's PostgresDriver.createPool builds it: a URL beats the single options, `extra` beats both. */
function fromDataSource(
  credentials: Credentials,
  options: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>>,
  file: string,
): ClientConfig {
  const single = defined({
    host: credentials.host,
    port: credentials.port,
    user: credentials.username,
    password: credentials.password,
    database: credentials.database,
    ssl: credentials.ssl ?? options.ssl,
    connectionTimeoutMillis: options.connectTimeoutMS,
    ...extra,
  });
  const url = single.connectionString ?? credentials.url;
  delete single.connectionString;
  return { ...single, ...(hasValue(url) ? parsed(String(url), `the option \`url\` in ${file}`) : {}) };
}

/** What pg-connection-string reads as PostgreSQL; a path alone is a socket. */
const PROTOCOLS = /^(postgres(ql)?:|socket:|\/)/i;

/** A URL as single values, so that no later error can quote it with its password. */
function parsed(url: string, source: string): ClientConfig {
  try {
    if (!PROTOCOLS.test(url)) throw new Error('another protocol');
    return defined({ ...parseIntoClientConfig(url) });
  } catch {
    // The cause would quote the URL.
    throw new AutogenError('url-invalid', `${capitalised(source)} is not a PostgreSQL URL.`, {
      // A whole one would be taken for somebody's, and its password hidden.
      hint: 'write it as postgres://user@host:5432/database, the password behind the user, with special characters percent-encoded',
    });
  }
}

/**
 * A server that a URL names, with nothing of the project's own.
 *
 * @param source - whose URL it is, for the error: `--from`.
 * @throws AutogenError `url-invalid`.
 */
export function serverAt(url: string, source: string): ServerTarget {
  return server(parsed(url, source));
}

function server(given: ClientConfig): ServerTarget {
  const config = complete(given);
  return { kind: 'server', config, describe: () => describeConfig(config) };
}

/** Fills the gaps as libpq does: service file, then `PG*`, then its built-in defaults. */
function complete(given: ClientConfig): ClientConfig {
  const environment = postgresEnvironment();
  const service = environment.service === undefined ? {} : readService(environment.service, environment);
  const user = given.user ?? service.user ?? environment.user ?? userInfo().username;
  return {
    ...given,
    host: given.host ?? service.host ?? environment.host ?? 'localhost',
    port: Number(given.port ?? service.port ?? environment.port ?? 5432),
    user,
    password: given.password ?? service.password ?? environment.password,
    database: given.database ?? service.dbname ?? environment.database ?? user,
  };
}

/** `host:port/database` of a complete configuration, without user and password. */
export function describeConfig(config: ClientConfig): string {
  return `${config.host ?? 'localhost'}:${config.port ?? 5432}/${config.database ?? config.user ?? ''}`;
}

/**
 * Connects as `autogen` (`application_name`).
 *
 * @param config - from {@link resolveTarget}, `openEmbedded` or `createScratchServer`.
 * @param root - the folder of the configuration: the project's own `pg` is preferred to the one beside autogen.
 * @throws AutogenError `server-down`, `wrong-password`, `unknown-database` or `connection-failed`; the password is in
 *   neither message, hint nor cause.
 */
export async function connect(config: ClientConfig, root?: string): Promise<Client> {
  const { Client: PgClient } = loadPg(root);
  const client = new PgClient({
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    ...config,
    application_name: config.application_name ?? 'autogen',
  });
  // A connection that breaks while idle is reported by the next query; unheard, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw connectionFailure(error, config, describeConfig(config));
  }
  return client;
}

function loadPg(root: string | undefined): typeof import('pg') {
  if (root !== undefined) {
    try {
      return createRequire(join(root, 'package.json'))('pg') as typeof import('pg');
    } catch (error) {
      if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  try {
    return require('pg') as typeof import('pg');
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new AutogenError('pg-missing', 'The package pg is not installed in this project.', {
      hint: 'npm install pg',
      cause: error,
    });
  }
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !Number.isNaN(value);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Without the options that have no value: they must not hide what comes next in the order of precedence. */
function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => hasValue(value)));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
