/** Several changes of one table are one `ALTER TABLE`: its rows are written once. */

import { Client } from 'pg';
import { compare } from '../../src/autogen';
import { hazardsOf, statementsOf } from '../../src/postgres/operations';
import { renderOperation } from '../../src/render/report';
import type { Operation } from '../../src/schema/operation';
import type { Entities } from '../../src/typeorm/entities';
import { column, entities, table } from '../engine/entities';
import { testServer } from '../server';

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

let client: Client;
let close: () => Promise<void>;
beforeEach(async () => {
  const server = await testServer();
  const config = await server.createDatabase();
  client = new Client(config);
  await client.connect();
  close = async () => {
    await client.end();
    await server.dropDatabase(config);
  };
});
afterEach(() => close());

const compareWith = (wanted: Entities) =>
  compare({
    client,
    context,
    entities: async () => wanted,
    created: async () => new Set(),
    ignored: [],
    kept: [],
    answers: {},
  });

const sqlOf = (operations: readonly Operation[]) => operations.flatMap((operation) => statementsOf(operation, context));

async function run(operations: readonly Operation[]): Promise<void> {
  for (const statement of sqlOf(operations)) await client.query(statement);
}

const names = (operations: readonly Operation[]) => operations.map(({ name }) => name);

/** Counts how often PostgreSQL writes a table anew. */
async function countRewrites(): Promise<() => Promise<number>> {
  await client.query(`
    CREATE SCHEMA watch;
    CREATE TABLE watch.rewrites (name text);
    CREATE FUNCTION watch.note() RETURNS event_trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO watch.rewrites VALUES (pg_event_trigger_table_rewrite_oid()::regclass::text); END $$;
    CREATE EVENT TRIGGER note ON table_rewrite EXECUTE FUNCTION watch.note()`);
  return async () => (await client.query('SELECT FROM watch.rewrites')).rowCount as number;
}

const posts = (score: string, views: string) =>
  entities([table('posts', [column('score', score), column('title', 'text'), column('views', views)])]);

test('two changes that each write the table anew do it once, there and back', async () => {
  await run((await compareWith(posts('integer', 'integer'))).upgrade());
  await client.query("INSERT INTO posts VALUES (1, 'x', 2), (NULL, 'y', NULL)");
  const { upgrade, downgrade } = await compareWith(posts('bigint', 'numeric(10,2)'));
  const [forth, back] = [upgrade(), downgrade()];
  const rewrites = await countRewrites();

  expect(sqlOf(forth)).toEqual([
    'ALTER TABLE "public"."posts" ALTER COLUMN "score" TYPE bigint, ALTER COLUMN "views" TYPE numeric(10,2)',
  ]);
  await run(forth);
  expect(await rewrites()).toBe(1);
  expect((await client.query('SELECT * FROM posts ORDER BY score')).rows).toEqual([
    { score: '1', title: 'x', views: '2.00' },
    { score: null, title: 'y', views: null },
  ]);
  expect((await compareWith(posts('bigint', 'numeric(10,2)'))).changes).toEqual([]);

  expect(names(back)).toEqual(['alterTable']);
  await run(back);
  expect(await rewrites()).toBe(2);
  expect((await compareWith(posts('integer', 'integer'))).changes).toEqual([]);
});

test('the file says it as createTable says columns; one change alone is alterColumn', async () => {
  await run((await compareWith(posts('integer', 'integer'))).upgrade());
  const of = async (wanted: Entities) => (await compareWith(wanted)).upgrade().map(renderOperation);
  expect(await of(posts('bigint', 'text'))).toEqual([
    "op.alterTable('posts', { columns: { score: { from: 'integer', type: 'bigint' }, views: { from: 'integer', type: 'text' } } })",
  ]);
  expect(await of(posts('bigint', 'integer'))).toEqual([
    "op.alterColumn('posts', 'score', { from: 'integer', type: 'bigint' })",
  ]);
});

test('what differs about nullability and defaults is in it, and so is what it may cost', async () => {
  const of = (nullable: boolean, type: string, text: string) =>
    entities([
      table('posts', [
        column('a', 'text', { nullable }),
        column('b', type, { nullable, default: text }),
        column('c', 'text', { default: text }),
      ]),
    ]);
  await run((await compareWith(of(true, 'text', "'x'"))).upgrade());
  await client.query("INSERT INTO posts VALUES ('a', '1', 'c')");
  const wanted = of(false, 'integer', "'7'");
  const { upgrade } = await compareWith(wanted);
  const operations = upgrade();
  expect(names(operations)).toEqual(['alterTable']);
  expect(operations.flatMap(hazardsOf)).toMatchObject([
    { message: 'fails if posts.a is NULL in a row' },
    { message: 'fails on a row whose posts.b cannot be read as integer: text becomes integer' },
    { message: 'fails if posts.b is NULL in a row' },
  ]);
  await run(operations);
  expect((await compareWith(wanted)).changes).toEqual([]);
  expect((await client.query('INSERT INTO posts (a) VALUES ($1) RETURNING b, c', ['x'])).rows).toEqual([
    { b: 7, c: '7' },
  ]);
});

