/** Columns that number themselves, with rows: the sequence follows the column's type, and goes on where it was. */

import type { EntityColumn } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { column, entities, table } from '../engine/entities';
import { sqlOf, workbench } from '../workbench';

const bench = workbench();

type Generation = EntityColumn['generation'];
interface Sort {
  readonly type: string;
  readonly generation: Generation;
}

const posts = ({ type, generation }: Sort) =>
  entities([
    table('posts', [column('id', type, { nullable: false, generation }), column('title', 'text')], {
      primaryKey: { name: 'PK', columns: ['id'] },
    }),
  ]);

const insert = async () =>
  Number((await bench.client.query<{ id: string }>("INSERT INTO posts (title) VALUES ('x') RETURNING id")).rows[0]!.id);

const sequenceTypes = async () =>
  (
    await bench.client.query<{ name: string; type: string }>(
      `SELECT sequencename AS name, data_type::text AS type FROM pg_sequences ORDER BY 1`,
    )
  ).rows;

const SORTS: readonly Sort[] = (['serial', 'identity always', 'identity by default'] as const).flatMap((generation) =>
  ['smallint', 'integer', 'bigint'].map((type) => ({ type, generation })),
);

const nameOf = ({ type, generation }: Sort) => `${type} ${generation}`;

const CHANGES = SORTS.flatMap((from) =>
  SORTS.filter((to) => to !== from).map((to) => [nameOf(from), nameOf(to), from, to] as const),
);

test.each(CHANGES)('%s → %s', async (_from, _to, from, to) => {
  await bench.build(posts(from));
  expect([await insert(), await insert(), await insert()]).toEqual([1, 2, 3]);
  // What is gone is not given out again.
  await bench.client.query('DELETE FROM posts WHERE id > 1');
  const before = await readCatalog(bench.client);

  const { upgrade, downgrade } = await bench.compareWith(posts(to));
  const [forth, back] = [upgrade(), downgrade()];
  await bench.run(forth);
  await bench.expectInSync(posts(to));
  expect(await sequenceTypes()).toEqual([{ name: 'posts_id_seq', type: to.type }]);
  expect(await insert()).toBe(4);

  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
  expect(await sequenceTypes()).toEqual([{ name: 'posts_id_seq', type: from.type }]);
  expect(await insert()).toBe(5);
});

describe.each([
  ['serial', 'identity always'],
  ['identity by default', 'serial'],
] as const)('from %s to %s', (one, other) => {
  const [from, to] = [one, other].map((generation) => ({ type: 'integer', generation })) as [Sort, Sort];

  test.each([
    ['a sequence that was never asked begins with 1', [], 1],
    ['a value that was written past the sequence is not given out again', ['INSERT INTO posts VALUES (41)'], 42],
    ['a sequence that was set by hand goes on there', ["SELECT setval('posts_id_seq', 100, false)"], 100],
  ])('%s', async (_what, statements, next) => {
    await bench.build(posts(from));
    for (const statement of statements) await bench.client.query(statement);
    await bench.build(posts(to));
    expect(await insert()).toBe(next);
  });

  test.each([
    [
      'one that descends',
      ['ALTER SEQUENCE posts_id_seq INCREMENT BY -2 MINVALUE -100 MAXVALUE -1 START -1 RESTART'],
      -3,
    ],
    ['one of another name', ['ALTER SEQUENCE posts_id_seq RENAME TO own'], 2],
    ['one of another type', ['ALTER SEQUENCE posts_id_seq AS bigint'], 2],
    ['one that begins elsewhere', ['ALTER SEQUENCE posts_id_seq START WITH 7 INCREMENT BY 5'], 6],
  ])('%s comes back as it was', async (_what, statements, next) => {
    await bench.build(posts(from));
    for (const statement of statements) await bench.client.query(statement);
    await insert();
    const before = await readCatalog(bench.client);
    const { upgrade, downgrade } = await bench.compareWith(posts(to));
    const [forth, back] = [upgrade(), downgrade()];
    await bench.run(forth);
    await bench.run(back);
    expect(await readCatalog(bench.client)).toEqual(before);
    expect(await insert()).toBe(next);
  });
});

test('a serial column that becomes bigint numbers on beyond the largest integer', async () => {
  await bench.build(posts({ type: 'integer', generation: 'serial' }));
  await bench.client.query("SELECT setval('posts_id_seq', 2147483647)");
  await expect(insert()).rejects.toMatchObject({ code: '2200H' });
  await bench.build(posts({ type: 'bigint', generation: 'serial' }));
  expect(await insert()).toBe(2_147_483_648);
});

describe('a default that does not cast', () => {
  const of = (type: string, text: string | null) => entities([table('posts', [column('a', type, { default: text })])]);

  test.each([
    ['text', "'abc'", 'integer', '7'],
    ['text', "'abc'", 'integer', null],
    ['boolean', 'true', 'integer', '0'],
    ['integer', '1', 'boolean', 'false'],
    ['character varying(20)', "'x'", 'text[]', "'{x}'"],
    ['timestamp without time zone', 'now()', 'date', 'CURRENT_DATE'],
  ])('of %s (%s) to %s (%s) is dropped and set again in the same statement', async (from, old, to, now) => {
    await bench.build(of(from, old));
    await bench.client.query('INSERT INTO posts VALUES (NULL)');
    const before = await readCatalog(bench.client);
    const { upgrade, downgrade } = await bench.compareWith(of(to, now));
    const [forth, back] = [upgrade(), downgrade()];
    for (const [operations, text] of [
      [forth, now],
      [back, old],
    ] as const) {
      const statements = sqlOf(operations);
      expect(statements).toHaveLength(1);
      expect(statements[0]).toMatch(
        text === null ? /DROP DEFAULT, .* TYPE / : /DROP DEFAULT, .* TYPE .*, .* SET DEFAULT /,
      );
    }
    await bench.run(forth);
    await bench.expectInSync(of(to, now));
    await bench.run(back);
    expect(await readCatalog(bench.client)).toEqual(before);
  });
});
