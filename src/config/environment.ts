/**
 * The only file that reads `process.env`: every other part asks here, by meaning, not by name.
 *
 * Readers are functions, not constants, because tests and long-lived processes change the environment.
 */

/** Environment variables that say where the server is: any of them present rules out the embedded one. */
export const CONNECTION_VARIABLES = ['DATABASE_URL', 'PGHOST', 'PGPORT', 'PGUSER', 'PGDATABASE', 'PGSERVICE'] as const;

/** What `PG*` says about the connection, as libpq reads it. Empty variables count as not given. */
export interface PostgresEnvironment {
  readonly host?: string;
  readonly port?: string;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly service?: string;
  readonly serviceFile?: string;
}

function read(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** A variable that people set to `0` or `false` to say no. */
function isSwitchedOn(name: string): boolean {
  const value = read(name);
  return value !== undefined && value !== '0' && value.toLowerCase() !== 'false';
}

/** `AUTOGEN_DATA_SOURCE`: the configuration file, where `--data-source` is not given. */
export function dataSourceVariable(): string | undefined {
  return read('AUTOGEN_DATA_SOURCE');
}

/** `DATABASE_URL`, or `undefined` where it is missing or empty. */
export function databaseUrl(): string | undefined {
  return read('DATABASE_URL');
}

/** `PGHOST`, `PGPORT`, … Source: PostgreSQL documentation, libpq "Environment Variables". */
export function postgresEnvironment(): PostgresEnvironment {
  return {
    host: read('PGHOST'),
    port: read('PGPORT'),
    user: read('PGUSER'),
    password: read('PGPASSWORD'),
    database: read('PGDATABASE'),
    service: read('PGSERVICE'),
    serviceFile: read('PGSERVICEFILE'),
  };
}

/**
 * The {@link CONNECTION_VARIABLES} that are present, an empty one included: `DATABASE_URL=""` is what a forgotten
 * secret looks like, and must not pass for "nobody named a server".
 */
export function presentConnectionVariables(): string[] {
  return CONNECTION_VARIABLES.filter((name) => process.env[name] !== undefined);
}

/** True in continuous integration: `CI` is set, and not to `0` or `false`. */
export function isContinuousIntegration(): boolean {
  return isSwitchedOn('CI');
}

/** True when `NODE_ENV` is `production`. */
export function isProduction(): boolean {
  return read('NODE_ENV') === 'production';
}

/**
 * What the environment says about colour: `FORCE_COLOR` first (as Node does), then `NO_COLOR`; `undefined` = let the
 * terminal decide. Source: https://no-color.org, https://force-color.org.
 */
export function colourPreference(): boolean | undefined {
  const forced = process.env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return read('NO_COLOR') === undefined ? undefined : false;
}

/** The person's editor, with its arguments: `VISUAL`, else `EDITOR`. */
export function editorCommand(): string | undefined {
  return read('VISUAL') ?? read('EDITOR');
}

/** The home folder's roof for caches: `XDG_CACHE_HOME`, if it is an absolute path. */
export function cacheHome(): string | undefined {
  const value = read('XDG_CACHE_HOME');
  return value?.startsWith('/') ? value : undefined;
}

const TEMPLATE = 'AUTOGEN_TEST_TEMPLATE';

/** What {@link announceTemplate} announced, in this process or in the one that started it. */
export function announcedTemplate(): string | undefined {
  return read(TEMPLATE);
}

/** Tells this process, and those that it starts, which database test databases are copies of; `undefined` = no more. */
export function announceTemplate(description: string | undefined): void {
  if (description === undefined) delete process.env[TEMPLATE];
  else process.env[TEMPLATE] = description;
}

/** `APPDATA`: where Windows keeps `postgresql/.pg_service.conf`. */
export function applicationData(): string | undefined {
  return read('APPDATA');
}

/**
 * The environment of a PostgreSQL server that autogen starts: everything but the variables that would point its
 * programs at another server, and an untranslated log, because the log's lines are looked for.
 *
 * @param libraryFolders - folders to search first for shared libraries.
 */
export function serverEnvironment(libraryFolders: readonly string[] = []): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith('PG')) environment[name] = value;
  }
  environment.LC_MESSAGES = 'C';
  environment.LC_ALL = 'C';
  if (libraryFolders.length > 0) {
    const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
    environment[variable] = [...libraryFolders, process.env[variable]].filter(Boolean).join(':');
  }
  return environment;
}
