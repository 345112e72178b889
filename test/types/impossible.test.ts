/** Changes of type that PostgreSQL cannot make: a question, and what becomes of the rows after each answer. */

import { flagsFor } from '../../src/diff/answers';
import { hazardsOf } from '../../src/postgres/operations';
import { TypeReference } from '../../src/postgres/sql/types';
import type { Entities, EntityColumn, EntityTable } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { column, entities, table } from '../engine/entities';
import { namesOf, sqlOf, workbench } from '../workbench';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });

const posts = (type: EntityColumn['type'], rest: Partial<EntityColumn> = {}, parts: Partial<EntityTable> = {}) =>
  entities([table('posts', [id, column('day', type, rest)], parts)]);

const valuesOf = async (name = 'day') =>
  (await bench.client.query<{ value: string | null }>(`SELECT ${name}::text AS value FROM posts ORDER BY id`)).rows.map(
    ({ value }) => value,
  );

/** A table with rows. */
async function build(wanted: Entities, ...values: readonly string[]): Promise<void> {
  await bench.build(wanted);
  for (const [place, value] of values.entries())
    await bench.client.query(`INSERT INTO posts VALUES (${place}, ${value})`);
}

test('without an answer it is a question, with the flags that answer it', async () => {
  await build(posts('integer'), '20200229');
  const { questions, changes } = await bench.compareWith(posts('date'));
  expect(questions.map(flagsFor)).toEqual([["--using 'column:public.posts.day=…'", '--drop column:public.posts.day']]);
  // check reports it as it reports every other difference.
  expect(changes).toMatchObject([{ verb: 'alter', trait: 'type' }]);
});

test.each(['column:public.posts.day', 'posts.day', 'day'])('--using %s=… is written as USING', async (name) => {
  await build(posts('integer'), '20200229', 'NULL');
  const wanted = posts('date');
  const using = [`${name}=to_date(day::text, 'YYYYMMDD')`];
  const { upgrade, downgrade, questions } = await bench.compareWith(wanted, { using });
  expect(questions).toEqual([]);
  // What the expression does is known to its author alone; the way back is autogen's own.
  expect(upgrade().flatMap(hazardsOf)).toEqual([]);
  expect(downgrade().flatMap(hazardsOf)).toMatchObject([
    {
      code: 'fails-on-rows',
      message: 'fails on a row whose posts.day cannot be read as integer: date becomes integer',
    },
  ]);
  expect(sqlOf(upgrade())).toEqual([
    `ALTER TABLE "public"."posts" ALTER COLUMN "day" TYPE date USING to_date(day::text, 'YYYYMMDD')`,
  ]);
  await bench.run(upgrade());
  expect(await valuesOf()).toEqual(['2020-02-29', null]);
  await bench.expectInSync(wanted);
});

test('--drop drops the column and adds it again, with all that hangs on it, there and back', async () => {
  const of = (type: string) =>
    posts(
      type,
      { comment: 'the day' },
      {
        uniques: [{ name: 'UQ', columns: ['day'], deferrable: null }],
        indexes: [{ name: 'IDX', columns: ['day', 'id'], unique: false, method: 'btree', where: null }],
      },
    );
  await build(of('integer'), '1', '2');
  const before = await readCatalog(bench.client);
  const { upgrade, downgrade } = await bench.compareWith(of('date'), { drop: ['posts.day'] });
  const [forth, back] = [upgrade(), downgrade()];
  for (const operations of [forth, back]) {
    expect(namesOf(operations)).toEqual(expect.arrayContaining(['dropColumn', 'addColumn', 'createUnique', 'comment']));
    expect(operations.flatMap(hazardsOf)).toMatchObject([
      { code: 'destructive', message: 'drops the column posts.day and its values' },
    ]);
  }
  await bench.run(forth);
  expect(await valuesOf()).toEqual([null, null]);
  await bench.expectInSync(of('date'));
  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
});

test('a column that is renamed as well is asked about by its new name, and dropped again by its old one', async () => {
  await build(posts('integer'), '1');
  const before = await readCatalog(bench.client);
  const wanted = entities([table('posts', [id, column('date', 'date')])]);
  const rename = ['posts.day=date'];
  const { questions } = await bench.compareWith(wanted, { rename });
  expect(questions.map(flagsFor)).toEqual([
    ["--using 'column:public.posts.date=…'", '--drop column:public.posts.date'],
  ]);
  const { upgrade, downgrade } = await bench.compareWith(wanted, { rename, drop: ['posts.date'] });
  const [forth, back] = [upgrade(), downgrade()];
  await bench.run(forth);
  await bench.expectInSync(wanted);
  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
});

