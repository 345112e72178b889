/** `op.backfill` with `batch`: every row once, whatever the key, wherever it breaks off, whoever runs it. */

import { sql } from '../../src/postgres/sql/sql';
import type { Operations } from '../../src/revisions/operations';
import { pathTo } from '../../src/revisions/targets';
import { pgClient } from '../../src/run/client';
import { offlineBlocks } from '../../src/run/offline';
import type { Progress } from '../../src/run/runner';
import { script } from '../../src/run/script';
import { context, Database, type Drafts, failure, migrate, project, tables } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
});
afterEach(() => database.drop());

const counted: Drafts = {
  aaaa1111: {
    transaction: false,
    upgrade(op) {
      op.addColumn('a', 'slug', { type: 'text' });
      op.backfill('a', { set: { n: sql`n + 1`, slug: sql`'row ' || id` }, where: sql`id % 5 <> 0`, batch: 10 });
      op.alterColumn('a', 'n', { nullable: false });
    },
  },
};

async function withRows(count = 100): Promise<void> {
  await database.read('CREATE TABLE a (id int PRIMARY KEY, n int)');
  await database.read(`INSERT INTO a SELECT n, 0 FROM generate_series(1, ${count}) AS n`);
}

const journal = () =>
  database.read(`SELECT concat_ws(' ', finished, running, reached) FROM autogen_version_progress ORDER BY 1`);
const numbers = () => database.read(`SELECT n || ': ' || count(*) FROM a GROUP BY n ORDER BY n`);

/** Only the batches of one operation. */
const only = (upgrade: (op: Operations) => unknown): Drafts => ({
  aaaa1111: { transaction: false, upgrade: (op) => void upgrade(op) },
});

test('each batch is a transaction, and tells how far it is', async () => {
  await withRows();
  const told: unknown[] = [];
  const onProgress = (progress: Progress) => {
    if (progress.event === 'batch') told.push([progress.operation.name, progress.rows, progress.about]);
  };
  const statements: string[] = [];
  const client = await database.client();
  const query: typeof client.query = (text, values) => {
    if (/^(BEGIN|COMMIT|UPDATE|ALTER)/.test(text)) statements.push(text.split(' ', 1)[0]!);
    return client.query(text, values);
  };
  await database.read('ANALYZE a');
  await migrate(database, project(counted), 'upgrade', 'head', { client: { ...client, query }, onProgress });
  expect(told.map((one) => (one as unknown[])[1])).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  expect(told[0]).toEqual(['backfill', 10, expect.any(Number)]);
  expect(Number((told[0] as unknown[])[2])).toBeGreaterThan(50);
  expect(statements.join(' ')).toBe(
    `BEGIN ALTER COMMIT ${'BEGIN UPDATE COMMIT '.repeat(8)}BEGIN COMMIT BEGIN ALTER COMMIT`,
  );
  expect(await numbers()).toEqual(['0: 20', '1: 80']);
  expect(await database.read('SELECT slug FROM a WHERE id IN (1, 5) ORDER BY id')).toEqual(['row 1', 'null']);
  expect(await journal()).toEqual([]);
});

