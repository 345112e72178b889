import { sql } from '../../src/postgres/sql/sql';
import { pgClient } from '../../src/run/client';
import { Database, type Draft, type Drafts, failure, migrate, project } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
  await database.read('CREATE TABLE a (id int, name text)');
  await database.read(`INSERT INTO a SELECT n, 'name ' || n FROM generate_series(1, 100) AS n`);
});
afterEach(() => database.drop());

/** Ordinary operations, a concurrent build, and ordinary ones again. */
const mixed: Draft = {
  transaction: false,
  upgrade(op) {
    op.addColumn('a', 'slug', { type: 'text' });
    op.addColumn('a', 'size', { type: 'integer' });
    op.createIndex('IDX_a', { table: 'a', columns: ['id', 'slug'], concurrently: true });
    op.addColumn('a', 'last', { type: 'integer' });
  },
  downgrade(op) {
    op.dropColumn('a', 'last');
    op.dropIndex('IDX_a', { table: 'a' });
    op.dropColumn('a', 'size');
    op.dropColumn('a', 'slug');
  },
};

const columns = () =>
  database.read(`SELECT attname FROM pg_attribute WHERE attrelid = 'a'::regclass AND attnum > 0 AND NOT attisdropped`);
const indexes = () =>
  database.read(
    `SELECT indexrelid::regclass || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END FROM pg_index WHERE indrelid = 'a'::regclass ORDER BY 1`,
  );
const journal = () =>
  database.read(`SELECT concat_ws(' ', revision, direction, finished, running) FROM autogen_version_progress`);

/** The statements that reach the server, with `fail` before or after one of them. */
async function watched(fail: (statement: string) => Error | undefined = () => undefined) {
  const statements: string[] = [];
  const client = await database.client();
  return {
    statements,
    client: {
      ...client,
      async query(text: string, values?: readonly unknown[]) {
        statements.push(text);
        const error = fail(text);
        if (error !== undefined) throw error;
        return client.query(text, values);
      },
    },
  };
}

/** Upgrades, and loses the connection when a statement that begins so has been answered. */
async function breakOffBehind(start: string, drafts: Drafts): Promise<void> {
  const connection = await database.connect();
  const plain = pgClient(connection);
  let isSent = false;
  const query: typeof plain.query = async (text, values) => {
    if (isSent) throw new Error('Connection terminated unexpectedly');
    const answer = await plain.query(text, values);
    isSent = text.startsWith(start);
    return answer;
  };
  await failure(migrate(database, project(drafts), 'upgrade', 'head', { client: { ...plain, query } }));
  await connection.end();
}

test('a concurrent build runs outside a transaction, and what is around it in one each', async () => {
  const { client, statements } = await watched();
  await migrate(database, project({ aaaa1111: mixed }), 'upgrade', 'head', { client });
  const told = statements.filter((text) => /^(BEGIN|COMMIT|ALTER|CREATE (UNIQUE )?INDEX)/.test(text));
  const alter = 'ALTER TABLE "public"."a"';
  expect(told.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
    ...['BEGIN', alter, alter, 'COMMIT'],
    'CREATE INDEX CONCURRENTLY',
    ...['BEGIN', alter, 'COMMIT'],
  ]);
  expect(await columns()).toEqual(['id', 'name', 'slug', 'size', 'last']);
  expect(await indexes()).toEqual(['"IDX_a"']);
  expect(await database.versions()).toEqual(['aaaa1111']);
  expect(await journal()).toEqual([]);

  await migrate(database, project({ aaaa1111: mixed }), 'downgrade', 'base');
  expect(await columns()).toEqual(['id', 'name']);
  expect(await journal()).toEqual([]);
});

