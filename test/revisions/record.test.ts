import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { collectOperations } from '../../src/revisions/collect';
import { type Operations, statementsOf } from '../../src/revisions/operations';
import { type Recordable, record, type Sink } from '../../src/revisions/record';
import { table } from '../../src/revisions/table';

const context = { defaultSchema: 'app', metadataTable: { schema: 'app', name: 'typeorm_metadata' } };

const revision = (upgrade: (op: Operations) => void | Promise<void>): Recordable & { readonly revision: string } => ({
  revision: 'cfcc4fd02d18',
  upgrade,
  downgrade() {},
});
const collect = (upgrade: (op: Operations) => void | Promise<void>) =>
  collectOperations(revision(upgrade), 'upgrade', 'migrations/x.ts');
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ code, message, hint, at }) => ({ code, message, hint, at }),
  );

/** A sink that notes calls, and fails those whose first argument begins with `bad`. */
function notes(): { readonly seen: string[]; readonly sink: Sink } {
  const seen: string[] = [];
  return {
    seen,
    sink: {
      async operation({ name, args }) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(`${name} ${String(args[0])}`);
        if (String(args[0]).startsWith('bad')) throw new Error(`${name} ${String(args[0])} failed`);
      },
      async query(statement, parameters) {
        seen.push(`query ${statement} ${JSON.stringify(parameters)}`);
        return [{ answer: 42 }];
      },
    },
  };
}
const live = (upgrade: (op: Operations) => void | Promise<void>, sink: Sink) =>
  record(revision(upgrade), { id: 'cfcc4fd02d18', file: 'migrations/x.ts', direction: 'upgrade' }, sink);

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(unhandled.splice(0)).toEqual([]);
});

describe('collecting', () => {
  test('gives the calls as plain data, in the order in which they were made', async () => {
    const state = type('post_status', { schema: 'app' });
    const operations = await collect(async (op) => {
      op.dropTable('votes');
      await op.execute(sql`SELECT 1`);
      op.addColumn('posts', 'state', { type: state, default: sql`'new'` });
    });
    expect(operations).toEqual([
      { name: 'dropTable', args: ['votes'] },
      { name: 'execute', args: [sql`SELECT 1`] },
      { name: 'addColumn', args: ['posts', 'state', { type: state, default: sql`'new'` }] },
    ]);
  });

  test('keeps what was said when the call was made', async () => {
    const options = { schema: 'one' };
    const operations = await collect((op) => {
      op.dropTable('votes', options);
      options.schema = 'two';
    });
    expect(operations).toEqual([{ name: 'dropTable', args: ['votes', { schema: 'one' }] }]);
  });

  test('cannot ask the database, awaited or not', async () => {
    const expected = {
      code: 'offline-query',
      message:
        'upgrade of revision cfcc4fd02d18 asks the database (op.query), so its operations cannot be told without one.',
      hint: expect.stringContaining('autogen upgrade'),
      at: 'migrations/x.ts',
    };
    expect(await failure(collect((op) => void op.query('SELECT 1')))).toEqual(expected);
    expect(await failure(collect(async (op) => void (await op.query('SELECT 1'))))).toEqual(expected);
  });
});

