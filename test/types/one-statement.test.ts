/** Several changes of one table are one `ALTER TABLE`: its rows are written once. */

import { hazardsOf } from '../../src/postgres/operations';
import { renderOperation } from '../../src/render/report';
import type { Entities } from '../../src/typeorm/entities';
import { column, entities, table } from '../engine/entities';
import { namesOf, sqlOf, workbench } from '../workbench';

const bench = workbench();

/** Counts how often PostgreSQL writes a table anew. */
async function countRewrites(): Promise<() => Promise<number>> {
  await bench.client.query(`
    CREATE SCHEMA watch;
    CREATE TABLE watch.rewrites (name text);
    CREATE FUNCTION watch.note() RETURNS event_trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO watch.rewrites VALUES (pg_event_trigger_table_rewrite_oid()::regclass::text); END $$;
    CREATE EVENT TRIGGER note ON table_rewrite EXECUTE FUNCTION watch.note()`);
  return async () => (await bench.client.query('SELECT FROM watch.rewrites')).rowCount as number;
}

const posts = (score: string, views: string) =>
  entities([table('posts', [column('score', score), column('title', 'text'), column('views', views)])]);

test('two changes that each write the table anew do it once, there and back', async () => {
  await bench.build(posts('integer', 'integer'));
  await bench.client.query("INSERT INTO posts VALUES (1, 'x', 2), (NULL, 'y', NULL)");
  const { upgrade, downgrade } = await bench.compareWith(posts('bigint', 'numeric(10,2)'));
  const [forth, back] = [upgrade(), downgrade()];
  const rewrites = await countRewrites();

  expect(sqlOf(forth)).toEqual([
    'ALTER TABLE "public"."posts" ALTER COLUMN "score" TYPE bigint, ALTER COLUMN "views" TYPE numeric(10,2)',
  ]);
  await bench.run(forth);
  expect(await rewrites()).toBe(1);
  expect((await bench.client.query('SELECT * FROM posts ORDER BY score')).rows).toEqual([
    { score: '1', title: 'x', views: '2.00' },
    { score: null, title: 'y', views: null },
  ]);
  await bench.expectInSync(posts('bigint', 'numeric(10,2)'));

  expect(namesOf(back)).toEqual(['alterTable']);
  await bench.run(back);
  expect(await rewrites()).toBe(2);
  await bench.expectInSync(posts('integer', 'integer'));
});

test('the file says it as createTable says columns; one change alone is alterColumn', async () => {
  await bench.build(posts('integer', 'integer'));
  const of = async (wanted: Entities) => (await bench.compareWith(wanted)).upgrade().map(renderOperation);
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
  await bench.build(of(true, 'text', "'x'"));
  await bench.client.query("INSERT INTO posts VALUES ('a', '1', 'c')");
  const wanted = of(false, 'integer', "'7'");
  const { upgrade } = await bench.compareWith(wanted);
  const operations = upgrade();
  expect(namesOf(operations)).toEqual(['probe', 'probe', 'alterTable']);
  expect(operations.flatMap(hazardsOf)).toMatchObject([
    { message: 'fails if posts.a is NULL in a row' },
    { message: 'fails on a row whose posts.b cannot be read as integer: text becomes integer' },
    { message: 'fails if posts.b is NULL in a row' },
  ]);
  await bench.run(operations);
  await bench.expectInSync(wanted);
  expect((await bench.client.query('INSERT INTO posts (a) VALUES ($1) RETURNING b, c', ['x'])).rows).toEqual([
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
  await bench.build(of('integer'));
  await bench.client.query('INSERT INTO posts VALUES (1, 2)');
  const { upgrade, downgrade } = await bench.compareWith(of('bigint'));
  const [forth, back] = [upgrade(), downgrade()];
  const rewrites = await countRewrites();
  for (const operations of [forth, back]) {
    expect(namesOf(operations).filter((name) => name.startsWith('alter'))).toEqual(['alterTable']);
  }
  await bench.run(forth);
  // The generated column is computed again: that is the second time.
  expect(await rewrites()).toBe(2);
  await bench.expectInSync(of('bigint'));
  await bench.run(back);
  await bench.expectInSync(of('integer'));
});

test('each table has its own, also where two schemas have a table of one name', async () => {
  const of = (type: string) => {
    const columns = [column('a', type), column('b', type)];
    return entities([table('posts', columns), { ...table('posts', columns), schema: 'app' }, table('users', columns)]);
  };
  await bench.build(of('integer'));
  const { upgrade } = await bench.compareWith(of('bigint'));
  const operations = upgrade();
  expect(
    operations.map(({ name, args: [of, changes] }) => [name, of, (changes as { schema?: string }).schema]),
  ).toEqual([
    ['alterTable', 'posts', 'app'],
    ['alterTable', 'posts', undefined],
    ['alterTable', 'users', undefined],
  ]);
  await bench.run(operations);
  await bench.expectInSync(of('bigint'));
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
  await bench.build(of('integer'));
  await bench.client.query('INSERT INTO posts VALUES (1, 2); INSERT INTO votes VALUES (1, 2)');
  const { upgrade, downgrade } = await bench.compareWith(of('bigint'));
  const [forth, back] = [upgrade(), downgrade()];
  expect(namesOf(forth).filter((name) => name.startsWith('alter'))).toEqual(['alterTable', 'alterTable']);
  await bench.run(forth);
  await bench.expectInSync(of('bigint'));
  await bench.run(back);
  await bench.expectInSync(of('integer'));
  expect((await bench.client.query('SELECT * FROM votes')).rows).toEqual([{ a: 1, b: 2 }]);
});

test('columns with names that objects know otherwise are not lost', async () => {
  const of = (type: string) =>
    entities([
      table(
        'posts',
        ['__proto__', 'constructor', 'schema', '1'].map((name) => column(name, type)),
      ),
    ]);
  await bench.build(of('integer'));
  const { upgrade } = await bench.compareWith(of('bigint'));
  expect(namesOf(upgrade())).toEqual(['alterTable']);
  await bench.run(upgrade());
  await bench.expectInSync(of('bigint'));
});
