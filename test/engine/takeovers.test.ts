/** Renames that take over names which others leave, beside all else that may change at once. */

import { TypeReference } from '../../src/postgres/sql/types';
import { readCatalog, readTypeormMetadata } from '../catalog';
import { namesOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();
const id = column('id', 'integer', { nullable: false });

type Wanted = ReturnType<typeof entities>;

/** There, and back again: what is there is what was wanted, and what was there. */
async function bothWays(after: Wanted, rename: readonly string[], drop: readonly string[] = []) {
  const [before, metadata] = [await readCatalog(bench.client), await readTypeormMetadata(bench.client)];
  const { upgrade, downgrade, questions } = await bench.compareWith(after, { rename, drop });
  expect(questions).toEqual([]);
  const [forth, back] = [upgrade(), downgrade()];
  await bench.run(forth);
  await bench.expectInSync(after);
  const { rows } = await bench.client.query(`SELECT * FROM ${after.tables[0]?.name} ORDER BY id`);
  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
  expect(await readTypeormMetadata(bench.client)).toEqual(metadata);
  await bench.run(forth);
  return { rows, forth };
}

/** A table with texts over two columns, by whatever names. */
function posts(name: string, [one, other]: readonly [string, string], type = 'text') {
  return table(
    name,
    [
      id,
      column(one, 'text', { default: "'x'" }),
      column(other, type),
      column('both', 'text', { generatedAs: `"${one}" || '!'` }),
    ],
    {
      primaryKey: { name: `PK_${name}`, columns: ['id'] },
      checks: [{ name: `CHK_${one}`, expression: `"${one}" <> 'never'` }],
      indexes: [
        { name: `IDX_${name}_${one}`, columns: [one], unique: false, method: 'btree', where: `"${other}" IS NOT NULL` },
      ],
    },
  );
}

test('a chain in a table that has another name itself', async () => {
  await bench.build(entities([posts('posts', ['a', 'b'])]));
  await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, 'was a', 'was b')`);
  const { rows } = await bothWays(entities([posts('articles', ['b', 'c'])]), [
    'posts=articles',
    'posts.a=b',
    'posts.b=c',
  ]);
  expect(rows).toEqual([{ id: 1, b: 'was a', c: 'was b', both: 'was a!' }]);
});

test('a swap in a table that has another name itself', async () => {
  await bench.build(entities([posts('posts', ['a', 'b'])]));
  await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, 'was a', 'was b')`);
  const { rows } = await bothWays(entities([posts('articles', ['b', 'a'])]), [
    'posts=articles',
    'articles.a=b',
    'articles.b=a',
  ]);
  expect(rows).toEqual([{ id: 1, b: 'was a', a: 'was b', both: 'was a!' }]);
});

