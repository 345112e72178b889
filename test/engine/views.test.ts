/** Views follow what they are made of: they make way for it, and come back as their entities say. */
import { TypeReference } from '../../src/postgres/sql/types';
import { formatId } from '../../src/schema/object';
import type { Operation } from '../../src/schema/operation';
import type { EntityColumn, EntityIndex, EntityView } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { keepPromises } from '../property/promises';
import { namesOf, workbench } from '../workbench';
import { column, entities, nothing, table } from './entities';

const id = column('id', 'integer', { nullable: false });
const title = column('title', 'character varying(50)');
const posts = (...more: EntityColumn[]) => table('posts', [id, title, ...more]);

function view(name: string, definition: string, rest: Partial<EntityView> = {}): EntityView {
  return { schema: 'public', name, definition, materialized: false, indexes: [], ...rest };
}

const of = (columns: readonly EntityColumn[], ...views: EntityView[]) => entities([posts(...columns)], { views });

/** The names of the operations, with the first argument of those about views. */
async function upgrade(pair: Parameters<typeof keepPromises>[0]) {
  const { comparison } = await keepPromises(pair);
  const say = ({ name, args }: { readonly name: string; readonly args: readonly unknown[] }) =>
    name.endsWith('View') ? `${name} ${String(args[0])}` : name;
  return comparison.upgrade().map(say);
}

test('a view comes after the table it is made of, and goes before it', async () => {
  const after = of([], view('titles', 'select title from posts'));
  expect(await upgrade({ before: nothing, after })).toEqual(['createTable', 'createView titles', 'setTypeormMetadata']);
  expect(await upgrade({ before: after, after: nothing })).toEqual([
    'setTypeormMetadata',
    'dropView titles',
    'dropTable',
  ]);
});

test('a query in other words is no change but for the row that TypeORM keeps', async () => {
  const before = of([], view('titles', 'select title from posts where id in (1, 2)'));
  const after = of([], view('titles', 'SELECT posts.title FROM posts WHERE id = ANY (ARRAY[1, 2])'));
  expect(await upgrade({ before, after })).toEqual(['setTypeormMetadata']);
});

test('a view whose query changes is made again', async () => {
  const before = of([], view('titles', 'select title from posts'));
  const after = of([], view('titles', 'select id from posts'));
  expect(await upgrade({ before, after })).toEqual(['dropView titles', 'createView titles', 'setTypeormMetadata']);
});

test('a view makes way for a column that changes its type', async () => {
  const titles = view('titles', 'select lower(title) as low from posts');
  const before = entities([table('posts', [id, title])], { views: [titles] });
  const after = entities([table('posts', [id, column('title', 'text')])], { views: [titles] });
  expect(await upgrade({ before, after })).toEqual(['dropView titles', 'alterColumn', 'createView titles']);
});

test('views make way for columns that change their types in one statement', async () => {
  const views = [view('titles', 'select title from posts'), view('scores', 'select score from posts')];
  const before = entities([table('posts', [id, title, column('score', 'integer')])], { views });
  const after = entities([table('posts', [id, column('title', 'text'), column('score', 'bigint')])], { views });
  const made = await upgrade({ before, after });
  expect(made.slice(0, 2).sort()).toEqual(['dropView scores', 'dropView titles']);
  expect(made.slice(2)).toEqual(['alterTable', 'createView titles', 'createView scores']);
});

test('a view makes way for a column that is dropped and created because it has no conversion', async () => {
  const views = [view('scores', 'select score from posts')];
  const [before, after] = ['bytea', 'date'].map((type) =>
    entities([table('posts', [id, column('score', type)])], { views }),
  ) as [ReturnType<typeof entities>, ReturnType<typeof entities>];
  expect(await upgrade({ before, after })).toEqual(['dropView scores', 'dropColumn', 'addColumn', 'createView scores']);
});

test('a view that does not mention the column stays', async () => {
  const ids = view('ids', 'select id from posts');
  const before = entities([table('posts', [id, title])], { views: [ids] });
  const after = entities([table('posts', [id, column('title', 'text')])], { views: [ids] });
  expect(await upgrade({ before, after })).toEqual(['alterColumn']);
});

test('a view of all columns has the new one, and loses the old one', async () => {
  const all = view('everything', 'SELECT * FROM posts');
  const [before, after] = [of([], all), of([column('score', 'integer')], all)];
  const there = await upgrade({ before, after });
  expect(there).toEqual(expect.arrayContaining(['dropView everything', 'addColumn', 'createView everything']));
  const back = await upgrade({ before: after, after: before });
  expect(back).toEqual(expect.arrayContaining(['dropView everything', 'dropColumn', 'createView everything']));
});

