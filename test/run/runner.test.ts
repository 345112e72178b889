import { sql } from '../../src/postgres/sql/sql';
import { pgClient } from '../../src/run/client';
import { readVersions } from '../../src/run/version-table';
import { createsTable, Database, type Drafts, failure, migrate, project } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
});
afterEach(() => database.drop());

const three: Drafts = { aaaa1111: createsTable('a'), bbbb1111: createsTable('b'), cccc1111: createsTable('c') };

/** The third revision fails at its second operation. */
const failing: Drafts = {
  aaaa1111: createsTable('a'),
  bbbb1111: createsTable('b'),
  cccc1111: {
    upgrade(op) {
      op.createTable('c', { columns: { id: { type: 'integer' } } });
      op.execute(sql`INSERT INTO c (id)\nVALUES (1), (nothing)`);
      op.execute(sql`SELECT 'never'`);
    },
  },
};

describe('upgrade and downgrade', () => {
  test('apply and undo, and keep the version table', async () => {
    const revisions = project(three);
    const events: string[] = [];
    const up = await migrate(database, revisions, 'upgrade', 'head', {
      onProgress: (progress) => events.push(progress.event),
    });
    expect(up).toMatchObject({ before: [], after: ['cccc1111'] });
    expect(up.steps.map(({ revision }) => revision.id)).toEqual(['aaaa1111', 'bbbb1111', 'cccc1111']);
    expect(events).toEqual(Array(3).fill(['started', 'operation', 'done']).flat());
    expect(await database.tables()).toEqual(['a', 'b', 'c']);
    expect(await database.versions()).toEqual(['cccc1111']);

    const down = await migrate(database, revisions, 'downgrade', '-2');
    expect(down).toMatchObject({ before: ['cccc1111'], after: ['aaaa1111'] });
    expect(await database.tables()).toEqual(['a']);
    expect(await database.versions()).toEqual(['aaaa1111']);

    await migrate(database, revisions, 'downgrade', 'base');
    expect(await database.tables()).toEqual([]);
    expect(await database.versions()).toEqual([]);
  });

  test('the version table is like Alembic’s', async () => {
    await migrate(database, project(three), 'upgrade', '+1');
    expect(
      await database.read(
        `SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull) FROM pg_attribute
         WHERE attrelid = 'autogen_version'::regclass AND attnum > 0`,
      ),
    ).toEqual(['version_num character varying(255) t']);
    expect(
      await database.read(
        `SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'autogen_version'::regclass AND contype = 'p'`,
      ),
    ).toEqual(['autogen_version_pkc PRIMARY KEY (version_num)']);
  });

  test('reading where a new database stands makes nothing', async () => {
    const client = await database.client();
    expect(await readVersions(client, { name: 'autogen_version' })).toEqual([]);
    expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
  });

  test('the version table may be in a schema of its own and have any name', async () => {
    await database.read('CREATE SCHEMA "My Books"');
    const versionTable = { schema: 'My Books', name: 'applied "revisions"' };
    await migrate(database, project(three), 'upgrade', 'head', { tables: { versionTable } });
    expect(await database.read(`SELECT version_num FROM "My Books"."applied ""revisions"""`)).toEqual(['cccc1111']);
    expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
  });

  test('branches and merges have a row a head', async () => {
    const revisions = project({
      aaaa1111: createsTable('a'),
      bbbb1111: { ...createsTable('b'), down: 'aaaa1111' },
      cccc1111: { ...createsTable('c'), down: 'aaaa1111' },
      dddd1111: { ...createsTable('d'), down: ['bbbb1111', 'cccc1111'] },
    });
    await migrate(database, revisions, 'upgrade', 'bbbb1111');
    await migrate(database, revisions, 'upgrade', 'cccc1111');
    expect(await database.versions()).toEqual(['bbbb1111', 'cccc1111']);
    await migrate(database, revisions, 'upgrade', 'head');
    expect(await database.versions()).toEqual(['dddd1111']);
    await migrate(database, revisions, 'downgrade', '-1');
    expect(await database.versions()).toEqual(['bbbb1111', 'cccc1111']);
    await migrate(database, revisions, 'downgrade', 'base');
    expect(await database.tables()).toEqual([]);
  });

  test('nothing to do is nothing done', async () => {
    const revisions = project(three);
    await migrate(database, revisions, 'upgrade', 'head');
    expect(await migrate(database, revisions, 'upgrade', 'head')).toEqual({
      before: ['cccc1111'],
      after: ['cccc1111'],
      steps: [],
    });
  });

  test('data steps ask and write in their place', async () => {
    const revisions = project({
      aaaa1111: createsTable('a'),
      bbbb1111: {
        async upgrade(op) {
          op.execute(
            'ALTER TABLE a ADD name text, ADD tags text[], ADD data jsonb, ADD at timestamptz, ADD raw bytea, ADD ok boolean DEFAULT true',
          );
          op.bulkInsert('a', [
            { id: 1, name: `it's "\\`, tags: ['a"b', 'c\\d', 'e,f', null as never], data: { list: [1, "'"] } },
            { id: 2n, name: 5, at: new Date('2026-11-20T15:03:20Z'), raw: new Uint8Array([0, 255]), ok: false },
            { id: sql`1 + 2`, ok: null },
          ]);
          const [row] = await op.query<{ count: number }>('SELECT count(*)::int AS count FROM a WHERE id < $1', [10]);
          await op.execute(sql`UPDATE a SET name = ${`seen ${row!.count}`} WHERE id = 3`);
        },
      },
    });
    await migrate(database, revisions, 'upgrade', 'head');
    expect(
      await database.read(
        `SELECT concat_ws('|', id, name, tags[1], tags[2], tags[3], tags[4] IS NULL, data->'list'->>1, at AT TIME ZONE 'UTC', raw, ok) FROM a ORDER BY id`,
      ),
    ).toEqual([`1|it's "\\|a"b|c\\d|e,f|t|'|t`, '2|5|t|2026-11-20 15:03:20|\\x00ff|f', '3|seen 3|t']);
  });
});