describe('the rows are found by their primary key, whatever its columns', () => {
  test.each([
    ['integer', 'n'],
    ['bigint', 'n - 50'],
    ['smallint', '-n'],
    ['numeric(20,10)', 'n / 3.0'],
    ['double precision', 'n / 3.0'],
    ['text', `chr(96 + n % 26) || '\\''" {},NULL' || n`],
    ['text COLLATE "C"', `CASE WHEN n = 7 THEN '' ELSE upper(md5(n::text)) END`],
    ['char(20)', `'x' || n`],
    ['uuid', 'md5(n::text)::uuid'],
    ['date', `date '1999-12-20' + n`],
    ['timestamp', `timestamp '1999-12-31 23:59:00.123456' + n * interval '7 days'`],
    [
      'timestamptz',
      `CASE WHEN n = 3 THEN timestamptz '-infinity' ELSE timestamptz '2001-02-03' + n * interval '1 day' END`,
    ],
    ['interval', `n * interval '1 month 3 days 00:00:01'`],
    ['bytea', `decode(md5(n::text), 'hex')`],
    ['mood', `CASE n % 3 WHEN 0 THEN 'sad' WHEN 1 THEN 'it''s fine' ELSE 'a,b' END::mood`],
    ['integer[]', 'ARRAY[n % 7, n, NULL]'],
    ['boolean', 'n % 2 = 0'],
    ['inet', `'10.0.0.0'::inet + n`],
  ])('%s', async (type, value) => {
    await database.read(`CREATE TYPE mood AS ENUM ('sad', 'it''s fine', 'a,b')`);
    await database.read(
      `CREATE TABLE a ("the ""key""" ${type}, second int, n int, PRIMARY KEY ("the ""key""", second))`,
    );
    await database.read(`INSERT INTO a SELECT ${value}, n, 0 FROM generate_series(1, 100) AS n`);
    const client = pgClient(await database.connect({ options: '-c DateStyle=SQL,DMY -c IntervalStyle=sql_standard' }));
    const drafts = only((op) => op.backfill('a', { set: { n: sql`n + 1` }, batch: 7 }));
    await migrate(database, project(drafts), 'upgrade', 'head', { client });
    expect(await numbers()).toEqual(['1: 100']);
  });

  test('in another schema, with an odd name, of a partitioned table, under comments of the author', async () => {
    await database.read('CREATE SCHEMA "Odd"');
    await database.read('CREATE TABLE "Odd"."t%1$s" (k int, d date, n int, PRIMARY KEY (k, d)) PARTITION BY RANGE (d)');
    for (const year of [2001, 2002]) {
      await database.read(
        `CREATE TABLE p${year} PARTITION OF "Odd"."t%1$s" FOR VALUES FROM ('${year}-01-01') TO ('${year + 1}-01-01')`,
      );
    }
    await database.read(
      `INSERT INTO "Odd"."t%1$s" SELECT n, date '2001-01-01' + n * 14, 0 FROM generate_series(1, 50) AS n`,
    );
    const drafts = only((op) =>
      op.backfill('t%1$s', {
        schema: 'Odd',
        set: { n: sql`n + 1 -- one more, 100%s` },
        where: sql`k > 10 OR k < 5 -- $block$ $1`,
        batch: 3,
      }),
    );
    await migrate(database, project(drafts), 'upgrade', 'head');
    expect(await database.read('SELECT n || \': \' || count(*) FROM "Odd"."t%1$s" GROUP BY n ORDER BY 1')).toEqual([
      ...['0: 6', '1: 44'],
    ]);
  });
});

