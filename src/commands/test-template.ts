/**
 * The template of test databases: all revisions applied, once, by whichever of any number of processes comes first. Only
 * databases with names of this file's own making are ever dropped.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { ClientConfig, Client as PgClient } from 'pg';
import { connect, resolveTarget, serverAt } from '../config/connection';
import { announceTemplate } from '../config/environment';
import { type Project, type ProjectOptions, withProject } from '../project';
import { pathTo } from '../revisions/targets';
import { delay } from '../run/delay';
import { lockKey } from '../run/locks';
import { run } from '../run/runner';
import { createDatabase, type IdleClient } from './test-copy';

/** Which project, and where. */
export interface TestDatabaseOptions extends ProjectOptions {
  /**
   * The URL of a database on the server to use; the role must be allowed to create databases, and this one is not touched.
   * Without it: the server that the project itself uses (its DataSource's, `DATABASE_URL`, …); where nothing names one, a
   * throw-away server that ends with this process.
   */
  readonly server?: string | undefined;
}

/** The template is there. */
export interface PreparedTestDatabases {
  /** The template's name. */
  readonly template: string;
  /** It had to be made: no earlier run with the same revisions has left it on the server. */
  readonly created: boolean;
  /** Stops the throw-away server, if there is one. On another server the template stays, for the next run. */
  stop(): Promise<void>;
}

/** Part of every template's key: what is made in another way must not pass for the same. */
const FORMAT = 1;

/** `autogen_test_<project>_<revisions>`, and behind it, of a copy, what makes it different from others. */
const PREFIX = 'autogen_test';
const BUILDING = 'building';

/**
 * Applies all revisions to a template, unless an earlier run has left it there, and announces it: later calls of
 * `createTestDatabase`, in processes that this one starts as well, copy it and load no configuration.
 *
 * @throws AutogenError whatever configuration, revisions and server have to complain about.
 */
export async function prepareTestDatabases(options: TestDatabaseOptions = {}): Promise<PreparedTestDatabases> {
  const { template, created, stop } = await prepare(options);
  announceTemplate(JSON.stringify(template));
  return {
    template: template.name,
    created,
    async stop() {
      announceTemplate(undefined);
      await stop();
    },
  };
}

/** The template, held by a connection of its own until `stop`. */
export async function prepare(options: TestDatabaseOptions) {
  return withProject(options, async (project) => {
    const server = await serverFor(project, options.server);
    const holder = (await connect(server.config, project.config.root)) as IdleClient;
    const stop = async () => {
      holder.ref();
      await holder.end();
      await server.stop();
    };
    try {
      const done = await provide(project, holder, server.config);
      // It holds the template, and must not keep a process alive.
      holder.unref();
      return { ...done, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  });
}

async function serverFor(
  project: Project,
  url: string | undefined,
): Promise<{ readonly config: ClientConfig; readonly stop: () => Promise<void> }> {
  const target = url === undefined ? resolveTarget(project.config) : serverAt(url, 'The option server');
  if (target.kind === 'server') return { config: target.config, stop: () => Promise.resolve() };
  const { createScratchServer } = await import('../config/embedded.js');
  return createScratchServer({ root: project.config.root });
}

/** The template, made by whoever comes first; `holder` keeps it from being removed from then on. */
async function provide(project: Project, holder: PgClient, config: ClientConfig) {
  const owner = `${PREFIX}_${shortHash(project.config.file)}`;
  const name = `${owner}_${await keyOf(project, holder)}`;
  const created = await hold(holder, name, () => build(project, holder, config, name));
  await removeLeftovers(holder, owner, name);
  return { template: { config, name }, created };
}

/** Shares the template's lock. Asked for again and again, never waited for: who waits has a snapshot, and others wait for that. */
async function hold(holder: PgClient, name: string, make: () => Promise<void>): Promise<boolean> {
  const key = lockKey(name);
  const ask = async (call: string) => {
    const { rows } = await holder.query<{ done: boolean }>(`SELECT ${call}($1) AS done`, [key]);
    return rows[0]?.done === true;
  };
  for (;;) {
    if (await ask('pg_try_advisory_lock_shared')) {
      if (await isThere(holder, name)) return false;
      await ask('pg_advisory_unlock_shared');
    }
    if (await ask('pg_try_advisory_lock')) {
      try {
        const isMissing = !(await isThere(holder, name));
        if (isMissing) await make();
        await ask('pg_try_advisory_lock_shared');
        return isMissing;
      } finally {
        await ask('pg_advisory_unlock');
      }
    }
    await delay(25 + Math.random() * 25, undefined);
  }
}

/** Under another name until it is complete. */
async function build(project: Project, administrator: PgClient, config: ClientConfig, name: string): Promise<void> {
  const unfinished = `${name}_${BUILDING}`;
  const [from, to] = [unfinished, name].map((one) => administrator.escapeIdentifier(one));
  await administrator.query(`DROP DATABASE IF EXISTS ${from} WITH (FORCE)`);
  await createDatabase(administrator, unfinished, 'template0');
  const database = await project.databaseAt({ ...config, database: unfinished }, unfinished);
  try {
    const { client, context, tables } = database;
    const load = (revision: Parameters<Project['load']>[0]) => project.load(revision);
    const graph = await project.revisions();
    await run({ client, graph, context, tables, load, plan: (current) => pathTo(graph, current, 'upgrade', 'heads') });
  } finally {
    await database.connection.end();
  }
  await administrator.query(`ALTER DATABASE ${from} RENAME TO ${to}`);
  // A database to which somebody is connected cannot be copied.
  await administrator.query(`ALTER DATABASE ${to} ALLOW_CONNECTIONS false`);
}

/** Changes with everything that decides what the revisions make. */
async function keyOf(project: Project, administrator: PgClient): Promise<string> {
  const { config } = project;
  const { versionTable, versionTableSchema } = config.settings;
  const { options } = config.dataSource;
  const { rows } = await administrator.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  const files = [...new Set([...(await project.revisions())].map(({ file }) => file))].sort();
  return shortHash(
    JSON.stringify([
      ...[FORMAT, rows[0]?.version, versionTable, versionTableSchema, options.migrationsTableName],
      options.type === 'postgres' ? options.schema : undefined,
      ...files.flatMap((file) => [relative(config.root, file), readFileSync(file, 'utf8')]),
    ]),
  );
}

/** Copies that nobody holds, and templates of other states of the revisions. */
async function removeLeftovers(administrator: PgClient, owner: string, template: string): Promise<void> {
  const { rows } = await administrator.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) AND datname <> $2`,
    [`${owner}_`, template],
  );
  const ours = /^_[0-9a-f]{12}(_[0-9a-f]{12}|_building)?$/;
  for (const { name } of rows) {
    if (!ours.test(name.slice(owner.length))) continue;
    // What is half built is held by the lock of what it will be.
    const key = lockKey(name.replace(/_building$/, ''));
    const { rows: answers } = await administrator.query('SELECT pg_try_advisory_lock($1) AS free', [key]);
    if (answers[0]?.free !== true) continue;
    try {
      await administrator.query(`DROP DATABASE IF EXISTS ${administrator.escapeIdentifier(name)} WITH (FORCE)`);
    } finally {
      await administrator.query('SELECT pg_advisory_unlock($1)', [key]);
    }
  }
}

async function isThere(administrator: PgClient, name: string): Promise<boolean> {
  const { rows } = await administrator.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  return rows.length > 0;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
