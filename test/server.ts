import { Client, type ClientConfig } from 'pg';

export interface TestServer {
  /** A superuser in the database `postgres`. */
  readonly config: ClientConfig;
  /** A new database, empty or a copy of `template` (which nobody may be connected to). */
  createDatabase(template?: string): Promise<ClientConfig>;
  /** Databases cost 8 MB each: drop what is not needed any more. */
  dropDatabase(database: ClientConfig): Promise<void>;
}

let created = 0;

/** The server that `global-setup.ts` started for all test files. */
export async function testServer(): Promise<TestServer> {
  const address = process.env.AUTOGEN_TEST_SERVER;
  if (!address) throw new Error('AUTOGEN_TEST_SERVER is not set: run the tests with jest, which starts a server.');
  const config = JSON.parse(address) as ClientConfig;

  const administer = async (statement: (quote: (name: string) => string, version: number) => string) => {
    const client = new Client(config);
    await client.connect();
    try {
      const { rows } = await client.query<{ version: number }>(
        `SELECT current_setting('server_version_num')::int AS version`,
      );
      await client.query(statement((name) => client.escapeIdentifier(name), rows[0]!.version));
    } finally {
      await client.end();
    }
  };
  return {
    config,
    async createDatabase(template = 'template0') {
      created += 1;
      const database = `test_${process.pid}_${Date.now().toString(36)}_${created}`;
      await administer(
        // Measured: 8 ms, where the default strategy takes 20 ms. Before 15 there was no other.
        (quote, version) =>
          `CREATE DATABASE ${quote(database)} TEMPLATE ${quote(template)}${version >= 150_000 ? ' STRATEGY file_copy' : ''}`,
      );
      return { ...config, database };
    },
    async dropDatabase({ database }) {
      await administer((quote) => `DROP DATABASE IF EXISTS ${quote(database!)} WITH (FORCE)`);
    },
  };
}