test('a view of all columns has the new one, also where that has an index', async () => {
  const all = view('everything', 'SELECT * FROM posts');
  const index = { name: 'IDX', columns: ['score'], unique: false, method: 'btree', where: null };
  const after = entities([table('posts', [id, title, column('score', 'integer')], { indexes: [index] })], {
    views: [all],
  });
  const before = of([], all);
  expect(await upgrade({ before, after })).toContain('createView everything');
  expect(await upgrade({ before: after, after: before })).toContain('createView everything');
});

test('a view of all columns calls a renamed one by its new name', async () => {
  const all = view('everything', 'SELECT * FROM posts');
  const before = of([column('score', 'integer')], all);
  const after = of([column('points', 'integer')], all);
  const there = await upgrade({ before, after, answer: () => 0 });
  expect(there).toEqual(expect.arrayContaining(['renameColumn', 'dropView everything', 'createView everything']));
});

test('a view of all columns does not keep one that was added by hand', async () => {
  const all = of([], view('everything', 'SELECT * FROM posts'));
  const byHand = [['ALTER TABLE posts ADD COLUMN "by hand" integer']];
  const there = await upgrade({ before: all, after: all, byHand });
  expect(there).toEqual(['dropView everything', 'dropColumn', 'createView everything']);
});

test('views on views are made again in order', async () => {
  const views = [
    view('short', 'SELECT id, title FROM posts WHERE length(title) < 9'),
    view('shorter', 'SELECT id, title FROM short WHERE length(title) < 5'),
  ];
  const before = entities([table('posts', [id, title])], { views });
  const after = entities([table('posts', [id, column('title', 'text')])], { views });
  expect(await upgrade({ before, after })).toEqual([
    'dropView shorter',
    'dropView short',
    'alterColumn',
    'createView short',
    'createView shorter',
  ]);
});

test('new views on new views on new tables are made in the order of the entities', async () => {
  const views = [
    view('b', 'SELECT id FROM posts'),
    view('a', 'SELECT id FROM b', { materialized: true }),
    view('c', 'SELECT a.id FROM a JOIN b USING (id)'),
  ];
  await keepPromises({ before: nothing, after: of([], ...views) });
  await keepPromises({ before: of([]), after: of([], ...views) });
});

const plain: Omit<EntityIndex, 'name' | 'columns'> = { unique: false, method: 'btree', where: null };

test('a view becomes a materialized one and back, with its indexes', async () => {
  const indexes = [{ ...plain, name: 'IDX', columns: ['title'], unique: true }];
  const before = of([], view('titles', 'SELECT title FROM posts'));
  const after = of([], view('titles', 'SELECT title FROM posts', { materialized: true, indexes }));
  expect(await upgrade({ before, after })).toEqual([
    'dropView titles',
    'createView titles',
    'createIndex',
    'setTypeormMetadata',
  ]);
  await keepPromises({ before: after, after: before });
});

test('options that only one sort of view knows end with it', async () => {
  const before = of([], view('titles', 'SELECT title FROM posts'));
  const after = of([], view('titles', 'SELECT title FROM posts', { materialized: true }));
  const byHand = [['ALTER VIEW titles SET (security_barrier = true)']];
  await keepPromises({ before, after, byHand });
  await keepPromises({
    before: after,
    after: before,
    byHand: [['ALTER MATERIALIZED VIEW titles SET (fillfactor = 50)']],
  });
});

test('the indexes of a materialized view come back with it, and change without it', async () => {
  const stored = (columns: string[]) =>
    view('titles', 'SELECT id, title FROM posts', {
      materialized: true,
      indexes: [{ ...plain, name: 'IDX', columns }],
    });
  const before = entities([table('posts', [id, title])], { views: [stored(['title'])] });
  const retyped = entities([table('posts', [id, column('title', 'text')])], { views: [stored(['title'])] });
  expect(await upgrade({ before, after: retyped })).toEqual([
    'dropView titles',
    'alterColumn',
    'createView titles',
    'createIndex',
  ]);
  expect(await upgrade({ before, after: of([], stored(['title', 'id'])) })).toEqual(['dropIndex', 'createIndex']);
});