describe('a statement that fails', () => {
  test('rolls its revision back, and the message says what, where, and where the database stands', async () => {
    const { code, message, hint, at, cause } = await failure(migrate(database, project(failing), 'upgrade', 'head'));
    expect(message).toBe(
      [
        'execute(\'INSERT INTO c (id) VALUES (1), (nothing)\') failed in upgrade of revision cccc1111 in migrations/cccc1111.ts: column "nothing" does not exist',
        '  at character 33: VALUES (1), (nothing)',
        '                                ^',
        '  SQLSTATE: 42703',
        'The revision was rolled back; the database is at bbbb1111.',
      ].join('\n'),
    );
    expect({ code, hint, at }).toEqual({
      code: 'operation-failed',
      hint: 'correct migrations/cccc1111.ts, then run the command again',
      at: 'migrations/cccc1111.ts',
    });
    expect(cause).toMatchObject({ code: '42703', position: '33' });
    expect(await database.tables()).toEqual(['a', 'b']);
    expect(await database.versions()).toEqual(['bbbb1111']);
  });

  test('in the first revision leaves nothing behind, not even the version table', async () => {
    const revisions = project({ aaaa1111: { upgrade: (op) => void op.dropTable('nowhere') } });
    const { message } = await failure(migrate(database, revisions, 'upgrade', 'head'));
    expect(message).toMatch(
      /^dropTable\('nowhere'\) failed in upgrade of revision aaaa1111 .*: table "nowhere" does not exist\n/,
    );
    expect(message).toMatch(/the database is at base \(no revision is applied\)\.$/);
    expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
  });

  test("shows PostgreSQL's detail, table and constraint", async () => {
    const revisions = project({
      aaaa1111: createsTable('a'),
      bbbb1111: {
        upgrade(op) {
          op.execute('ALTER TABLE a ADD CONSTRAINT "UQ_a" UNIQUE (id)');
          op.bulkInsert('a', [{ id: 1 }, { id: 1 }]);
        },
      },
    });
    const { message } = await failure(migrate(database, revisions, 'upgrade', 'head'));
    expect(message).toContain("bulkInsert('a') failed in upgrade of revision bbbb1111");
    expect(message).toContain('\n  detail: Key (id)=(1) already exists.\n  table: public.a\n  constraint: UQ_a\n');
  });

  test('at the commit is told like any other', async () => {
    const revisions = project({
      aaaa1111: {
        upgrade(op) {
          op.execute('CREATE TABLE a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)');
          op.execute('INSERT INTO a VALUES (1), (1)');
        },
      },
    });
    const { code, message } = await failure(migrate(database, revisions, 'upgrade', 'head'));
    expect(code).toBe('operation-failed');
    expect(message).toMatch(/^COMMIT failed in upgrade of revision aaaa1111/);
    expect(await database.tables()).toEqual([]);
    expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
  });

  test('is stopped by a lock timeout or a statement timeout', async () => {
    const revisions = project({
      aaaa1111: createsTable('a'),
      bbbb1111: { upgrade: (op) => void op.execute('ALTER TABLE a ADD x int') },
      cccc1111: { upgrade: (op) => void op.execute('SELECT pg_sleep(30)') },
    });
    await migrate(database, revisions, 'upgrade', 'aaaa1111');
    const blocker = await database.connect();
    await blocker.query('BEGIN; LOCK TABLE a');
    const blocked = await failure(migrate(database, revisions, 'upgrade', 'head', { lockTimeout: 50 }));
    expect(blocked.message).toContain('canceling statement due to lock timeout');
    expect(blocked.hint).toContain('lockTimeout');
    await blocker.query('ROLLBACK');
    const slow = await failure(migrate(database, revisions, 'upgrade', 'head', { statementTimeout: 50 }));
    expect(slow.message).toContain('canceling statement due to statement timeout');
    expect(await database.versions()).toEqual(['bbbb1111']);
  });

  test('before which another was made unawaited is blamed on the right one', async () => {
    const revisions = project({
      aaaa1111: {
        async upgrade(op) {
          op.execute('SELECT 1 / 0');
          await op.execute('SELECT 2');
        },
      },
    });
    const { message } = await failure(migrate(database, revisions, 'upgrade', 'head'));
    expect(message).toMatch(/^execute\('SELECT 1 \/ 0'\) failed .*: division by zero\n/);
  });

  test('outside a transaction leaves what ran before, and says so', async () => {
    const revisions = project({
      aaaa1111: {
        transaction: false,
        upgrade(op) {
          op.createTable('a', { columns: { id: { type: 'integer' } } });
          op.execute('CREATE INDEX CONCURRENTLY "IDX_a" ON a (id)');
          op.execute('SELECT 1 / 0');
        },
      },
    });
    const { message } = await failure(migrate(database, revisions, 'upgrade', 'head'));
    expect(message).toContain(
      'The revision runs outside a transaction: what it did before stays (2 of 3 operations; the same command goes on behind them); the database is at base',
    );
    expect(await database.tables()).toEqual(['a']);
    expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
  });
});