test('a column of a renamed table is named by the old name of the table, too', async () => {
  await build(posts('integer'), '20200229');
  const wanted = entities([table('articles', [id, column('day', 'date')])]);
  const created = ['table\u0000public\u0000posts'];
  const rename = ['posts=articles'];
  for (const answer of [{ using: ['posts.day=NULL::date'] }, { drop: ['posts.day'] }]) {
    const { questions } = await bench.compareWith(wanted, { rename, ...answer }, created);
    expect(questions).toEqual([]);
  }
});

describe('an answer', () => {
  const two = (type: string) => entities(['posts', 'users'].map((name) => table(name, [id, column('day', type)])));

  test('that could mean two columns is refused', async () => {
    await build(two('integer'));
    await expect(bench.compareWith(two('date'), { using: ['day=now()'] })).rejects.toMatchObject({
      code: 'ambiguous-answer',
      exitCode: 2,
      message: '--using day=now() could mean column:public.posts.day or column:public.users.day.',
    });
    await expect(bench.compareWith(two('date'), { drop: ['day'] })).rejects.toMatchObject({ code: 'ambiguous-answer' });
  });

  test.each([
    ['for a column whose type stays', 'posts.id=1'],
    ['without an expression', 'posts.day='],
    ['with the printed flag as it stands', 'column:public.posts.day=…'],
  ])('%s is refused', async (_what, using) => {
    await build(posts('integer'));
    await expect(bench.compareWith(posts('date'), { using: [using] })).rejects.toMatchObject({
      code: 'unknown-answer',
      exitCode: 2,
      message: `--using ${using} answers nothing: no object of that name has values to convert.`,
      hint: expect.stringContaining('--drop column:public.posts.day'),
    });
  });

  test('may say how to convert what PostgreSQL could convert by itself, too', async () => {
    await build(posts('text'), "'1'");
    const { upgrade } = await bench.compareWith(posts('integer'), { using: ['day=day::integer * 100'] });
    await bench.run(upgrade());
    expect(await valuesOf()).toEqual(['100']);
  });

  test('may hold an equals sign, and name what must be quoted', async () => {
    const of = (type: string) => entities([table('posts', [id, column('odd = name', type)])]);
    await build(of('integer'), '7', '8');
    const using = ['posts."odd = name"=CASE WHEN id = 0 THEN interval \'1 day\' END'];
    const { upgrade } = await bench.compareWith(of('interval'), { using });
    await bench.run(upgrade());
    expect(await valuesOf('"odd = name"')).toEqual(['1 day', null]);
  });
});

describe('a suggestion is ready to copy, and keeps the values:', () => {
  const state = (name: string) => new TypeReference(name, { schema: 'public' });
  const enums = [
    { schema: 'public', name: 'mood', labels: ['x', 'y'] },
    { schema: 'public', name: 'state', labels: ['y', 'z'] },
  ];
  const of = (type: EntityColumn['type']) => entities([table('posts', [id, column('day', type)])], { enums });

  test.each([
    ['integer', 'integer[]', ['7', 'NULL'], ['{7}', null]],
    ['text', 'text[]', ["'{a,b}'", "'a'", 'NULL'], ['{"{a,b}"}', '{a}', null]],
    ['integer', 'character varying(2)[]', ['7'], ['{7}']],
    ['smallint', 'boolean', ['0', '1', 'NULL'], ['false', 'true', null]],
    ['boolean', 'bigint', ['true', 'false'], ['1', '0']],
    [state('mood'), state('state'), ["'y'", 'NULL'], ['y', null]],
  ] as const)('%s → %s', async (from, to, values, expected) => {
    await build(of(from), ...values);
    const { questions } = await bench.compareWith(of(to));
    const using = questions.map((question) =>
      'suggestion' in question && question.suggestion !== null ? `posts.day=${question.suggestion}` : '',
    );
    // A text becomes an array of one by itself.
    expect(using).toHaveLength(from === 'text' ? 0 : 1);
    const { upgrade } = await bench.compareWith(of(to), { using });
    await bench.run(upgrade());
    expect(await valuesOf()).toEqual(expected);
    await bench.expectInSync(of(to));
  });

  test('a value that does not fit stops it: nothing is cut', async () => {
    await build(of('integer'), '7', '12345');
    const { questions } = await bench.compareWith(of('character varying(2)[]'));
    const using = questions.map(flagsFor).map(([flag = '']) => flag.slice("--using '".length, -1));
    const { upgrade } = await bench.compareWith(of('character varying(2)[]'), { using });
    await expect(bench.run(upgrade())).rejects.toMatchObject({ code: '22001' });
  });
});

