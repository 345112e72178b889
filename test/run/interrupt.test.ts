import { pgClient } from '../../src/run/client';
import { lockKey } from '../../src/run/locks';
import { createsTable, Database, type Drafts, failure, migrate, project } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
});
afterEach(() => database.drop());

const slow: Drafts = {
  aaaa1111: createsTable('a'),
  bbbb1111: {
    upgrade(op) {
      op.createTable('b', { columns: { id: { type: 'integer' } } });
      op.execute('SELECT pg_sleep(60)');
    },
  },
  cccc1111: createsTable('c'),
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const advisoryLocks = () =>
  database.read(
    `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
const sleeping = async () =>
  (
    await database.read(
      `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(60)' AND datname = current_database()`,
    )
  ).length > 0;

describe('Ctrl-C', () => {
  test.each(['a second connection', 'none but its own'])(
    'cancels the running statement with %s; the database stays at the last completed revision',
    async (means) => {
      const interrupt = new AbortController();
      const connection = await database.connect();
      const client =
        means === 'a second connection' ? pgClient(connection, () => database.connect()) : pgClient(connection);
      const started = Date.now();
      const result = failure(migrate(database, project(slow), 'upgrade', 'head', { client, signal: interrupt.signal }));
      await until(sleeping);
      interrupt.abort();
      const { code, message } = await result;
      expect(code).toBe('interrupted');
      expect(message).toBe(
        'Interrupted in revision bbbb1111 (migrations/bbbb1111.ts).\nThe revision was rolled back; the database is at aaaa1111.',
      );
      expect(Date.now() - started).toBeLessThan(10_000);
      if (means === 'a second connection') {
        expect(await sleeping()).toBe(false);
        // The lock is free and the session usable.
        expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
        expect(await advisoryLocks()).toEqual(['0']);
      }
      expect(await database.versions()).toEqual(['aaaa1111']);
      expect(await database.tables()).toEqual(['a']);
    },
  );

  test('between two revisions stops there', async () => {
    const interrupt = new AbortController();
    const revisions = project({ aaaa1111: createsTable('a'), bbbb1111: createsTable('b') });
    const { code, message } = await failure(
      migrate(database, revisions, 'upgrade', 'head', {
        signal: interrupt.signal,
        onProgress: ({ event }) => (event === 'done' ? interrupt.abort() : undefined),
      }),
    );
    expect(code).toBe('interrupted');
    expect(message).toBe('Interrupted.\nThe database is at aaaa1111.');
    expect(await database.versions()).toEqual(['aaaa1111']);
  });

  test('before anything runs changes nothing', async () => {
    const { code } = await failure(
      migrate(database, project(slow), 'upgrade', 'head', { signal: AbortSignal.abort() }),
    );
    expect(code).toBe('interrupted');
    expect(await database.tables()).toEqual([]);
  });
});

test.each([0, 1, 2, 3, 4, 5])(
  'Ctrl-C in statement %d, before any revision runs, says that nothing was changed',
  async (place) => {
    const interrupt = new AbortController();
    const connection = await database.connect();
    const client = pgClient(connection, () => database.connect());
    let asked = 0;
    const slowed = {
      ...client,
      async query(...statement: Parameters<typeof client.query>) {
        asked += 1;
        if (asked === place + 1) {
          void until(sleeping).then(() => interrupt.abort());
          await client.query('SELECT pg_sleep(60)');
        }
        return client.query(...statement);
      },
    };
    expect(
      await failure(migrate(database, project(slow), 'upgrade', 'head', { client: slowed, signal: interrupt.signal })),
    ).toMatchObject({ code: 'interrupted', message: 'Interrupted before a revision ran; nothing was changed.' });
    expect(await database.tables()).toEqual([]);
    expect(await advisoryLocks()).toEqual(['0']);
  },
);

