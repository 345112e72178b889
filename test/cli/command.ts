/** The built command as users run it: a process of its own, in a project of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { COMMAND } from '../build';
import { readCatalog } from '../catalog';
import { temporaryFolder, writeFiles } from '../folder';
import { type Outcome, outcomeOf, plainEnvironment } from '../process';
import { testServer } from '../server';

const REPOSITORY = resolve(__dirname, '../..');

/** What surrounds a command. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A folder inside the project. */
  readonly cwd?: string;
}

type Files = Readonly<Record<string, string>>;

/** A project in a temporary folder, with its own database where it was asked for one. */
export class Project {
  readonly root: string;
  readonly database: ClientConfig | undefined;

  private constructor(root: string, database: ClientConfig | undefined) {
    this.root = root;
    this.database = database;
  }

  /** On a database of its own on the tests' server, named by DATABASE_URL. */
  static async onServer(files: Files): Promise<Project> {
    const server = await testServer();
    return new Project(makeFolder(files), await server.createDatabase());
  }

  /** Without any server named. */
  static alone(files: Files): Project {
    return new Project(makeFolder(files), undefined);
  }

  /** Of the project's database, with its password. */
  get url(): string | undefined {
    return this.database === undefined ? undefined : urlOf(this.database);
  }

  /** Runs a command to its end. */
  async autogen(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return outcomeOf(this.start(args, options));
  }

  /** The object that `--json` prints, and what is beside it. */
  async json(args: readonly string[], options: RunOptions = {}): Promise<Outcome & { readonly object: unknown }> {
    const outcome = await this.autogen([...args, '--json'], options);
    return { ...outcome, object: JSON.parse(outcome.stdout) };
  }

  /** Starts a command. */
  start(args: readonly string[], { env = {}, cwd = '.' }: RunOptions = {}): ChildProcess {
    return spawn(process.execPath, [COMMAND, ...args], {
      cwd: join(this.root, cwd),
      env: plainEnvironment({ ...(this.url === undefined ? {} : { DATABASE_URL: this.url }), ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  write(files: Files): void {
    writeFiles(this.root, files);
  }

  remove(name: string): void {
    rmSync(join(this.root, name), { recursive: true });
  }

  read(name: string): string {
    return readFileSync(join(this.root, name), 'utf8');
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** The text of each file, without packages, caches and the embedded database. */
  files(): Record<string, string> {
    const all = readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)))
      .filter((name) => !/^(node_modules|\.autogen)\//.test(name))
      .sort();
    return Object.fromEntries(all.map((name) => [name, this.read(name)]));
  }

  /** The names of the files of revisions. */
  revisions(): string[] {
    const folder = join(this.root, 'migrations');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** Everything in the database. */
  catalog(): Promise<string[]> {
    return this.connected((client) => readCatalog(client));
  }

  /** The rows of the version table. */
  versions(): Promise<string[]> {
    return this.connected(async (client) => {
      const { rows } = await client.query<{ version_num: string }>(
        'SELECT version_num FROM autogen_version ORDER BY 1',
      );
      return rows.map((row) => row.version_num);
    });
  }

  /** Whether a table is in the database. */
  async has(table: string): Promise<boolean> {
    return this.connected(async (client) => {
      const { rows } = await client.query<{ is: boolean }>('SELECT to_regclass($1) IS NOT NULL AS is', [table]);
      return rows[0]!.is;
    });
  }

  /** Runs statements on the project's database. */
  async sql(...statements: readonly string[]): Promise<void> {
    await this.connected(async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  }

  async connected<Value>(work: (client: Client) => Promise<Value>): Promise<Value> {
    const client = new Client(this.database);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async end(): Promise<void> {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    if (this.database !== undefined) await (await testServer()).dropDatabase(this.database);
  }
}

export function urlOf({ host, port, user, password, database }: ClientConfig): string {
  return `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
}

function makeFolder(files: Files): string {
  const root = temporaryFolder('autogen-cli-');
  for (const name of ['typeorm', 'pg', 'reflect-metadata', '@types/node']) {
    link(join(REPOSITORY, 'node_modules', name), join(root, 'node_modules', name));
  }
  link(REPOSITORY, join(root, 'node_modules', 'typeorm-autogen'));
  writeFiles(root, files);
  return root;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
