import { type ClientConfig, Client as PgClient } from 'pg';
import { RevisionGraph } from '../../src/revisions/graph';
import type { Operations } from '../../src/revisions/operations';
import { type MigrationNode, revisionNode } from '../../src/revisions/plain-migrations';
import { Revision } from '../../src/revisions/revision';
import { pathTo } from '../../src/revisions/targets';
import type { Direction } from '../../src/revisions/version-rows';
import { type Client, pgClient } from '../../src/run/client';
import { type RunOptions, type RunResult, run } from '../../src/run/runner';
import { testServer } from '../server';

/** What a revision of a test says and does. */
export interface Draft {
  readonly down?: string | readonly string[] | null;
  readonly dependsOn?: readonly string[];
  readonly transaction?: false;
  upgrade?(op: Operations): void | Promise<void>;
  downgrade?(op: Operations): void | Promise<void>;
}

/** Revisions by id; each follows the one before it unless it says otherwise. */
export type Drafts = Readonly<Record<string, Draft>>;

export interface Project {
  readonly graph: RevisionGraph<MigrationNode>;
  /** For TypeORM's option `migrations`. */
  readonly classes: readonly (new () => Revision)[];
  load(node: MigrationNode): Promise<Revision>;
}

export const context = {
  defaultSchema: 'public',
  metadataTable: { schema: 'public', name: 'typeorm_metadata' },
};
export const tables = { versionTable: { name: 'autogen_version' }, migrationsTable: { name: 'migrations' } };

/** Revision classes as files would define them. */
export function project(drafts: Drafts): Project {
  let before: string | null = null;
  const classes = Object.entries(drafts).map(([id, draft], index): (new () => Revision) => {
    const { down = before, dependsOn = [], transaction, upgrade, downgrade } = draft;
    before = id;
    class Drafted extends Revision {
      readonly revision = id;
      readonly downRevision = down;
      readonly branchLabels = [];
      readonly dependsOn = dependsOn;
      upgrade(op: Operations) {
        return upgrade?.(op);
      }
      downgrade(op: Operations) {
        return downgrade?.(op);
      }
    }
    if (transaction === false) Object.defineProperty(Drafted.prototype, 'transaction', { value: false });
    Object.defineProperty(Drafted, 'name', {
      value: `${id[0]!.toUpperCase()}${id.slice(1)}${1_795_186_980_000 + index}`,
    });
    return Drafted;
  });
  const instances = classes.map((one) => new one());
  return {
    graph: RevisionGraph.of(instances.map((one) => revisionNode(one, `migrations/${one.revision}.ts`))),
    classes,
    async load({ id }) {
      return instances.find((one) => one.revision === id)!;
    },
  };
}

/** `{ aaaa: createsTable('a') }`: a revision with a table of its own. */
export function createsTable(name: string): Draft {
  return {
    upgrade: (op) =>
      op.createTable(name, { columns: { id: { type: 'integer', nullable: false } } }) as unknown as Promise<void>,
    downgrade: (op) => op.dropTable(name) as unknown as Promise<void>,
  };
}

/** A new database, and the ways to look into it. */
export class Database {
  readonly config: ClientConfig;
  readonly #connections: PgClient[] = [];

  private constructor(config: ClientConfig) {
    this.config = config;
  }

  static async create(): Promise<Database> {
    const server = await testServer();
    return new Database(await server.createDatabase());
  }

  async connect(more: ClientConfig = {}): Promise<PgClient> {
    const connection = new PgClient({ ...this.config, ...more });
    connection.on('error', () => undefined);
    await connection.connect();
    this.#connections.push(connection);
    return connection;
  }

  async client(): Promise<Client> {
    return pgClient(await this.connect(), () => this.connect());
  }

  /** One column of text. */
  async read(statement: string): Promise<readonly string[]> {
    const connection = await this.connect();
    const { rows } = await connection.query({ text: statement, rowMode: 'array' });
    await connection.end();
    return rows.map((row: readonly unknown[]) => String(row[0]));
  }

  /** The tables, without the books. */
  tables(): Promise<readonly string[]> {
    return this.read(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('migrations', 'typeorm_metadata') AND relname NOT LIKE 'autogen\\_version%' ORDER BY 1`,
    );
  }

  versions(): Promise<readonly string[]> {
    return this.read('SELECT version_num FROM autogen_version ORDER BY 1');
  }

  migrations(): Promise<readonly string[]> {
    return this.read('SELECT name FROM migrations ORDER BY id');
  }

  async drop(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.end().catch(() => undefined)));
    await (await testServer()).dropDatabase(this.config);
  }
}

/** `upgrade head` and its like, on a connection of its own. */
export async function migrate(
  database: Database,
  { graph, load }: Project,
  direction: Direction,
  target: string,
  more: Partial<RunOptions> = {},
): Promise<RunResult> {
  return run({
    client: more.client ?? (await database.client()),
    graph,
    load,
    plan: (current) => pathTo(graph, current, direction, target),
    context,
    tables,
    ...more,
  });
}

/** What a failed call says. */
export function failure(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; hint: string; at: string; cause: unknown }> {
  return work.then(
    () => {
      throw new Error('it did not fail');
    },
    ({ code, message, hint, at, cause }) => ({ code, message, hint, at, cause }),
  );
}
