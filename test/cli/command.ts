/** The built command as users run it: a process of its own, in a project of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { COMMAND } from '../build';
import { readCatalog } from '../catalog';
import { testServer } from '../server';

const REPOSITORY = resolve(__dirname, '../..');

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

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
      env: { ...plainEnvironment(), ...(this.url === undefined ? {} : { DATABASE_URL: this.url }), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      const file = join(this.root, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
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

/** Waits until a process has ended. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle({ code, stdout, stderr }));
  });
}

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

/** The environment of a developer's machine: no server named, no CI, nothing said about colour. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(PG.*|DATABASE_URL|CI|NODE_ENV|NODE_OPTIONS|AUTOGEN_.*|FORCE_COLOR|NO_COLOR)$/.test(name),
    ),
  );
}

function makeFolder(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'autogen-cli-'));
  // The embedded server may run as another user.
  chmodSync(root, 0o755);
  for (const name of ['typeorm', 'pg', 'reflect-metadata', '@types/node']) {
    link(join(REPOSITORY, 'node_modules', name), join(root, 'node_modules', name));
  }
  link(REPOSITORY, join(root, 'node_modules', 'typeorm-autogen'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
