import type { Progress } from '../../src/run/runner';
import { createsTable, Database, type Drafts, failure, migrate, project } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
  await migrate(database, project({ aaaa1111: createsTable('a') }), 'upgrade', 'head');
});
afterEach(() => database.drop());

let runs = 0;
const drafts: Drafts = {
  aaaa1111: createsTable('a'),
  bbbb1111: {
    upgrade(op) {
      runs += 1;
      op.createTable('b', { columns: { id: { type: 'integer' } } });
      op.addColumn('a', 'name', { type: 'text' });
    },
  },
};
const patience = { lockTimeout: 400, lockRetryPause: 20, lockRetryLongestPause: 50 };
type BlockedProgress = Extract<Progress, { event: 'blocked' }>;

async function blocker() {
  const session = await database.connect({ application_name: 'a long report' });
  await session.query('BEGIN');
  await session.query('LOCK TABLE a IN ACCESS SHARE MODE');
  return session;
}

test('a transaction that gets no lock is tried again as a whole, and says who has it', async () => {
  const session = await blocker();
  const seen: BlockedProgress[] = [];
  runs = 0;
  const { after } = await migrate(database, project(drafts), 'upgrade', 'head', {
    ...{ ...patience, lockRetries: 5 },
    onProgress(progress) {
      if (progress.event !== 'blocked') return;
      seen.push(progress);
      if (seen.length === 2) void session.query('COMMIT');
    },
  });
  expect(after).toEqual(['bbbb1111']);
  expect(runs).toBeGreaterThanOrEqual(3);
  expect(await database.tables()).toEqual(['a', 'b']);
  expect(seen[0]).toMatchObject({ tries: 1, of: 6, step: { direction: 'upgrade', revision: { id: 'bbbb1111' } } });
  expect(seen[0]!.blockers).toEqual([
    expect.stringMatching(
      /^session \d+ a long report, idle in transaction for \d s: LOCK TABLE a IN ACCESS SHARE MODE$/,
    ),
  ]);
  expect(seen[0]!.pause).toBeLessThanOrEqual(20);
  expect(seen[1]!.pause).toBeGreaterThanOrEqual(30);
});

test('meanwhile it holds no lock, so that others pass', async () => {
  await blocker();
  const read: string[] = [];
  const result = failure(
    migrate(database, project(drafts), 'upgrade', 'head', {
      ...{ ...patience, lockRetries: 1, lockRetryPause: 2000, lockRetryLongestPause: 2000 },
      onProgress: ({ event }) =>
        void (event === 'blocked' && database.read('SELECT count(*) FROM a').then(([count]) => read.push(count!))),
    }),
  );
  await result;
  expect(read).toEqual(['0']);
});

test('it gives up in the end, and the error says how often it was tried and who was in the way', async () => {
  await blocker();
  const { code, message, hint } = await failure(
    migrate(database, project(drafts), 'upgrade', 'head', { ...patience, lockRetries: 2 }),
  );
  expect(code).toBe('operation-failed');
  expect(message).toMatch(
    /^addColumn\('a', 'name'\) failed .*lock timeout\n.*\n {2}tried 3 times\n {2}blocked by session \d+ a long report, idle in transaction for \d s: LOCK TABLE a IN ACCESS SHARE MODE\nThe revision was rolled back; the database is at aaaa1111\.$/s,
  );
  expect(hint).toContain('lockTimeout');
  expect(await database.tables()).toEqual(['a']);
});

test('a deadlock is tried again', async () => {
  await database.read('CREATE TABLE z (id int)');
  const other = await database.connect();
  await other.query('BEGIN; LOCK TABLE z');
  let tries = 0;
  let waits: Promise<unknown> = Promise.resolve();
  const revisions = project({
    aaaa1111: createsTable('a'),
    bbbb1111: {
      async upgrade(op) {
        tries += 1;
        await op.execute(`SET LOCAL deadlock_timeout = '20ms'`);
        await op.execute('LOCK TABLE a');
        if (tries === 1) waits = other.query('LOCK TABLE a').then(() => other.query('COMMIT'));
        await op.execute('LOCK TABLE z');
      },
    },
  });
  await other.query(`SET deadlock_timeout = '10s'`);
  await migrate(database, revisions, 'upgrade', 'head', { lockRetries: 3, lockRetryPause: 10 });
  await waits;
  expect(tries).toBe(2);
  expect(await database.versions()).toEqual(['bbbb1111']);
});

test('what a revision has committed itself is not run again', async () => {
  await blocker();
  let tries = 0;
  const revisions = project({
    aaaa1111: createsTable('a'),
    bbbb1111: {
      upgrade(op) {
        tries += 1;
        op.execute('COMMIT');
        op.execute(`SET lock_timeout = '50ms'`);
        op.execute('ALTER TABLE a ADD x int');
      },
    },
  });
  await failure(migrate(database, revisions, 'upgrade', 'head', { ...patience, lockRetries: 3 }));
  expect(tries).toBe(1);
});

test('Ctrl-C ends the pause', async () => {
  await blocker();
  const interrupt = new AbortController();
  const { code } = await failure(
    migrate(database, project(drafts), 'upgrade', 'head', {
      ...{ ...patience, lockRetries: 3, lockRetryPause: 60_000, lockRetryLongestPause: 60_000 },
      signal: interrupt.signal,
      onProgress: ({ event }) => (event === 'blocked' ? void setTimeout(() => interrupt.abort(), 20) : undefined),
    }),
  );
  expect(code).toBe('interrupted');
});
