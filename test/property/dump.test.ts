/**
 * A database that went through dump and restore is still in sync: with pg_dump where the machine has one that is not
 * older than the server, else with the printed definitions stored again, as every pair of pairs.test.ts does.
 */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { Client, type ClientConfig } from 'pg';
import { compare } from '../../src/autogen';
import { quotePath } from '../../src/postgres/sql/quote';
import type { Entities } from '../../src/typeorm/entities';
import { column, entities, nothing, table } from '../engine/entities';
import { testServer } from '../server';
import { expectInSync, keepPromises, pairOf, run } from './promises';
import { pairSeed } from './tape';

/** Texts that a restored database prints in another way than the one that was dumped. */
const reprinted = entities([
  table(
    'posts',
    [column('state', 'character varying(20)'), column('code', 'character varying'), column('n', 'integer')],
    {
      checks: [
        { name: 'CHK_state', expression: "state IN ('new', 'old', 'it''s')" },
        { name: 'CHK_code', expression: "code NOT IN ('a', 'b') AND n BETWEEN 1 AND 5" },
      ],
      indexes: [{ name: 'IDX', columns: ['n'], unique: false, method: 'btree', where: "code IN ('a', 'b')" }],
    },
  ),
]);

test('lists over varchar, which a restored database prints in another way, are in sync', async () => {
  await keepPromises({ before: reprinted, after: nothing });
  await keepPromises({ before: nothing, after: reprinted });
});

test('what pg_dump writes and psql reads is in sync', async () => {
  const server = await testServer();
  const schemas = [reprinted, ...fc.sample(pairSeed, { seed: 18, numRuns: 20 }).map((seed) => pairOf(seed).after)];
  const databases: ClientConfig[] = [];
  const connected = async <Result>(
    config: ClientConfig,
    work: (client: Client) => Promise<Result>,
  ): Promise<Result> => {
    const client = new Client(config);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const version = await connected(server.config, async (client) => {
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    return Number.parseInt(rows[0]!.version, 10);
  });
  if (dumpVersion() < version) {
    process.stdout.write(
      `pg_dump ${dumpVersion() || 'is not there'}, the server is ${version}: pairs.test.ts stores the printed definitions again\n`,
    );
    return;
  }
  try {
    for (const wanted of schemas) {
      const [from, to] = [await server.createDatabase(), await server.createDatabase()];
      databases.push(from, to);
      await connected(from, async (client) => {
        if (wanted.defaultSchema !== 'public') await client.query(`CREATE SCHEMA "${wanted.defaultSchema}"`);
        const comparison = await compare({
          client,
          context: wanted,
          entities: async () => wanted,
          created: async () => new Set(),
          ignored: [],
          kept: [],
          answers: {},
        });
        await run(client, comparison.upgrade(), wanted);
      });
      const script = tool('pg_dump', from, ['--no-owner']);
      tool('psql', to, ['--quiet', '--set', 'ON_ERROR_STOP=1'], script);
      await connected(to, async (client) => {
        await restoredUnderItsName(client, wanted);
        await expectInSync(client, wanted, new Set(), 'after pg_dump and psql');
      });
    }
  } finally {
    for (const database of databases) await server.dropDatabase(database);
  }
});

/** TypeORM's own table names the database in each row, and these two have different names. */
async function restoredUnderItsName(client: Client, { metadataTable }: Entities): Promise<void> {
  const name = quotePath(metadataTable.schema, metadataTable.name);
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [name]);
  if (rows[0]?.there) await client.query(`UPDATE ${name} SET database = current_database()`);
}

/** The major version of pg_dump; 0 where there is none. */
function dumpVersion(): number {
  try {
    const printed = execFileSync('pg_dump', ['--version'], { encoding: 'utf8' });
    return Number.parseInt(printed.replace(/^\D+/, ''), 10);
  } catch {
    return 0;
  }
}

function tool(
  name: string,
  { host, port, user, password, database }: ClientConfig,
  args: string[],
  input?: string,
): string {
  return execFileSync(
    name,
    ['--host', String(host), '--port', String(port), '--username', String(user), ...args, String(database)],
    {
      encoding: 'utf8',
      env: { ...process.env, PGPASSWORD: String(password) },
      ...(input === undefined ? {} : { input }),
      maxBuffer: 64 * 1024 * 1024,
    },
  );
}