describe('running', () => {
  test('runs calls one after the other, awaited or not, and answers queries in their place', async () => {
    const { seen, sink } = notes();
    let answer: unknown;
    await live(async (op) => {
      op.dropTable('a');
      op.dropTable('b');
      answer = await op.query(sql`SELECT ${'x'}`, [1]);
      await op.dropTable('c');
      op.dropTable('d');
    }, sink);
    expect(seen).toEqual(['dropTable a', 'dropTable b', "query SELECT 'x' [1]", 'dropTable c', 'dropTable d']);
    expect(answer).toEqual([{ answer: 42 }]);
  });

  test('the first failure is the one reported, and nothing runs after it', async () => {
    for (const awaited of [true, false]) {
      const { seen, sink } = notes();
      const run = live(async (op) => {
        op.dropTable('a');
        if (awaited) await op.dropTable('bad1');
        else op.dropTable('bad1');
        op.dropTable('bad2');
        op.dropTable('c');
      }, sink);
      await expect(run).rejects.toThrow('dropTable bad1 failed');
      expect(seen).toEqual(['dropTable a', 'dropTable bad1']);
    }
  });

  test('a failure that the author catches is still a failure', async () => {
    const { seen, sink } = notes();
    const run = live(async (op) => {
      const messages: string[] = [];
      for (const table of ['bad1', 'b']) {
        try {
          await op.dropTable(table);
        } catch (error) {
          messages.push((error as Error).message);
        }
      }
      seen.push(...messages);
    }, sink);
    await expect(run).rejects.toThrow('dropTable bad1 failed');
    expect(seen).toEqual(['dropTable bad1', 'dropTable bad1 failed', 'dropTable bad1 failed']);
  });

  test('a call after the method has ended is a failure, not a lost statement', async () => {
    const { seen, sink } = notes();
    const run = live((op) => {
      op.dropTable('a');
      void (async () => {
        await new Promise(setImmediate);
        await op.dropTable('b');
        seen.push('went on');
      })();
    }, sink);
    expect(await failure(run)).toEqual({
      code: 'late-operation',
      message: 'op.dropTable was called after upgrade of revision cfcc4fd02d18 had ended, so it was not run.',
      hint: 'let upgrade be async and await everything that calls op',
      at: 'migrations/x.ts',
    });
    expect(seen).toEqual(['dropTable a']);
  });

  test('a call after everything has ended throws', async () => {
    const { sink } = notes();
    let kept: Operations | undefined;
    await live((op) => {
      kept = op;
    }, sink);
    expect(() => kept!.dropTable('a')).toThrow(
      'op.dropTable was called after upgrade of revision cfcc4fd02d18 had ended',
    );
  });

  test("an error of the author's own names the revision and its file", async () => {
    const { sink } = notes();
    const run = live(() => {
      throw new TypeError('no such thing');
    }, sink);
    expect(await failure(run)).toMatchObject({
      code: 'revision-threw',
      message: 'upgrade of revision cfcc4fd02d18 failed: no such thing',
      at: 'migrations/x.ts',
    });
  });

  test('an operation that does not exist is named', async () => {
    const { sink } = notes();
    const run = live((op) => (op as unknown as { creatTable(): void }).creatTable(), sink);
    expect(await failure(run)).toMatchObject({
      code: 'unknown-operation',
      message: 'upgrade of revision cfcc4fd02d18: op.creatTable does not exist.',
      hint: 'compile the file: the compiler lists the operations; op.execute takes any SQL',
      at: 'migrations/x.ts',
    });
  });

  test('op itself may be awaited and printed', async () => {
    const { seen, sink } = notes();
    await live(async (op) => {
      const same = await Promise.resolve(op);
      seen.push(JSON.stringify(same));
    }, sink);
    expect(seen).toEqual(['{}']);
  });
});

describe('bulkInsert', () => {
  const statements = async (...args: Parameters<Operations['bulkInsert']>) => {
    const [operation] = await collect((op) => void op.bulkInsert(...args));
    return statementsOf(operation!, context);
  };

  test('writes one statement, in the schema of tables that name none', async () => {
    expect(
      await statements('posts', [
        { id: 1, title: "it's" },
        { id: 2, state: null },
      ]),
    ).toEqual([
      `INSERT INTO "app"."posts" ("id", "title", "state") VALUES\n  (1, 'it''s', DEFAULT),\n  (2, DEFAULT, NULL)`,
    ]);
    expect(await statements('posts', [{ id: 1 }], { schema: 'other' })).toEqual([
      `INSERT INTO "other"."posts" ("id") VALUES\n  (1)`,
    ]);
  });

  test('writes nothing for no rows, and 1,000 rows a statement', async () => {
    expect(await statements('posts', [])).toEqual([]);
    const many = await statements(
      'posts',
      Array.from({ length: 2_001 }, (_, id) => ({ id })),
    );
    expect(many.map((text) => text.split('\n').length - 1)).toEqual([1_000, 1_000, 1]);
  });

  test('refuses what no column can hold, naming the column', async () => {
    const rows = [{ id: (() => 1) as unknown as number }];
    expect(await failure(collect((op) => void op.bulkInsert('posts', rows)))).toMatchObject({
      code: 'revision-threw',
      message: 'upgrade of revision cfcc4fd02d18 failed: bulkInsert cannot write function into posts.id',
    });
  });
});

describe('a table that the revision declares', () => {
  const posts = table('posts', { schema: 'app', columns: { n: { type: 'integer' } } });

  test('stands for its name and its schema', async () => {
    const set = { n: sql`1` };
    expect(
      await collect((op) => {
        op.bulkInsert(posts, [{ n: 1 }]);
        op.backfill(posts, { set });
      }),
    ).toEqual(
      await collect((op) => {
        op.bulkInsert('posts', [{ n: 1 }], { schema: 'app' });
        op.backfill('posts', { set, schema: 'app' });
      }),
    );
  });

  test('makes nothing, and leaves calls with names as they are', async () => {
    expect(posts).toEqual({ name: 'posts', schema: 'app', columns: { n: { type: 'integer' } } });
    expect(await collect((op) => void op.dropTable('posts'))).toEqual([{ name: 'dropTable', args: ['posts'] }]);
  });
});