describe('made by hand', () => {
  const bench = workbench();

  test('the options of a view of an entity are no drift, and come back with it', async () => {
    const wanted = of([], view('titles', 'SELECT title FROM posts'));
    await bench.build(wanted);
    await bench.client.query('ALTER VIEW titles SET (security_barrier = true)');
    await bench.expectInSync(wanted);
    const retyped = entities([table('posts', [id, column('title', 'text')])], { views: wanted.views });
    const { upgrade } = await bench.compareWith(retyped);
    expect(namesOf(upgrade())).toEqual(['dropView', 'alterColumn', 'createView']);
    await bench.run(upgrade());
    const { rows } = await bench.client.query(`SELECT reloptions FROM pg_class WHERE relname = 'titles'`);
    expect(rows).toEqual([{ reloptions: ['security_barrier=true'] }]);
  });

  test('a view makes way and comes back with its options', async () => {
    await bench.client.query(`CREATE TABLE posts (id integer NOT NULL, title varchar(50));
      CREATE VIEW by_hand WITH (security_barrier) AS SELECT title FROM posts;
      CREATE MATERIALIZED VIEW stored AS SELECT id FROM posts JOIN by_hand USING (title);
      CREATE INDEX by_hand_index ON stored (id DESC)`);
    const before = await readCatalog(bench.client);
    const found = await bench.compareWith(entities([table('posts', [id, column('title', 'text')])]));
    expect(found.unmanaged.map(formatId)).toEqual(['view:public.by_hand', 'view:public.stored']);
    await bench.run(found.upgrade());
    const views = before.filter((line) => /^(view|materialized|index)/.test(line));
    expect(await readCatalog(bench.client)).toEqual(
      expect.arrayContaining([...views, 'column public.posts.title text']),
    );
    await bench.run(found.downgrade());
    expect(await readCatalog(bench.client)).toEqual(before);
  });

  test('a view keeps its column: it is refused before anything is written', async () => {
    await bench.build(of([column('score', 'integer')]));
    await bench.client.query('CREATE VIEW by_hand AS SELECT id, score FROM posts');
    const found = await bench.compareWith(of([]));
    expect(found.changes).toHaveLength(1);
    expect(found.upgrade).toThrow(
      expect.objectContaining({
        code: 'still-needed',
        message: 'The view public.by_hand uses the column public.posts.score, which no entity has any more.',
        hint: 'change or drop the view public.by_hand in the database first, or keep the column public.posts.score in its entity',
      }),
    );
  });

  test('a view keeps its table', async () => {
    await bench.build(of([]));
    await bench.client.query('CREATE VIEW by_hand AS SELECT id FROM posts');
    const found = await bench.compareWith(nothing, { drop: ['posts'] }, ['table\u0000public\u0000posts']);
    expect(found.upgrade).toThrow('The view public.by_hand uses the table public.posts, which no entity has any more.');
  });

  test('a view follows a column that gets another name', async () => {
    await bench.build(of([column('score', 'integer')]));
    await bench.client.query('CREATE VIEW by_hand AS SELECT id, score FROM posts');
    const renamed = of([column('points', 'integer')]);
    const found = await bench.compareWith(renamed, { rename: ['posts.score=points'] });
    expect(found.upgrade().map(({ name }) => name)).toEqual(['renameColumn']);
    await bench.run(found.upgrade());
    await bench.expectInSync(renamed);
    await bench.run(found.downgrade());
    await bench.expectInSync(of([column('score', 'integer')]));
  });

  test('views below and above one of an entity make way with it', async () => {
    await bench.build(of([], view('shown', 'SELECT posts.title FROM posts')));
    await bench.client.query(`CREATE VIEW below AS SELECT id, title FROM posts;
      CREATE VIEW above AS SELECT title FROM shown; CREATE VIEW "a second above" AS SELECT title FROM above`);
    const before = await readCatalog(bench.client);
    const shown = view('shown', 'SELECT title FROM below');
    const wanted = entities([table('posts', [id, column('title', 'text')])], { views: [shown] });
    const found = await bench.compareWith(wanted);
    await bench.run(found.upgrade());
    await bench.expectInSync(wanted);
    const createdBy = (operations: readonly Operation[]) =>
      operations.flatMap(({ name, args }) => (name === 'createView' ? [args[0]] : []));
    expect(createdBy(found.upgrade())).toEqual(['below', 'shown', 'above', 'a second above']);
    await bench.run(found.downgrade());
    expect(await readCatalog(bench.client)).toEqual(before);
  });
});

test('a view over an enum makes way when that is built again, not when it grows', async () => {
  const state = column('state', new TypeReference('state', { schema: 'public' }));
  const wanted = (...labels: string[]) =>
    entities([posts(state)], {
      enums: [{ schema: 'public', name: 'state', labels }],
      views: [view('open', `SELECT id FROM posts WHERE state = 'open'`)],
    });
  expect(await upgrade({ before: wanted('open', 'done'), after: wanted('open', 'done', 'gone') })).toEqual([
    'addEnumValue',
  ]);
  await keepPromises({ before: wanted('open', 'done'), after: wanted('done', 'open') });
});

test('a view says the new name of a column and of a table', async () => {
  const before = of([], view('titles', 'SELECT title FROM posts'));
  const renamed = entities([table('posts', [id, { ...title, name: 'headline' }])], {
    views: [view('titles', 'SELECT headline AS title FROM posts')],
  });
  await keepPromises({ before, after: renamed, answer: () => 0 });
  const moved = entities([table('articles', [id, title])], { views: [view('titles', 'SELECT title FROM articles')] });
  await keepPromises({ before, after: moved, answer: () => 0 });
});

test('a view in a new schema, of a table in another', async () => {
  const after = entities([posts()], { views: [{ ...view('titles', 'SELECT title FROM posts'), schema: 'app' }] });
  await keepPromises({ before: nothing, after });
});