test('a revision that ends its own transaction is found out', async () => {
  const revisions = project({
    aaaa1111: {
      upgrade(op) {
        op.createTable('a', { columns: { id: { type: 'integer' } } });
        op.execute('COMMIT');
      },
    },
  });
  const { code, message } = await failure(migrate(database, revisions, 'upgrade', 'head'));
  expect(code).toBe('transaction-ended');
  expect(message).toContain('Revision aaaa1111 in migrations/aaaa1111.ts ended the transaction it runs in');
  expect(await database.read(`SELECT to_regclass('autogen_version')`)).toEqual(['null']);
});

test('all revisions are loaded before the first one runs', async () => {
  const revisions = project(three);
  const load: typeof revisions.load = async (node) => {
    if (node.id === 'cccc1111') throw new Error('cannot be loaded');
    return revisions.load(node);
  };
  await expect(migrate(database, revisions, 'upgrade', 'head', { load })).rejects.toThrow('cannot be loaded');
  expect(await database.tables()).toEqual([]);
});

test('a database at a revision that has no file is refused', async () => {
  await migrate(database, project(three), 'upgrade', 'head');
  const { code, message, hint } = await failure(
    migrate(database, project({ aaaa1111: createsTable('a') }), 'upgrade', 'head'),
  );
  expect(code).toBe('database-revision-unknown');
  expect(message).toMatch(
    /^The database is at revision cccc1111 \(.*applied on .*\), which no file in the migrations folder contains\.$/,
  );
  expect(hint).toContain('autogen stamp --purge aaaa1111');
});

test('a version row that somebody else moved is noticed, and the revision rolled back', async () => {
  const revisions = project({
    aaaa1111: createsTable('a'),
    bbbb1111: {
      async upgrade(op) {
        op.createTable('b', { columns: { id: { type: 'integer' } } });
        await op.execute(`UPDATE autogen_version SET version_num = 'elsewhere'`);
      },
    },
  });
  const { code, message, hint } = await failure(migrate(database, revisions, 'upgrade', 'head'));
  expect({ code, hint }).toEqual({
    code: 'version-table-changed',
    hint: 'somebody else migrates this database: run autogen current, then the command again',
  });
  expect(message).toContain(
    'The table public.autogen_version changed meanwhile: to move aaaa1111 to bbbb1111, one row was expected and 0 found.',
  );
  expect(await database.versions()).toEqual(['aaaa1111']);
  expect(await database.tables()).toEqual(['a']);
});

test.each([
  ["SELECT pg_catalog.set_config('search_path', '', false)", 'as a dump does'],
  ['SET search_path = elsewhere', 'to another schema'],
])('a revision that sets the search path (%s, %s) leaves the books where they are', async (statement) => {
  await database.read('CREATE SCHEMA elsewhere');
  const drafts: Drafts = {
    aaaa1111: { upgrade: (op) => void op.execute(statement) },
    bbbb1111: createsTable('b'),
  };
  const { after } = await migrate(database, project(drafts), 'upgrade', 'head');
  expect(after).toEqual(['bbbb1111']);
  expect(await database.versions()).toEqual(['bbbb1111']);
  const strays = await database.read("SELECT relname FROM pg_class WHERE relnamespace = 'elsewhere'::regnamespace");
  expect(strays).toEqual([]);
});

test('a role that may not read the version table is told which one', async () => {
  await migrate(database, project(three), 'upgrade', 'head');
  await database.read(
    `DO $$ BEGIN CREATE ROLE autogen_runner_test LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN END $$`,
  );
  const connection = await database.connect({ user: 'autogen_runner_test', password: 'x' });
  expect(
    await failure(migrate(database, project(three), 'upgrade', 'head', { client: pgClient(connection) })),
  ).toMatchObject({
    code: 'version-table-failed',
    message: 'The table public.autogen_version could not be read: permission denied for table autogen_version.',
    hint: 'let its owner run: GRANT USAGE ON SCHEMA public TO autogen_runner_test; GRANT SELECT ON public.autogen_version TO autogen_runner_test;',
  });
});