test('what must make way for one change does not come between it and another one', async () => {
  const of = (type: string) =>
    entities([
      table('posts', [column('a', type), column('b', type), column('twice', type, { generatedAs: 'b * 2' })], {
        checks: [
          { name: 'CHK_a', expression: 'a > 0' },
          { name: 'CHK_b', expression: 'b > 0' },
        ],
        indexes: [{ name: 'IDX', columns: ['a'], unique: false, method: 'btree', where: 'a > 10' }],
      }),
    ]);
  await run((await compareWith(of('integer'))).upgrade());
  await client.query('INSERT INTO posts VALUES (1, 2)');
  const { upgrade, downgrade } = await compareWith(of('bigint'));
  const [forth, back] = [upgrade(), downgrade()];
  const rewrites = await countRewrites();
  for (const operations of [forth, back]) {
    expect(names(operations).filter((name) => name.startsWith('alter'))).toEqual(['alterTable']);
  }
  await run(forth);
  // The generated column is computed again: that is the second time.
  expect(await rewrites()).toBe(2);
  expect((await compareWith(of('bigint'))).changes).toEqual([]);
  await run(back);
  expect((await compareWith(of('integer'))).changes).toEqual([]);
});

test('each table has its own, also where two schemas have a table of one name', async () => {
  const of = (type: string) => {
    const columns = [column('a', type), column('b', type)];
    return entities([table('posts', columns), { ...table('posts', columns), schema: 'app' }, table('users', columns)]);
  };
  await run((await compareWith(of('integer'))).upgrade());
  const { upgrade } = await compareWith(of('bigint'));
  const operations = upgrade();
  expect(
    operations.map(({ name, args: [of, changes] }) => [name, of, (changes as { schema?: string }).schema]),
  ).toEqual([
    ['alterTable', 'posts', 'app'],
    ['alterTable', 'posts', undefined],
    ['alterTable', 'users', undefined],
  ]);
  await run(operations);
  expect((await compareWith(of('bigint'))).changes).toEqual([]);
});

test('a check, a foreign key and an index over both columns come along', async () => {
  const of = (type: string) =>
    entities([
      table('posts', [column('a', type, { nullable: false }), column('b', type, { nullable: false })], {
        primaryKey: { name: 'PK', columns: ['a', 'b'] },
        checks: [{ name: 'CHK', expression: 'a < b' }],
        indexes: [{ name: 'IDX', columns: ['b', 'a'], unique: false, method: 'btree', where: 'a > 0' }],
      }),
      table('votes', [column('a', type), column('b', type)], {
        foreignKeys: [
          {
            ...{ name: 'FK', columns: ['a', 'b'], deferrable: null },
            references: { schema: 'public', table: 'posts', columns: ['a', 'b'] },
            ...{ onDelete: 'CASCADE' as const, onUpdate: 'NO ACTION' as const },
          },
        ],
      }),
    ]);
  await run((await compareWith(of('integer'))).upgrade());
  await client.query('INSERT INTO posts VALUES (1, 2); INSERT INTO votes VALUES (1, 2)');
  const { upgrade, downgrade } = await compareWith(of('bigint'));
  const [forth, back] = [upgrade(), downgrade()];
  expect(names(forth).filter((name) => name.startsWith('alter'))).toEqual(['alterTable', 'alterTable']);
  await run(forth);
  expect((await compareWith(of('bigint'))).changes).toEqual([]);
  await run(back);
  expect((await compareWith(of('integer'))).changes).toEqual([]);
  expect((await client.query('SELECT * FROM votes')).rows).toEqual([{ a: 1, b: 2 }]);
});

test('columns with names that objects know otherwise are not lost', async () => {
  const of = (type: string) =>
    entities([
      table(
        'posts',
        ['__proto__', 'constructor', 'schema', '1'].map((name) => column(name, type)),
      ),
    ]);
  await run((await compareWith(of('integer'))).upgrade());
  const { upgrade } = await compareWith(of('bigint'));
  expect(names(upgrade())).toEqual(['alterTable']);
  await run(upgrade());
  expect((await compareWith(of('bigint'))).changes).toEqual([]);
});