test('writers go on during the build, however long it waits, whatever the timeouts are', async () => {
  const reader = await database.connect();
  // An old transaction, for which the build waits in the end.
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class');
  const timeouts = { lockTimeout: 100, statementTimeout: 100 };
  const work = migrate(database, project({ aaaa1111: mixed }), 'upgrade', 'head', timeouts);
  while ((await indexes()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await database.read('INSERT INTO a (id) VALUES (0) RETURNING id');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await indexes()).toEqual(['"IDX_a" INVALID']);
  await reader.query('COMMIT');
  expect(await work).toMatchObject({ after: ['aaaa1111'] });
  expect(await indexes()).toEqual(['"IDX_a"']);
});

describe('a build that fails', () => {
  const unique: Drafts = {
    aaaa1111: {
      transaction: false,
      upgrade(op) {
        op.addColumn('a', 'slug', { type: 'text' });
        op.createIndex('UQ_a', {
          table: 'a',
          columns: [{ expression: sql`id % 50` }],
          unique: true,
          concurrently: true,
        });
      },
    },
  };

  test('leaves no invalid index, and the same command goes on with it', async () => {
    const { code, message } = await failure(migrate(database, project(unique), 'upgrade', 'head'));
    expect(code).toBe('operation-failed');
    expect(message).toContain('could not create unique index "UQ_a"');
    expect(message).toContain(
      'what it did before stays (1 of 2 operations; the same command goes on behind them); the database is at base',
    );
    expect(await indexes()).toEqual([]);
    expect(await journal()).toEqual(['aaaa1111 upgrade 1 f']);
    await database.read('DELETE FROM a WHERE id > 50 RETURNING id');
    const events: unknown[] = [];
    await migrate(database, project(unique), 'upgrade', 'head', {
      onProgress: (progress) => progress.event === 'resumed' && events.push([progress.finished, progress.total]),
    });
    expect(events).toEqual([[1, 2]]);
    expect(await indexes()).toEqual(['"UQ_a"']);
    expect(await database.versions()).toEqual(['aaaa1111']);
    expect(await journal()).toEqual([]);
  });

  test('at once leaves nothing to finish', async () => {
    const drafts: Drafts = {
      aaaa1111: {
        transaction: false,
        upgrade: (op) => void op.createIndex('UQ_a', { table: 'nowhere', columns: ['id'], concurrently: true }),
      },
    };
    await failure(migrate(database, project(drafts), 'upgrade', 'head'));
    expect(await journal()).toEqual([]);
  });

  test('what it left while nobody could remove it is removed at the next run, and built again', async () => {
    const { client } = await watched((text) =>
      text.startsWith('DROP INDEX') ? new Error('Connection terminated unexpectedly') : undefined,
    );
    await failure(migrate(database, project(unique), 'upgrade', 'head', { client }));
    expect(await indexes()).toEqual(['"UQ_a" INVALID']);
    expect(await journal()).toEqual(['aaaa1111 upgrade 1 t']);
    await database.read('DELETE FROM a WHERE id > 50 RETURNING id');
    await migrate(database, project(unique), 'upgrade', 'head');
    expect(await indexes()).toEqual(['"UQ_a"']);
  });
});

describe('a run that broke off behind the build', () => {
  const breakOff = async () => {
    await breakOffBehind('CREATE INDEX CONCURRENTLY', { aaaa1111: mixed });
    expect(await indexes()).toEqual(['"IDX_a"']);
    expect(await journal()).toEqual(['aaaa1111 upgrade 2 t']);
  };

  test('does not build it again', async () => {
    await breakOff();
    const [before] = await database.read(`SELECT '"IDX_a"'::regclass::oid`);
    await migrate(database, project({ aaaa1111: mixed }), 'upgrade', 'head');
    expect(await database.read(`SELECT '"IDX_a"'::regclass::oid`)).toEqual([before]);
    expect(await columns()).toEqual(['id', 'name', 'slug', 'size', 'last']);
    expect(await database.versions()).toEqual(['aaaa1111']);
  });

  test.each([
    ['another index', 'CREATE INDEX "IDX_a" ON a (id)', 'it is there already'],
    ['an index of another table', 'CREATE INDEX "IDX_a" ON b (id)', 'something else has its name'],
    ['a table', 'CREATE TABLE "IDX_a" (id int)', 'something else has its name'],
  ])('does not take %s for its own', async (_what, statement, words) => {
    await breakOff();
    await database.read('DROP INDEX "IDX_a"');
    await database.read('CREATE TABLE b (id int)');
    await database.read(statement);
    const { code, message, hint } = await failure(migrate(database, project({ aaaa1111: mixed }), 'upgrade', 'head'));
    expect(code).toBe('name-taken');
    expect(message).toContain(
      `createIndex('IDX_a') in upgrade of revision aaaa1111 in migrations/aaaa1111.ts cannot make the index "public"."IDX_a": ${words}, and this revision did not make it.`,
    );
    expect(hint).toBe('remove it, or give it another name; then run the command again');
  });

  test('cannot be downgraded, nor anything else be done, before it is finished', async () => {
    await breakOff();
    const drafts: Drafts = { aaaa1111: mixed, bbbb1111: { down: null } };
    for (const [direction, target] of [
      ['downgrade', 'base'],
      ['upgrade', 'bbbb1111'],
    ] as const) {
      const { code, message, hint, at } = await failure(migrate(database, project(drafts), direction, target));
      expect({ code, hint, at }).toEqual({
        code: 'half-done',
        hint: 'autogen upgrade aaaa1111',
        at: 'migrations/aaaa1111.ts',
      });
      expect(message).toBe(
        'Revision aaaa1111 (migrations/aaaa1111.ts) is half done: 2 operations of its upgrade have run, and the rest must run before anything else does.',
      );
    }
    const gone = await failure(migrate(database, project({ bbbb1111: {} }), 'upgrade', 'head'));
    expect(gone).toMatchObject({ code: 'half-done', hint: 'bring its file back, then run: autogen upgrade aaaa1111' });
  });

  test('is not resumed with a file that says otherwise of what has run', async () => {
    await breakOff();
    const changed: Draft = {
      ...mixed,
      upgrade(op) {
        op.addColumn('a', 'other', { type: 'text' });
        return mixed.upgrade?.(op);
      },
    };
    const { code, message, hint } = await failure(migrate(database, project({ aaaa1111: changed }), 'upgrade', 'head'));
    expect(code).toBe('revision-changed');
    expect(message).toContain(
      'Revision aaaa1111 in migrations/aaaa1111.ts was changed after 2 operations of its upgrade had run: what has run is not what the file says.',
    );
    expect(hint).toBe(
      'let the file say again what has run, then run the command again; what has not run may be changed',
    );
    const { transaction: _transaction, ...inOne } = mixed;
    expect(await failure(migrate(database, project({ aaaa1111: inOne }), 'upgrade', 'head'))).toMatchObject({
      code: 'revision-changed',
      hint: 'add to the class again: readonly transaction = false;',
    });
  });

  test('is resumed with a file that says otherwise of what has not run', async () => {
    await breakOff();
    const corrected: Draft = {
      transaction: false,
      upgrade(op) {
        op.addColumn('a', 'slug', { type: 'text' });
        op.addColumn('a', 'size', { type: 'integer' });
        op.createIndex('IDX_a', { table: 'a', columns: ['id', 'slug'], concurrently: true });
        op.addColumn('a', 'corrected', { type: 'integer' });
      },
    };
    await migrate(database, project({ aaaa1111: corrected }), 'upgrade', 'head');
    expect(await columns()).toEqual(['id', 'name', 'slug', 'size', 'corrected']);
  });
});

describe('an index that is dropped concurrently', () => {
  const dropping: Drafts = {
    aaaa1111: {
      transaction: false,
      upgrade(op) {
        op.addColumn('a', 'slug', { type: 'text' });
        op.dropIndex('IDX_a', { table: 'a', concurrently: true });
        op.addColumn('a', 'last', { type: 'text' });
      },
    },
  };
  const alone: Drafts = {
    aaaa1111: { transaction: false, upgrade: (op) => void op.dropIndex('IDX_a', { table: 'a', concurrently: true }) },
  };
  const upgrade = (drafts = dropping, more = {}) => migrate(database, project(drafts), 'upgrade', 'head', more);

  test('goes outside a transaction, while writers go on', async () => {
    await database.read('CREATE INDEX "IDX_a" ON a (id)');
    const reader = await database.connect();
    await reader.query('BEGIN; SELECT count(*) FROM a');
    const timeouts = { lockTimeout: 100, statementTimeout: 100 };
    const work = upgrade(alone, timeouts);
    while ((await indexes())[0] !== '"IDX_a" INVALID') await new Promise((resolve) => setTimeout(resolve, 10));
    await database.read('INSERT INTO a (id) VALUES (0) RETURNING id');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await reader.query('COMMIT');
    await work;
    expect(await indexes()).toEqual([]);
    expect(await database.versions()).toEqual(['aaaa1111']);
  });

  test('that is gone when the run breaks off is not missed by the next one', async () => {
    await database.read('CREATE INDEX "IDX_a" ON a (id)');
    await breakOffBehind('DROP INDEX CONCURRENTLY', dropping);
    expect(await indexes()).toEqual([]);
    expect(await journal()).toEqual(['aaaa1111 upgrade 1 t']);
    // What has taken its name since was not to be dropped.
    await database.read('CREATE TABLE "IDX_a" ()');
    await upgrade();
    expect(await columns()).toEqual(['id', 'name', 'slug', 'last']);
    expect(await database.tables()).toEqual(['IDX_a', 'a']);
  });

  test('that is left invalid is dropped by the next run', async () => {
    await database.read('CREATE INDEX "IDX_a" ON a (id)');
    const reader = await database.connect();
    await reader.query('BEGIN; SELECT count(*) FROM a');
    const connection = await database.connect();
    const said = failure(upgrade(alone, { client: pgClient(connection) }));
    while ((await indexes())[0] !== '"IDX_a" INVALID') await new Promise((resolve) => setTimeout(resolve, 10));
    await database.read(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'DROP INDEX CONC%' AND datname = current_database()`,
    );
    expect(await said).toMatchObject({ code: 'connection-lost' });
    await reader.query('COMMIT');
    expect(await indexes()).toEqual(['"IDX_a" INVALID']);
    await upgrade(alone);
    expect(await indexes()).toEqual([]);
    expect(await database.versions()).toEqual(['aaaa1111']);
  });

  test('is missed where it has never been there', async () => {
    const { code, message } = await failure(upgrade());
    expect({ code, journal: await journal() }).toEqual({ code: 'operation-failed', journal: ['aaaa1111 upgrade 1 f'] });
    expect(message).toContain('index "IDX_a" does not exist');
    await database.read('CREATE INDEX "IDX_a" ON a (id)');
    await upgrade();
    expect(await indexes()).toEqual([]);
  });

  test('may be missed for what it is used for, and nothing is under way then', async () => {
    await database.read('CREATE UNIQUE INDEX "IDX_a" ON a (id)');
    await database.read('CREATE TABLE b (id int REFERENCES a (id))');
    expect(await failure(upgrade())).toMatchObject({ code: 'operation-failed' });
    expect(await journal()).toEqual(['aaaa1111 upgrade 1 f']);
    expect(await indexes()).toEqual(['"IDX_a"']);
  });

  test('is not taken for one of another table', async () => {
    await database.read('CREATE TABLE b (id int)');
    await database.read('CREATE INDEX "IDX_a" ON b (id)');
    expect(await failure(upgrade())).toMatchObject({
      code: 'name-taken',
      message: expect.stringContaining(
        `dropIndex('IDX_a') in upgrade of revision aaaa1111 in migrations/aaaa1111.ts cannot remove the index "public"."IDX_a": something else has its name.`,
      ),
      hint: 'look what has the name and on which table it is; then correct the file and run the command again',
    });
  });
});

test('an index of the name that somebody else made is not taken for the revision’s own', async () => {
  await database.read('CREATE INDEX "IDX_a" ON a (id)');
  const { code, message } = await failure(migrate(database, project({ aaaa1111: mixed }), 'upgrade', 'head'));
  expect(code).toBe('name-taken');
  expect(message).toContain('it is there already, and this revision did not make it.');
});

describe('SQL of an author outside a transaction', () => {
  const vacuum: Drafts = {
    aaaa1111: {
      transaction: false,
      upgrade(op) {
        op.addColumn('a', 'slug', { type: 'text' });
        op.execute('VACUUM a');
        op.addColumn('a', 'last', { type: 'text' });
      },
    },
  };

  test('that broke off is for a person to look at, who is told what to write', async () => {
    await breakOffBehind('VACUUM', vacuum);
    const { code, message, hint } = await failure(migrate(database, project(vacuum), 'upgrade', 'head'));
    expect(code).toBe('half-done-unknown');
    expect(message).toContain(
      "The upgrade of revision aaaa1111 in migrations/aaaa1111.ts broke off while execute('VACUUM a') ran outside a transaction, and whether that took effect cannot be told.",
    );
    const [, done, undone] = /if so: (.*); if not: (.*)$/.exec(hint) ?? [];
    await database.read(`${undone} RETURNING revision`);
    expect(await journal()).toEqual(['aaaa1111 upgrade 1 f']);
    await database.read(`${done} RETURNING revision`);
    await migrate(database, project(vacuum), 'upgrade', 'head');
    expect(await columns()).toEqual(['id', 'name', 'slug', 'last']);
    expect(await journal()).toEqual([]);
  });

  test('that failed is run again', async () => {
    const drafts: Drafts = {
      aaaa1111: {
        transaction: false,
        upgrade(op) {
          op.addColumn('a', 'slug', { type: 'text' });
          op.execute('ALTER TABLE b ADD x int');
        },
      },
    };
    await failure(migrate(database, project(drafts), 'upgrade', 'head'));
    await database.read('CREATE TABLE b ()');
    await migrate(database, project(drafts), 'upgrade', 'head');
    expect(await database.versions()).toEqual(['aaaa1111']);
  });
});

describe('a concurrent build is refused', () => {
  const build = (op: Parameters<NonNullable<Draft['upgrade']>>[0]) =>
    void op.createIndex('IDX_a', { table: 'a', columns: ['id'], concurrently: true });

  test('where the revision runs in a transaction', async () => {
    expect(
      await failure(migrate(database, project({ aaaa1111: { upgrade: build } }), 'upgrade', 'head')),
    ).toMatchObject({
      code: 'alone-in-transaction',
      message: expect.stringContaining(
        "createIndex('IDX_a') in upgrade of revision aaaa1111 in migrations/aaaa1111.ts cannot run in a transaction, and the revision runs in one.",
      ),
      hint: 'add to the class: readonly transaction = false;',
      at: 'migrations/aaaa1111.ts',
    });
  });

  test('beside a question to the database', async () => {
    const upgrade: Draft['upgrade'] = async (op) => {
      await op.query('SELECT 1');
      build(op);
    };
    expect(
      await failure(migrate(database, project({ aaaa1111: { transaction: false, upgrade } }), 'upgrade', 'head')),
    ).toMatchObject({
      code: 'alone-beside-query',
      message: expect.stringContaining('the revision asks the database (op.query)'),
      hint: 'put it into a revision of its own: autogen revision --empty -m "…"',
    });
  });
});

test('a journal that speaks of a revision that was declared done is forgotten', async () => {
  await migrate(database, project({ aaaa1111: mixed }), 'upgrade', 'head');
  await database.read(`INSERT INTO autogen_version_progress VALUES ('aaaa1111', 'upgrade', 2, true, 'x') RETURNING 1`);
  await migrate(database, project({ aaaa1111: mixed }), 'downgrade', 'base');
  expect(await columns()).toEqual(['id', 'name']);
});
