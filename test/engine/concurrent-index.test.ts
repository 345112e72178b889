import { mustRunAlone } from '../../src/revisions/operations';
import { sqlOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const plain = table('posts', [column('id', 'integer'), column('title', 'text')]);
const index = { name: 'IDX_posts', columns: ['title'], unique: false, method: 'btree', where: null };
const indexed = { ...plain, indexes: [{ ...index, concurrent: true as const }] };

test('an index that an entity wants concurrently is built so on a table that is there', async () => {
  await bench.build(entities([plain]));
  const { upgrade, downgrade } = await bench.compareWith(entities([indexed]));
  expect(upgrade()).toEqual([
    { name: 'createIndex', args: ['IDX_posts', { table: 'posts', columns: ['title'], concurrently: true }] },
  ]);
  expect(upgrade().map(mustRunAlone)).toEqual([true]);
  expect(sqlOf(upgrade())).toEqual(['CREATE INDEX CONCURRENTLY "IDX_posts" ON "public"."posts" USING btree ("title")']);
  expect(downgrade()).toEqual([{ name: 'dropIndex', args: ['IDX_posts', { table: 'posts', concurrently: true }] }]);
  expect(downgrade().map(mustRunAlone)).toEqual([true]);
  expect(sqlOf(downgrade())).toEqual(['DROP INDEX CONCURRENTLY "public"."IDX_posts"']);
  await bench.run(upgrade());
  await bench.expectInSync(entities([indexed]));
});

test('a new table’s index needs no such thing, and whether it is wanted so is no difference', async () => {
  const { upgrade, downgrade } = await bench.compareWith(entities([indexed]));
  expect([...upgrade(), ...downgrade()].some(mustRunAlone)).toBe(false);
  await bench.run(upgrade());
  await bench.expectInSync(entities([indexed]));
  await bench.expectInSync(entities([{ ...plain, indexes: [index] }]));
});

test('one that changes goes and comes so in both directions', async () => {
  await bench.build(entities([indexed]));
  const wanted = { ...indexed, indexes: [{ ...indexed.indexes[0]!, columns: ['id'] }] };
  const { upgrade, downgrade } = await bench.compareWith(entities([wanted]));
  const swap = (column: string) => [
    'DROP INDEX CONCURRENTLY "public"."IDX_posts"',
    `CREATE INDEX CONCURRENTLY "IDX_posts" ON "public"."posts" USING btree ("${column}")`,
  ];
  expect(sqlOf(upgrade())).toEqual(swap('id'));
  expect(sqlOf(downgrade())).toEqual(swap('title'));
});

test('a table that goes takes it along', async () => {
  await bench.build(entities([indexed]));
  const { upgrade } = await bench.compareWith(entities([]), { drop: ['table:public.posts'] }, [
    'table\u0000public\u0000posts',
  ]);
  expect(sqlOf(upgrade())).toEqual(['DROP TABLE "public"."posts"']);
});

test('one that changes is built so again, on a table with another name too', async () => {
  await bench.build(entities([indexed]));
  const wanted = { ...indexed, name: 'articles', indexes: [{ ...indexed.indexes[0]!, columns: ['id', 'title'] }] };
  const { upgrade } = await bench.compareWith(entities([wanted]), { rename: ['table:public.posts=articles'] }, [
    'table\u0000public\u0000posts',
  ]);
  expect(sqlOf(upgrade())).toEqual([
    'ALTER TABLE "public"."posts" RENAME TO "articles"',
    'DROP INDEX CONCURRENTLY "public"."IDX_posts"',
    'CREATE INDEX CONCURRENTLY "IDX_posts" ON "public"."articles" USING btree ("id", "title")',
  ]);
});