test('a swap of columns one of which changes its type', async () => {
  await bench.build(entities([posts('posts', ['a', 'b'])]));
  await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, 'x', '7')`);
  const { rows } = await bothWays(entities([posts('posts', ['b', 'a'], 'integer')]), ['posts.a=b', 'posts.b=a']);
  expect(rows).toEqual([{ id: 1, b: 'x', a: 7, both: 'x!' }]);
});

test('a circle of three', async () => {
  const of = (...names: string[]) => entities([table('posts', [id, ...names.map((name) => column(name, 'text'))])]);
  await bench.build(of('a', 'b', 'c'));
  await bench.client.query(`INSERT INTO posts (id, a, b, c) VALUES (1, 'was a', 'was b', 'was c')`);
  const { rows, forth } = await bothWays(of('b', 'c', 'a'), ['a=b', 'b=c', 'c=a']);
  expect(rows).toEqual([{ id: 1, a: 'was c', b: 'was a', c: 'was b' }]);
  expect(namesOf(forth)).toEqual(Array(4).fill('renameColumn'));
});

test('a table takes the name of another one, and both swap columns', async () => {
  await bench.build(entities([posts('one', ['a', 'b']), posts('two', ['c', 'd'])]));
  await bench.client.query(`INSERT INTO one (id, a, b) VALUES (1, 'a of one', 'b of one')`);
  const wanted = entities([posts('two', ['b', 'a']), posts('three', ['d', 'c'])]);
  const answers = ['one=two', 'table:two=three', 'two.a=b', 'two.b=a', 'three.c=d', 'three.d=c'];
  const { rows } = await bothWays(wanted, answers);
  expect(rows).toEqual([{ id: 1, b: 'a of one', a: 'b of one', both: 'a of one!' }]);
});

describe('the name of something that goes', () => {
  const of = (...columns: ReturnType<typeof column>[]) => entities([table('posts', [id, ...columns])]);
  const ofTwo = of(column('a', 'text'), column('b', 'text'));

  test('is taken over by a column', async () => {
    await bench.build(ofTwo);
    await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, 'was a', 'was b')`);
    const { rows } = await bothWays(of(column('b', 'text')), ['column:public.posts.a=b'], ['column:public.posts.b']);
    expect(rows).toEqual([{ id: 1, b: 'was a' }]);
  });

  test('is taken over by a column of another type, whose own name a new one gets', async () => {
    await bench.build(ofTwo);
    await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, '7', 'was b')`);
    const { rows } = await bothWays(of(column('a', 'date'), column('b', 'integer')), ['posts.a=b'], ['posts.b']);
    expect(rows).toEqual([{ id: 1, a: null, b: 7 }]);
  });

  test('is taken over at the end of a chain, in a table that has another name itself', async () => {
    await bench.build(entities([posts('posts', ['a', 'b'])]));
    await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, 'was a', 'was b')`);
    const wanted = entities([
      table(
        'articles',
        [id, column('b', 'text', { default: "'x'" }), column('both', 'text', { generatedAs: `"b" || '!'` })],
        {
          primaryKey: { name: 'PK_articles', columns: ['id'] },
          checks: [{ name: 'CHK_b', expression: `"b" <> 'never'` }],
        },
      ),
    ]);
    const { rows } = await bothWays(wanted, ['posts=articles', 'posts.a=b'], ['posts.b']);
    expect(rows).toEqual([{ id: 1, b: 'was a', both: 'was a!' }]);
  });

  test('is taken over with that of its enum', async () => {
    const typed = (...names: string[]) =>
      names.map((name) => column(name, new TypeReference(`posts_${name}_enum`, { schema: 'public' })));
    const enumOf = (name: string, labels: string[]) => ({ schema: 'public', name: `posts_${name}_enum`, labels });
    const labels = ['one', 'two'];
    const enums = [enumOf('a', labels), enumOf('b', ['three'])];
    await bench.build(entities([table('posts', [id, ...typed('a', 'b')])], { enums }));
    await bench.client.query(`INSERT INTO posts (id, a, b) VALUES (1, 'two', 'three')`);
    const wanted = entities([table('posts', [id, ...typed('b')])], { enums: [enumOf('b', labels)] });
    const { rows, forth } = await bothWays(wanted, ['posts.a=b'], ['posts.b']);
    expect(rows).toEqual([{ id: 1, b: 'two' }]);
    expect(namesOf(forth)).not.toContain('alterColumn');
  });

  test('is taken over by a table that others refer to', async () => {
    const to = (name: string) => ({
      ...{ name: 'FK', columns: ['of'], references: { schema: 'public', table: name, columns: ['id'] } },
      ...{ onDelete: 'NO ACTION' as const, onUpdate: 'NO ACTION' as const, deferrable: null },
    });
    const referring = (name: string) => table('notes', [id, column('of', 'integer')], { foreignKeys: [to(name)] });
    await bench.build(entities([posts('one', ['a', 'b']), posts('two', ['c', 'd']), referring('two')]));
    await bench.client.query(`INSERT INTO one (id, a, b) VALUES (1, 'a of one', 'b of one')`);
    const wanted = entities([posts('two', ['a', 'b']), posts('one', ['x', 'y']), referring('two')]);
    const { rows } = await bothWays(wanted, ['table:public.one=two'], ['table:public.two']);
    expect(rows).toEqual([{ id: 1, a: 'a of one', b: 'b of one', both: 'a of one!' }]);
  });

  test('is free only where somebody says that it goes', async () => {
    await bench.build(ofTwo);
    await expect(bench.compareWith(of(column('b', 'text')), { rename: ['posts.a=b'] })).rejects.toMatchObject({
      code: 'unknown-answer',
      message: '--rename posts.a=b answers nothing: column:public.posts.b has that name, and keeps it.',
      hint: 'if column:public.posts.b goes, add --drop column:public.posts.b',
    });
  });

  test('is what a refusal calls it', async () => {
    await bench.build(ofTwo);
    await bench.client.query('CREATE VIEW by_hand AS SELECT b AS shown FROM posts');
    const { upgrade } = await bench.compareWith(of(column('b', 'text')), { rename: ['posts.a=b'], drop: ['posts.b'] });
    expect(upgrade).toThrow('The view public.by_hand uses the column public.posts.b, which no entity has any more.');
  });
});

test('a column leaves its name to a new one', async () => {
  const of = (...columns: ReturnType<typeof column>[]) => entities([table('posts', [id, ...columns])]);
  await bench.build(of(column('a', 'text')));
  await bench.client.query(`INSERT INTO posts (id, a) VALUES (1, 'was a')`);
  const { rows } = await bothWays(of(column('a', 'date'), column('b', 'text')), ['posts.a=b']);
  expect(rows).toEqual([{ id: 1, a: null, b: 'was a' }]);
});

test('a name that stays is not taken over', async () => {
  const of = (...names: string[]) => entities([table('posts', [id, ...names.map((name) => column(name, 'text'))])]);
  await bench.build(of('a', 'b'));
  await expect(bench.compareWith(of('b', 'c'), { rename: ['posts.a=b'] })).rejects.toMatchObject({
    code: 'unknown-answer',
    hint: expect.stringContaining('--rename column:public.posts.a=c'),
  });
});