test('a row that others change meanwhile is changed once, with what they have written', async () => {
  await withRows(30);
  const writer = await database.connect();
  await writer.query('BEGIN');
  await writer.query('UPDATE a SET n = 100 WHERE id = 13');
  const work = migrate(
    database,
    project(only((op) => op.backfill('a', { set: { n: sql`n + 1` }, batch: 10 }))),
    'upgrade',
    'head',
  );
  const waiting = `SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await database.read(waiting))[0] === '0') await new Promise((resolve) => setTimeout(resolve, 10));
  // The batch before is there for everybody.
  expect(await numbers()).toEqual(['0: 20', '1: 10']);
  await writer.query('COMMIT');
  await work;
  expect(await numbers()).toEqual(['1: 29', '101: 1']);
});

test('a batch that gets no lock is tried again, and none before it', async () => {
  await withRows(30);
  const writer = await database.connect();
  await writer.query('BEGIN');
  await writer.query('SELECT FROM a WHERE id = 13 FOR UPDATE');
  const told: string[] = [];
  await migrate(
    database,
    project(only((op) => op.backfill('a', { set: { n: sql`n + 1` }, batch: 10 }))),
    'upgrade',
    'head',
    {
      ...{ lockTimeout: 100, lockRetries: 3, lockRetryPause: 50 },
      onProgress(progress) {
        if (progress.event === 'batch') told.push(`${progress.rows} rows`);
        if (progress.event !== 'blocked') return;
        told.push('blocked');
        void writer.query('COMMIT');
      },
    },
  );
  expect(told).toEqual(['10 rows', 'blocked', '20 rows', '30 rows']);
  expect(await numbers()).toEqual(['1: 30']);
});

describe('where a row fails', () => {
  const dividing = (divisor: string): Drafts => ({
    aaaa1111: {
      transaction: false,
      upgrade(op) {
        op.addColumn('a', 'slug', { type: 'text' });
        op.backfill('a', {
          set: { n: sql`n + 1`, slug: { ...sql`(100 / (id - 25))::text`, text: divisor } },
          batch: 10,
        });
        op.alterColumn('a', 'slug', { nullable: false });
      },
    },
  });

  beforeEach(async () => {
    await withRows(40);
    const { message, hint } = await failure(
      migrate(database, project(dividing('(100 / (id - 25))::text')), 'upgrade', 'head'),
    );
    expect(message).toContain(
      "backfill('a') failed in upgrade of revision aaaa1111 in migrations/aaaa1111.ts: division by zero",
    );
    expect(message).toContain('what it did before stays (1 of 3 operations; the same command goes on behind them)');
    expect(hint).toBe('correct migrations/aaaa1111.ts, then run the command again');
  });

  test('the batches before it stay, and the corrected file goes on behind them', async () => {
    expect(await numbers()).toEqual(['0: 20', '1: 20']);
    expect(await journal()).toEqual([`1 t {"key":["20"],"rows":20}`]);
    const told: string[] = [];
    await migrate(database, project(dividing(`'corrected'`)), 'upgrade', 'head', {
      onProgress(progress) {
        if (progress.event === 'resumed') told.push(`resumed behind ${progress.finished}`);
        if (progress.event === 'batch') told.push(`${progress.rows} rows`);
      },
    });
    expect(told).toEqual(['resumed behind 1', '30 rows', '40 rows']);
    expect(await numbers()).toEqual(['1: 40']);
    expect(await database.read(`SELECT count(*) FROM a WHERE slug = 'corrected'`)).toEqual(['20']);
    expect(await journal()).toEqual([]);
  });

  test('other rows are not taken for the rest of these', async () => {
    await database.read('CREATE TABLE b (id int PRIMARY KEY, n int)');
    const other: Drafts = {
      aaaa1111: {
        transaction: false,
        upgrade(op) {
          op.addColumn('a', 'slug', { type: 'text' });
          op.backfill('b', { set: { n: sql`n + 1` }, batch: 10 });
        },
      },
    };
    expect(await failure(migrate(database, project(other), 'upgrade', 'head'))).toMatchObject({
      code: 'revision-changed',
    });
  });
});

test('what fails before its first batch is done may be corrected altogether', async () => {
  await withRows();
  const drafts = (column: string) => only((op) => op.backfill('a', { set: { [column]: sql`n + 1` }, batch: 10 }));
  expect(await failure(migrate(database, project(drafts('m')), 'upgrade', 'head'))).toMatchObject({
    code: 'operation-failed',
    message: expect.stringContaining('column "m" of relation "a" does not exist'),
  });
  await migrate(database, project(drafts('n')), 'upgrade', 'head');
  expect(await numbers()).toEqual(['1: 100']);
});

test('an interruption ends it between two batches, and the next run goes on there', async () => {
  await withRows();
  const controller = new AbortController();
  const drafts = only((op) => op.backfill('a', { set: { n: sql`n + 1` }, batch: 10 }));
  const said = await failure(
    migrate(database, project(drafts), 'upgrade', 'head', {
      signal: controller.signal,
      onProgress: (progress) => progress.event === 'batch' && progress.rows === 30 && controller.abort(),
    }),
  );
  expect(said).toMatchObject({ code: 'interrupted', hint: 'run the command again' });
  expect(await numbers()).toEqual(['0: 70', '1: 30']);
  await migrate(database, project(drafts), 'upgrade', 'head');
  expect(await numbers()).toEqual(['1: 100']);
});

describe('is refused', () => {
  const batches = (op: Operations) => void op.backfill('a', { set: { n: sql`n + 1` }, batch: 10 });

  test('where the revision runs in a transaction', async () => {
    await withRows();
    expect(
      await failure(migrate(database, project({ aaaa1111: { upgrade: batches } }), 'upgrade', 'head')),
    ).toMatchObject({
      code: 'alone-in-transaction',
      message: expect.stringContaining(
        "backfill('a') in upgrade of revision aaaa1111 in migrations/aaaa1111.ts cannot run in a transaction, and the revision runs in one.",
      ),
      hint: 'add to the class: readonly transaction = false;',
    });
    expect(await numbers()).toEqual(['0: 100']);
  });

  test.each([
    ['CREATE TABLE a (id int UNIQUE, n int)', 'it has no primary key'],
    ['CREATE TABLE a (n int PRIMARY KEY)', 'its primary key is what is to be changed'],
    ['CREATE TABLE a (id int PRIMARY KEY, n int); CREATE TABLE b () INHERITS (a)', 'other tables inherit from it'],
    ['CREATE VIEW a AS SELECT 1 AS n', 'it has no primary key'],
    ['SELECT', 'there is no such table'],
  ])('%s', async (statement, reason) => {
    const connection = await database.connect();
    await connection.query(statement);
    const { code, message, hint } = await failure(migrate(database, project(only(batches)), 'upgrade', 'head'));
    expect(code).toBe('no-batches');
    expect(message).toContain(
      `backfill('a') in upgrade of revision aaaa1111 in migrations/aaaa1111.ts cannot go through the rows of "public"."a" in batches: ${reason}.`,
    );
    expect(hint).toBe('leave `batch` out: then all rows are changed at once, in one transaction');
    // A plain client is told the same.
    await expect(connection.query(await scriptOf(only(batches)))).rejects.toThrow(
      `cannot go through the rows of "public"."a" in batches: ${reason}`,
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('a batch of %d rows', async (batch) => {
    await withRows();
    const drafts = only((op) => op.backfill('a', { set: { n: sql`1` }, batch }));
    const { message } = await failure(migrate(database, project(drafts), 'upgrade', 'head'));
    expect(message).toContain(`batch must be a whole number above zero, not ${batch}`);
  });
});

/** The one statement of the script that is neither a transaction's nor the version table's. */
async function scriptOf(drafts: Drafts): Promise<string> {
  const { graph, load } = project(drafts);
  const [part] = await script(pathTo(graph, [], 'upgrade', 'head'), { load, context });
  return part!.operations.find(({ operation }) => operation.name === 'backfill')!.statements[0]!;
}

test('a plain client gives the rows the same, and commits behind each batch', async () => {
  const online = await Database.create();
  try {
    const prepare = async (on: Database) => {
      await on.read(`CREATE TABLE a (id text, at timestamptz, n int, PRIMARY KEY (at, id))`);
      await on.read(
        `INSERT INTO a SELECT n % 9 || '''', timestamptz '2001-02-03' + n * interval '1 h', n FROM generate_series(1, 95) AS n`,
      );
      // A transaction that changes ten rows and no more.
      await on.read('CREATE TABLE seen (by bigint)');
      await on.read(
        `CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO seen VALUES (txid_current()); RETURN NEW; END'`,
      );
      await on.read('CREATE TRIGGER see BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION see()');
    };
    const drafts: Drafts = {
      aaaa1111: {
        transaction: false,
        upgrade(op) {
          op.addColumn('a', 'slug', { type: 'text' });
          op.backfill('a', {
            set: { n: sql`n + 1`, slug: sql`id || 'it''s $block$'` },
            where: sql`n <> 50`,
            batch: 10,
          });
        },
      },
    };
    await Promise.all([database, online].map(prepare));
    await migrate(online, project(drafts), 'upgrade', 'head');
    const { graph, load } = project(drafts);
    const steps = pathTo(graph, [], 'upgrade', 'head');
    const parts = await script(steps, { load, context });
    const { versionTable } = tables;
    const blocks = offlineBlocks(steps, parts, { graph, root: '', from: [], versionTable, context, timeouts: {} });
    const client = await database.connect();
    for (const statement of blocks.flatMap(({ statements }) => statements)) await client.query(statement);
    const state = async (on: Database) => [
      await on.read('SELECT a::text FROM a ORDER BY 1'),
      await on.read('SELECT count(*) FROM seen GROUP BY by ORDER BY 1'),
      await on.versions(),
    ];
    expect(await state(database)).toEqual(await state(online));
    const ten = Array.from({ length: 9 }, () => '10');
    expect(await database.read('SELECT count(*) FROM seen GROUP BY by ORDER BY 1')).toEqual(['4', ...ten]);
  } finally {
    await online.drop();
  }
});

test('a journal that was made before there were batches gets the place for them', async () => {
  await withRows();
  await database.read(
    `CREATE TABLE autogen_version_progress (revision character varying(255) PRIMARY KEY, direction text NOT NULL,
     finished integer NOT NULL, running boolean NOT NULL, checksum text NOT NULL)`,
  );
  await migrate(database, project(counted), 'upgrade', 'head');
  expect(await numbers()).toEqual(['0: 20', '1: 80']);
});

test('a connection that is lost at any statement leaves what the next run completes, each row once', async () => {
  const drafts = project({
    aaaa1111: {
      transaction: false,
      upgrade(op) {
        op.addColumn('a', 'slug', { type: 'text' });
        op.backfill('a', { set: { n: sql`n + 1` }, where: sql`id % 5 <> 0`, batch: 3 });
        op.backfill('a', { set: { n: sql`n + 10` }, batch: 8 });
      },
    },
  });
  const watcher = await database.connect();
  const steady = await database.client();
  let points = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1, isOver = false; !isOver; at += 1) {
      await watcher.query(`DROP TABLE IF EXISTS a, autogen_version, autogen_version_progress;
        CREATE TABLE a (id int PRIMARY KEY, n int); INSERT INTO a SELECT n, 0 FROM generate_series(1, 10) AS n`);
      const connection = await database.connect();
      const plain = pgClient(connection);
      let count = 0;
      const query: typeof plain.query = async (text, values) => {
        count += 1;
        if (count > at || (count === at && when === 'before')) throw new Error('Connection terminated unexpectedly');
        const answer = await plain.query(text, values);
        if (count === at) throw new Error('Connection terminated unexpectedly');
        return answer;
      };
      const said = await migrate(database, drafts, 'upgrade', 'head', { client: { ...plain, query } }).then(
        () => 'done',
        ({ code }: { code: string }) => code,
      );
      await connection.end();
      expect({ at, when, said }).toEqual({ at, when, said: expect.stringMatching(/^(done|connection-lost)$/) });
      isOver = count < at;
      await migrate(database, drafts, 'upgrade', 'head', { client: steady });
      const { rows } = await watcher.query({
        text: `SELECT (SELECT string_agg(n::text, ' ' ORDER BY id) FROM a), (SELECT string_agg(version_num, ' ') FROM autogen_version),
                 (SELECT count(*)::int FROM autogen_version_progress)`,
        rowMode: 'array',
      });
      expect({ at, when, rows }).toEqual({ at, when, rows: [['11 11 11 11 10 11 11 11 11 10', 'aaaa1111', 0]] });
      points += 1;
    }
  }
  expect(points).toBeGreaterThan(60);
  process.stdout.write(`${points} fault points in batches\n`);
}, 300_000);
