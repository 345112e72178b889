/** The sample: its revisions come from autogen itself, and lead to what the tutorial speaks of. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from 'typeorm-autogen/testing';
import { urlOf } from '../cli/command';
import { testServer } from '../server';

const ROOT = join(__dirname, '../..');

function files(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

function node(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, encoding: 'utf8' });
}

test('autogen writes the three committed revisions again, byte for byte, from the entities of their time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'autogen-rewritten-'));
  try {
    const { status, stderr } = node([join(ROOT, 'dist/demo/sample.js'), folder]);
    expect([status, stderr]).toEqual([0, '']);
    const written = files(folder);
    expect(Object.keys(written)).toHaveLength(3);
    expect(written).toEqual(files(join(ROOT, 'migrations')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

describe('on a database with all revisions', () => {
  let database: TestDatabase;
  let env: Readonly<Record<string, string>>;

  const autogen = (...words: string[]) => {
    const { status, stdout, stderr } = node([join(ROOT, 'dist/cli/main.js'), ...words], env);
    return { status, stdout, stderr };
  };
  const query = async (sql: string) => {
    const client = new Client(database.url);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    // In a process of its own, as a globalSetup would.
    const prepare = `require('typeorm-autogen/testing').prepareTestDatabases()
      .then(() => console.log(process.env.AUTOGEN_TEST_TEMPLATE))`;
    const { config } = await testServer();
    const { stdout, stderr } = node(['-e', prepare], { DATABASE_URL: urlOf(config) });
    expect(stderr).toBe('');
    process.env.AUTOGEN_TEST_TEMPLATE = stdout.trim();
    database = await createTestDatabase();
    env = { DATABASE_URL: database.url };
  });

  afterAll(() => database.drop());

  test('the revisions lead to the tables of the tutorial', async () => {
    const columns = await query(
      `SELECT table_name || '.' || column_name AS name, data_type AS type, is_nullable AS nullable, column_default AS preset
         FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT LIKE 'autogen%'
        ORDER BY table_name, ordinal_position`,
    );
    expect(columns.map(({ name, type, nullable, preset }) => [name, type, nullable, preset])).toEqual([
      ['posts.id', 'integer', 'NO', `nextval('posts_id_seq'::regclass)`],
      ['posts.title', 'character varying', 'NO', null],
      ['posts.content', 'character varying', 'NO', null],
      ['posts.published', 'boolean', 'NO', 'true'],
      ['posts.created_at', 'timestamp with time zone', 'NO', 'now()'],
      ['posts.owner_id', 'integer', 'NO', null],
      ['users.id', 'integer', 'NO', `nextval('users_id_seq'::regclass)`],
      ['users.email', 'character varying', 'NO', null],
      ['users.password', 'character varying', 'NO', null],
      ['users.created_at', 'timestamp with time zone', 'NO', 'now()'],
      ['votes.user_id', 'integer', 'NO', null],
      ['votes.post_id', 'integer', 'NO', null],
    ]);
  });

  test('with their keys', async () => {
    const keys = await query(
      `SELECT conrelid::regclass::text AS of, pg_get_constraintdef(oid) AS definition
         FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text NOT LIKE 'autogen%'
        ORDER BY 1, 2`,
    );
    expect(keys.map(({ of, definition }) => `${of}: ${definition}`)).toEqual([
      'posts: FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE CASCADE',
      'posts: PRIMARY KEY (id)',
      'users: PRIMARY KEY (id)',
      'users: UNIQUE (email)',
      'votes: FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE',
      'votes: FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE',
      'votes: PRIMARY KEY (user_id, post_id)',
    ]);
  });

  test('the entities are in sync with the database and with the revisions', () => {
    expect(autogen('check')).toMatchObject({ status: 0 });
    expect(autogen('check', '--against', 'migrations')).toMatchObject({ status: 0 });
  });

  test('and the way back leads to nothing', async () => {
    expect(autogen('downgrade', 'base')).toMatchObject({ status: 0 });
    const tables = await query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    expect(tables).toEqual([{ table_name: 'autogen_version' }, { table_name: 'autogen_version_history' }]);
  });
});