describe('the way back', () => {
  test.each([
    ['integer', 'money', ['7', '-3']],
    ['smallint', 'oid', ['7', '32767']],
    ['integer', 'jsonb', ['7', '8']],
  ])('from %s to %s and back keeps the values where they can be brought back', async (from, to, values) => {
    await build(posts(from), ...values);
    const before = await readCatalog(bench.client);
    const { upgrade, downgrade } = await bench.compareWith(posts(to), {
      using: to === 'jsonb' ? ['day=to_jsonb(day)'] : [],
    });
    const [forth, back] = [upgrade(), downgrade()];
    await bench.run(forth);
    await bench.run(back);
    expect(await valuesOf()).toEqual(values);
    expect(await readCatalog(bench.client)).toEqual(before);
  });

  test('that cannot bring a value back stops, and drops nothing', async () => {
    await build(posts('timestamp without time zone'), "'2020-02-29 13:14:15'");
    const { upgrade, downgrade } = await bench.compareWith(posts('time without time zone'));
    const [forth, back] = [upgrade(), downgrade()];
    await bench.run(forth);
    await expect(bench.run(back)).rejects.toMatchObject({ code: '22007' });
    expect(await valuesOf()).toEqual(['13:14:15']);
  });
});

test('nothing is cut: what does not fit stops the change', async () => {
  await build(posts('character varying(200)'), `'${'x'.repeat(51)}'`);
  const { upgrade, questions } = await bench.compareWith(posts('character varying(50)'));
  expect(questions).toEqual([]);
  await expect(bench.run(upgrade())).rejects.toMatchObject({ code: '22001' });
  await bench.client.query("UPDATE posts SET day = 'short'");
  await bench.run(upgrade());
  expect(await valuesOf()).toEqual(['short']);
});

test('the padding of character(n) is no part of a value', async () => {
  const type = new TypeReference('state', { schema: 'public' });
  const enums = [{ schema: 'public', name: 'state', labels: ['draft'] }];
  const wanted = entities([table('posts', [id, column('day', type)])], { enums });
  await build(posts('character(10)'), "'draft'");
  const { upgrade, questions } = await bench.compareWith(wanted);
  expect(questions).toEqual([]);
  await bench.run(upgrade());
  expect(await valuesOf()).toEqual(['draft']);
});

test('a generated column is no question: it is computed again', async () => {
  const of = (type: string, generatedAs: string) =>
    entities([table('posts', [id, column('title', 'text'), column('size', type, { generatedAs })])]);
  for (const [from, to, expression] of [
    ['text', 'integer', 'length(title)'],
    ['integer', 'money', 'length(title)'],
  ] as const) {
    await bench.client.query('DROP TABLE IF EXISTS posts, typeorm_metadata');
    await build(of(from, expression));
    await bench.client.query("INSERT INTO posts VALUES (1, 'abc')");
    const before = await readCatalog(bench.client);
    const { upgrade, downgrade, questions } = await bench.compareWith(of(to, expression));
    expect(questions).toEqual([]);
    const [forth, back] = [upgrade(), downgrade()];
    await bench.run(forth);
    await bench.expectInSync(of(to, expression));
    await bench.run(back);
    expect(await readCatalog(bench.client)).toEqual(before);
  }
});

test('an enum loses a label while a column of it becomes an array: the values stay whole', async () => {
  const of = (labels: readonly string[], array: boolean) =>
    entities(
      [
        table('posts', [
          id,
          column('day', new TypeReference('state', { schema: 'public', array }), { default: array ? "'{x}'" : "'x'" }),
        ]),
      ],
      { enums: [{ schema: 'public', name: 'state', labels }] },
    );
  await build(of(['x', 'y'], false), "'x'", 'NULL');
  const using = ['posts.day=CASE WHEN day IS NOT NULL THEN ARRAY[day] END'];
  const { upgrade } = await bench.compareWith(of(['x', 'z'], true), { using });
  await bench.run(upgrade());
  const { rows } = await bench.client.query(
    'SELECT day::text AS day, array_ndims(day) AS dimensions FROM posts ORDER BY id',
  );
  expect(rows).toEqual([
    { day: '{x}', dimensions: 1 },
    { day: null, dimensions: null },
  ]);
  await bench.expectInSync(of(['x', 'z'], true));
});

test('a domain converts as what it is made of', async () => {
  await bench.client.query('CREATE DOMAIN amount AS integer; CREATE DOMAIN name_of_day AS varchar(20)');
  await bench.client.query('CREATE TABLE posts (id integer NOT NULL, day name_of_day, price amount)');
  await bench.client.query("INSERT INTO posts VALUES (1, '2020-02-29', 7)");
  const wanted = entities([table('posts', [id, column('day', 'date'), column('price', 'bigint')])]);
  const before = await readCatalog(bench.client);
  const { upgrade, downgrade, questions } = await bench.compareWith(wanted);
  expect(questions).toEqual([]);
  const [forth, back] = [upgrade(), downgrade()];
  await bench.run(forth);
  expect((await bench.client.query('SELECT day::text AS day, price FROM posts')).rows).toEqual([
    { day: '2020-02-29', price: '7' },
  ]);
  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
});