test('Ctrl-C at any moment leaves whole revisions, and a message that tells the truth', async () => {
  const drafts = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `rev${String(index).padStart(5, '0')}`,
      createsTable(`t${String(index).padStart(2, '0')}`),
    ]),
  );
  const revisions = project(drafts);
  const ids = Object.keys(drafts);
  const connection = await database.connect();
  const client = pgClient(connection, () => database.connect());
  const codes: string[] = [];
  for (let round = 0; round < 25; round += 1) {
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), (round % 25) * 1.5);
    const work = migrate(database, revisions, 'upgrade', 'head', { client, signal: interrupt.signal });
    const said = await work.then(
      ({ after }) => after[0] ?? 'base',
      ({ code, message }) => {
        codes.push(code);
        return /nothing was changed/.test(message) ? 'base' : /database is at (\S+?)[ .]/.exec(message)?.[1];
      },
    );
    const tables = await database.tables();
    const [version] = await database.read(
      `SELECT CASE WHEN to_regclass('autogen_version') IS NULL THEN 'base' ELSE 'made' END`,
    );
    const at = version === 'base' ? undefined : (await database.versions())[0];
    expect({ round, said, tables: tables.length }).toEqual({
      round,
      said: at ?? 'base',
      tables: at === undefined ? 0 : ids.indexOf(at) + 1,
    });
    expect(await advisoryLocks()).toEqual(['0']);
    if (at !== undefined) await migrate(database, revisions, 'downgrade', 'base', { client });
  }
  expect(new Set(codes)).toEqual(new Set(['interrupted']));
  expect(codes.length).toBeGreaterThan(5);
});

test('a connection that is cut says where the database stands', async () => {
  const result = failure(migrate(database, project(slow), 'upgrade', 'head'));
  await until(sleeping);
  await database.read(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND datname = current_database()`,
  );
  expect(await result).toMatchObject({
    code: 'connection-lost',
    message:
      'The connection was lost in revision bbbb1111 (migrations/bbbb1111.ts).\nThe revision was rolled back; the database is at aaaa1111.',
    hint: 'run the command again',
    at: 'migrations/bbbb1111.ts',
  });
  expect(await database.versions()).toEqual(['aaaa1111']);
});

describe('several deployers', () => {
  test('run one after the other; the second finds nothing left to do', async () => {
    const drafts: Drafts = {
      aaaa1111: createsTable('a'),
      bbbb1111: { upgrade: (op) => void op.execute('SELECT pg_sleep(0.3)') },
      cccc1111: createsTable('c'),
    };
    const results = await Promise.all(
      Array.from({ length: 6 }, () => migrate(database, project(drafts), 'upgrade', 'head')),
    );
    expect(results.map(({ steps }) => steps.length).sort()).toEqual([0, 0, 0, 0, 0, 3]);
    expect(results.every(({ after }) => after.join() === 'cccc1111')).toBe(true);
  });

  test('one that waits too long names who holds the lock', async () => {
    const holder = await database.connect({ application_name: 'the other deployer' });
    await holder.query('SELECT pg_advisory_lock($1)', [lockKey('autogen_version')]);
    const holders: string[] = [];
    const { code, message, hint } = await failure(
      migrate(database, project(slow), 'upgrade', 'head', {
        patience: 100,
        onProgress: (progress) => void (progress.event === 'waiting' && holders.push(progress.holder)),
      }),
    );
    expect({ code, hint }).toEqual({
      code: 'locked',
      hint: 'let it end, or end its session with: SELECT pg_terminate_backend(<pid>)',
    });
    expect(message).toMatch(
      /^Another deployer has been migrating this database for longer than 0\.1 s: session \d+ the other deployer from 127\.0\.0\.1/,
    );
    expect(holders).toEqual([expect.stringMatching(/^session \d+ the other deployer/)]);
  });

  test('one that waits can be interrupted', async () => {
    const holder = await database.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [lockKey('autogen_version')]);
    const interrupt = new AbortController();
    const result = failure(
      migrate(database, project(slow), 'upgrade', 'head', {
        signal: interrupt.signal,
        onProgress: () => interrupt.abort(),
      }),
    );
    expect((await result).message).toBe('Interrupted while waiting for another deployer; nothing was changed.');
  });
});
