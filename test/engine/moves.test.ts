/** A table, an enum or a whole schema that is somewhere else now: it moves, with all that is in it. */

import type { Comparison } from '../../src/autogen';
import { answersTo } from '../../src/diff/answers';
import { TypeReference } from '../../src/postgres/sql/types';
import { formatId } from '../../src/schema/object';
import type { Entities, EntityTable } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { namesOf, sqlOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

/** Posts with something of every sort, in one schema, and votes that refer to them, in another one. */
function blog(schema: string, votes = 'public'): Entities {
  const status = new TypeReference('posts_status_enum', { schema });
  const posts = table(
    'posts',
    [
      column('id', 'integer', { nullable: false, generation: 'serial' }),
      column('status', status, { nullable: false, default: "'draft'" }),
      column('title', 'text', { comment: 'what it is called' }),
      column('size', 'integer', { generatedAs: 'length(title)' }),
    ],
    {
      schema,
      comment: 'all posts',
      primaryKey: { name: 'PK_posts', columns: ['id'] },
      uniques: [{ name: 'UQ_title', columns: ['title'], deferrable: null }],
      checks: [{ name: 'CHK_status', expression: "status <> 'gone' OR title IS NULL" }],
      indexes: [{ name: 'IDX_drafts', columns: ['title'], unique: false, method: 'btree', where: "status = 'draft'" }],
    },
  );
  const vote = table('votes', [column('post_id', 'integer', { nullable: false })], {
    schema: votes,
    foreignKeys: [
      {
        name: 'FK_post',
        columns: ['post_id'],
        references: { schema, table: 'posts', columns: ['id'] },
        onDelete: 'CASCADE',
        onUpdate: 'NO ACTION',
        deferrable: null,
      },
    ],
  });
  return entities([posts, vote], { enums: [{ schema, name: 'posts_status_enum', labels: ['draft', 'gone'] }] });
}

const asked = ({ questions }: Comparison) => questions.map((question) => answersTo(question));
const created = (...names: readonly string[]) => names.map((name) => `table\u0000${name.replace('.', '\u0000')}`);

async function rowsIn(schema: string): Promise<unknown[]> {
  return (await bench.client.query(`SELECT id, status, title, size FROM ${schema}.posts ORDER BY id`)).rows;
}

const ROWS = [{ id: 1, status: 'draft', title: 'one', size: 3 }];

async function build(wanted: Entities, schema: string): Promise<void> {
  await bench.build(wanted);
  await bench.client.query(`INSERT INTO ${schema}.posts (title) VALUES ('one')`);
  await bench.client.query(`INSERT INTO ${wanted.tables[1]?.schema}.votes VALUES (1)`);
}

describe('a table that is in another schema now', () => {
  test('is a question', async () => {
    await build(blog('public'), 'public');
    const found = await bench.compareWith(blog('app'), {}, created('public.posts', 'public.votes'));
    expect(asked(found)).toEqual([
      [
        { option: 'rename', value: 'table:public.posts=app.posts' },
        { option: 'drop', value: 'table:public.posts' },
        { option: 'keep', value: 'table:public.posts' },
      ],
    ]);
  });

  test('is one too where no revision created it', async () => {
    await build(blog('public'), 'public');
    const found = await bench.compareWith(blog('app'));
    expect(asked(found).flat()).toEqual([
      { option: 'rename', value: 'table:public.posts=app.posts' },
      { option: 'keep', value: 'table:public.posts' },
    ]);
  });

  test.each([
    ['to a new schema', 'public', 'app'],
    ['to the default schema', 'app', 'public'],
    ['between two others', 'app', 'core'],
  ])('moves %s with its rows, its enum and all that refers to it, there and back', async (_where, from, to) => {
    await build(blog(from), from);
    const before = await readCatalog(bench.client);
    const wanted = blog(to);
    const answers = { rename: [`${from}.posts=${to}.posts`], ...(from === 'app' ? { keep: ['schema:app'] } : {}) };
    const found = await bench.compareWith(
      wanted,
      to === 'core' ? answers : { rename: answers.rename },
      created(`${from}.posts`, 'public.votes'),
    );
    expect(found.questions).toEqual([]);
    const [forth, back] = [found.upgrade(), found.downgrade()];
    expect(
      namesOf(forth)
        .filter((name) => !['createSchema', 'setTypeormMetadata'].includes(name))
        .sort(),
    ).toEqual(['setEnumSchema', 'setTableSchema']);
    await bench.run(forth);
    await bench.expectInSync(wanted);
    expect(await rowsIn(to)).toEqual(ROWS);
    await bench.run(back);
    expect((await readCatalog(bench.client)).filter((line) => !line.startsWith('schema '))).toEqual(
      before.filter((line) => !line.startsWith('schema ')),
    );
    expect(await rowsIn(from)).toEqual(ROWS);
  });

  test('takes a change of its own along', async () => {
    await build(blog('public'), 'public');
    const moved = blog('app');
    const [posts, votes] = moved.tables;
    const wanted = {
      ...moved,
      tables: [{ ...posts!, columns: [...posts!.columns, column('slug', 'character varying(20)')] }, votes!],
    };
    const found = await bench.compareWith(
      wanted,
      { rename: ['posts=app.posts'] },
      created('public.posts', 'public.votes'),
    );
    const [forth, back] = [found.upgrade(), found.downgrade()];
    await bench.run(forth);
    await bench.expectInSync(wanted);
    await bench.run(back);
    await bench.expectInSync(blog('public'));
  });
});

describe('a schema under another name', () => {
  test('is a question, and one rename does it, there and back', async () => {
    await build(blog('app', 'app'), 'app');
    const before = await readCatalog(bench.client);
    const wanted = blog('core', 'core');
    const tables = created('app.posts', 'app.votes');
    expect(asked(await bench.compareWith(wanted, {}, tables))[0]).toEqual([
      { option: 'rename', value: 'schema:app=core' },
      { option: 'keep', value: 'schema:app' },
    ]);
    const found = await bench.compareWith(wanted, { rename: ['schema:app=core'] }, tables);
    expect({ questions: found.questions, sql: sqlOf(found.upgrade())[0] }).toEqual({
      questions: [],
      sql: 'ALTER SCHEMA "app" RENAME TO "core"',
    });
    const [forth, back] = [found.upgrade(), found.downgrade()];
    expect(namesOf(forth).filter((name) => name !== 'setTypeormMetadata')).toEqual(['renameSchema']);
    await bench.run(forth);
    await bench.expectInSync(wanted);
    expect(await rowsIn('core')).toEqual(ROWS);
    await bench.run(back);
    expect(await readCatalog(bench.client)).toEqual(before);
  });

  test('stays where an answer says so: then its tables are asked about', async () => {
    await build(blog('app', 'app'), 'app');
    const found = await bench.compareWith(
      blog('core', 'core'),
      { keep: ['schema:app'] },
      created('app.posts', 'app.votes'),
    );
    expect(asked(found).map(([first]) => first)).toEqual([
      { option: 'rename', value: 'table:app.posts=core.posts' },
      { option: 'rename', value: 'table:app.votes=core.votes' },
    ]);
    expect(found.kept.map(formatId)).toEqual(['schema:app']);
  });

  test('is no question where it has nothing in common with the new one', async () => {
    await bench.client.query('CREATE SCHEMA legacy; CREATE TABLE legacy.log (line text)');
    const found = await bench.compareWith(blog('app', 'app'));
    expect(found.questions).toEqual([]);
    expect(found.unmanaged).toEqual([]);
  });
});

test('a constraint that goes with a move does so where its name is free', async () => {
  const of = (schema: string, uniques: readonly string[]) =>
    entities([
      table('posts', [column('id', 'integer'), column('title', 'text')], {
        schema,
        uniques: uniques.map((name) => ({ name, columns: ['title'], deferrable: null })),
      }),
      table('titles', [column('id', 'integer')]),
    ]);
  await bench.client.query('CREATE SCHEMA app');
  await bench.build(of('app', ['titles']));
  const before = await readCatalog(bench.client);
  const wanted = of('public', []);
  const tables = created('app.posts', 'public.titles');
  const found = await bench.compareWith(wanted, { rename: ['app.posts=public.posts'] }, tables);
  const [forth, back] = [found.upgrade(), found.downgrade()];
  await bench.run(forth);
  await bench.expectInSync(wanted);
  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(before);
});

test.each(['posts=app.entries', 'table:public.posts=app.entries'])(
  'a table is somewhere else under another name, and so is a column of it: --rename %s',
  async (moved) => {
    await build(blog('public'), 'public');
    const before = await readCatalog(bench.client);
    const [posts, votes] = blog('app').tables as [EntityTable, EntityTable];
    const renamed = posts.columns.map((one) => (one.name === 'size' ? { ...one, name: 'length' } : one));
    const foreignKeys = votes.foreignKeys.map((key) => ({
      ...key,
      references: { ...key.references, table: 'entries' },
    }));
    const wanted = {
      ...blog('app'),
      tables: [
        { ...posts, name: 'entries', columns: renamed, primaryKey: { name: 'PK_entries', columns: ['id'] } },
        { ...votes, foreignKeys },
      ],
    };
    const tables = created('public.posts', 'public.votes');
    const found = await bench.compareWith(wanted, { rename: [moved, 'entries.size=length'] }, tables);
    expect(found.questions).toEqual([]);
    const [forth, back] = [found.upgrade(), found.downgrade()];
    expect(namesOf(forth)).toEqual(expect.arrayContaining(['renameTable', 'setTableSchema', 'renameColumn']));
    expect(
      namesOf([...forth, ...back]).filter((name) => /Table|Column/.test(name) && /^(create|drop)/.test(name)),
    ).toEqual([]);
    await bench.run(forth);
    await bench.expectInSync(wanted);
    await bench.run(back);
    expect(await readCatalog(bench.client)).toEqual(before);
    expect(await rowsIn('public')).toEqual(ROWS);
  },
);
