/** A rename is a rename, or a question; never a silent drop and create. */
import { Client } from 'pg';
import { compare } from '../../src/autogen';
import type { GivenAnswers } from '../../src/diff/answers';
import { flagsFor } from '../../src/diff/answers';
import { statementsOf } from '../../src/postgres/operations';
import { TypeReference } from '../../src/postgres/sql/types';
import { keyOf } from '../../src/schema/object';
import type { Operation } from '../../src/schema/operation';
import type { Entities, EntityTable } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { testServer } from '../server';
import { column, entities, table } from './entities';

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

async function inDatabase(use: (client: Client) => Promise<void>): Promise<void> {
  const server = await testServer();
  const config = await server.createDatabase();
  const client = new Client(config);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
    await server.dropDatabase(config);
  }
}

const created = async () =>
  new Set(
    ['posts', 'users', 'notes', 'posts_seen_posts'].map((name) => keyOf({ kind: 'table', path: ['public', name] })),
  );

const compareWith = (client: Client, wanted: Entities, answers: GivenAnswers = {}) =>
  compare({ client, context: wanted, entities: async () => wanted, created, ignored: [], kept: [], answers });

async function run(client: Client, operations: readonly Operation[]): Promise<void> {
  for (const operation of operations) {
    for (const statement of statementsOf(operation, context)) await client.query(statement);
  }
}

async function build(client: Client, wanted: Entities): Promise<void> {
  await run(client, (await compareWith(client, wanted)).upgrade());
}

const id = column('id', 'integer', { nullable: false });

/** A table whose parts all mention one column, by the names that TypeORM would give them. */
function posts(name: string, text: string): EntityTable {
  return table(
    name,
    [
      id,
      column(text, 'character varying', { default: "'x'" }),
      column('shout', 'text', { generatedAs: `upper("${text}")` }),
    ],
    {
      primaryKey: { name: `PK_${name}`, columns: ['id'] },
      uniques: [{ name: `UQ_${name}_${text}`, columns: [text], deferrable: null }],
      checks: [{ name: `CHK_${name}_${text}`, expression: `"${text}" IN ('x', 'y', 'z')` }],
      indexes: [
        { name: `IDX_${name}_${text}`, columns: ['id'], unique: false, method: 'btree', where: `"${text}" <> 'x'` },
      ],
    },
  );
}

const names = (operations: readonly Operation[]) => operations.map(({ name }) => name);

test('a column that may have been renamed is a question, with the flags that answer it', async () => {
  await inDatabase(async (client) => {
    await build(client, entities([table('posts', [id, column('title', 'text')])]));
    const wanted = entities([table('posts', [id, column('headline', 'text'), column('views', 'integer')])]);
    const { questions } = await compareWith(client, wanted);
    expect(questions.map(flagsFor)).toEqual([
      ['--rename column:public.posts.title=headline', '--drop column:public.posts.title'],
    ]);
  });
});

test.each(['column:public.posts.title=headline', 'posts.title=headline', 'title=headline', 'title=posts.headline'])(
  '--rename %s keeps the values',
  async (rename) => {
    await inDatabase(async (client) => {
      await build(client, entities([table('posts', [id, column('title', 'text')])]));
      await client.query(`INSERT INTO posts VALUES (1, 'kept')`);
      const wanted = entities([table('posts', [id, column('headline', 'text')])]);
      const { upgrade, questions } = await compareWith(client, wanted, { rename: [rename] });
      expect(questions).toEqual([]);
      expect(names(upgrade())).toEqual(['renameColumn']);
      await run(client, upgrade());
      expect((await client.query('SELECT * FROM posts')).rows).toEqual([{ id: 1, headline: 'kept' }]);
    });
  },
);

test('--drop makes it a drop and a creation', async () => {
  await inDatabase(async (client) => {
    await build(client, entities([table('posts', [id, column('title', 'text')])]));
    const wanted = entities([table('posts', [id, column('headline', 'text')])]);
    const { upgrade } = await compareWith(client, wanted, { drop: ['posts.title'] });
    expect(names(upgrade()).sort()).toEqual(['addColumn', 'dropColumn']);
  });
});

test('an answer that names nothing, or two things, is refused with the flags that would do', async () => {
  await inDatabase(async (client) => {
    await build(
      client,
      entities([table('posts', [id, column('a', 'text')]), table('users', [id, column('a', 'text')])]),
    );
    const wanted = entities([table('posts', [id, column('b', 'text')]), table('users', [id, column('b', 'text')])]);
    await expect(compareWith(client, wanted, { rename: ['a=c'] })).rejects.toMatchObject({
      code: 'unknown-answer',
      exitCode: 2,
      hint: expect.stringContaining('--rename column:public.posts.a=b'),
    });
    await expect(compareWith(client, wanted, { rename: ['a=b'] })).rejects.toMatchObject({
      code: 'ambiguous-answer',
      exitCode: 2,
      message: '--rename a=b could mean column:public.posts.a or column:public.users.a.',
    });
  });
});

test('a renamed column takes everything that mentions it along: names change, nothing is built again', async () => {
  await inDatabase(async (client) => {
    await build(client, entities([posts('posts', 'title')]));
    const before = await readCatalog(client);
    const wanted = entities([posts('posts', 'headline')]);
    const { upgrade, downgrade } = await compareWith(client, wanted, { rename: ['posts.title=headline'] });
    const [forth, back] = [upgrade(), downgrade()];
    const renames = ['renameCheck', 'renameColumn', 'renameIndex', 'renameUnique', 'setTypeormMetadata'];
    expect(names(forth).sort()).toEqual(renames);
    expect(names(back).sort()).toEqual(renames);
    await run(client, forth);
    expect((await compareWith(client, wanted)).changes).toEqual([]);
    await run(client, back);
    expect(await readCatalog(client)).toEqual(before);
  });
});

test.each(['articles.title=headline', 'posts.title=headline', 'column:public.posts.title=headline', 'title=headline'])(
  'a renamed table and a renamed column in one step: --rename %s',
  async (answer) => {
    await inDatabase(async (client) => {
      await build(client, entities([posts('posts', 'title')]));
      const before = await readCatalog(client);
      const wanted = entities([posts('articles', 'headline')]);
      const rename = ['table:public.posts=articles', answer];
      const { upgrade, downgrade } = await compareWith(client, wanted, { rename });
      const [forth, back] = [upgrade(), downgrade()];
      expect(names(forth).filter((name) => !name.startsWith('rename') && name !== 'setTypeormMetadata')).toEqual([]);
      await run(client, forth);
      expect((await compareWith(client, wanted)).changes).toEqual([]);
      await run(client, back);
      expect(await readCatalog(client)).toEqual(before);
    });
  },
);

test('renamed tables and columns keep what mentions them, also where a view stands in the same schema', async () => {
  await inDatabase(async (client) => {
    const notes = (name: string, text: string) => ({ ...posts(name, text), checks: [], uniques: [], indexes: [] });
    await build(client, entities([posts('posts', 'title'), notes('notes', 'body')]));
    await client.query('CREATE VIEW by_hand AS SELECT shout FROM posts; CREATE VIEW other AS SELECT 1 AS one');
    const before = await readCatalog(client);
    const wanted = entities([posts('articles', 'headline'), notes('remarks', 'text')]);
    const rename = ['posts=articles', 'articles.title=headline', 'notes=remarks', 'remarks.body=text'];
    const { upgrade, downgrade } = await compareWith(client, wanted, { rename });
    const [forth, back] = [upgrade(), downgrade()];
    const others = (operations: readonly Operation[]) =>
      names(operations).filter((name) => !name.startsWith('rename') && name !== 'setTypeormMetadata');
    expect([others(forth), others(back)]).toEqual([[], []]);
    await run(client, forth);
    expect((await compareWith(client, wanted)).changes).toEqual([]);
    await run(client, back);
    expect(await readCatalog(client)).toEqual(before);
  });
});

test('a table that a revision made and that entities have lost is a question; one that nobody knows is left alone', async () => {
  await inDatabase(async (client) => {
    await client.query('CREATE TABLE posts (id integer); CREATE TABLE by_hand (note text)');
    const found = await compareWith(client, entities([table('users', [id])]));
    expect(found.questions.map(flagsFor)).toEqual([
      ['--rename table:public.posts=users', '--drop table:public.posts', '--keep table:public.posts'],
    ]);
    expect(found.unmanaged.map(({ path }) => path.join('.'))).toEqual(['public.by_hand']);
    const kept = await compareWith(client, entities([table('users', [id])]), { keep: ['posts'] });
    expect(kept.questions).toEqual([]);
    expect(names(kept.upgrade())).toEqual(['createTable']);
    const dropped = await compareWith(client, entities([table('users', [id])]), { drop: ['posts'] });
    expect(names(dropped.upgrade())).toEqual(['createTable', 'dropTable']);
  });
});

test('a constraint whose name alone differs is renamed without a question', async () => {
  await inDatabase(async (client) => {
    const of = (name: string) =>
      entities([
        table('posts', [id], {
          primaryKey: { name, columns: ['id'] },
          checks: [{ name: `C${name}`, expression: 'id > 0' }],
        }),
      ]);
    await build(client, of('old'));
    const { upgrade, questions } = await compareWith(client, of('new'));
    expect(questions).toEqual([]);
    expect(names(upgrade()).sort()).toEqual(['renameCheck', 'renamePrimaryKey']);
  });
});

test('a renamed enum column is a question too, although its type has another name', async () => {
  await inDatabase(async (client) => {
    const of = (name: string, labels: string[]) =>
      entities([table('posts', [id, column(name, new TypeReference(`posts_${name}_enum`, { schema: 'public' }))])], {
        enums: [{ schema: 'public', name: `posts_${name}_enum`, labels }],
      });
    await build(client, of('state', ['x', 'y']));
    await client.query(`INSERT INTO posts VALUES (1, 'y')`);
    for (const labels of [
      ['x', 'y'],
      ['x', 'y', 'z'],
    ]) {
      const { questions } = await compareWith(client, of('status', labels));
      expect(questions.map(flagsFor)).toEqual([
        ['--rename column:public.posts.state=status', '--drop column:public.posts.state'],
      ]);
    }
    const wanted = of('status', ['x', 'y', 'z']);
    const { upgrade } = await compareWith(client, wanted, { rename: ['state=status'] });
    // The type goes along: nothing is converted.
    expect(names(upgrade()).sort()).toEqual(['addEnumValue', 'renameColumn', 'renameEnum']);
    await run(client, upgrade());
    expect((await compareWith(client, wanted)).changes).toEqual([]);
    expect((await client.query('SELECT * FROM posts')).rows).toEqual([{ id: 1, status: 'y' }]);
  });
});

test('of two enums with equal labels each keeps to the column that uses it, whatever their order and their names', async () => {
  const of = (name: string, types: Readonly<Record<string, string>>) =>
    entities(
      [
        table(
          name,
          Object.entries(types).map(([one, type]) => column(one, new TypeReference(type, { schema: 'public' }))),
        ),
      ],
      { enums: Object.values(types).map((type) => ({ schema: 'public', name: type, labels: ['x', 'y'] })) },
    );
  await inDatabase(async (client) => {
    await build(client, of('posts', { a: 'posts_a_enum', b: 'posts_b_enum' }));
    const wanted = of('articles', { b: 'articles_b_enum', a: 'articles_a_enum' });
    const { upgrade } = await compareWith(client, wanted, { rename: ['posts=articles'] });
    expect(upgrade().map(({ name, args }) => `${name} ${args.join(' ')}`)).toEqual([
      'renameEnum posts_a_enum articles_a_enum',
      'renameEnum posts_b_enum articles_b_enum',
      'renameTable posts articles',
    ]);
    await run(client, upgrade());
    expect((await compareWith(client, wanted)).changes).toEqual([]);
    const crossed = of('articles', { a: 'articles_b_enum_2', b: 'articles_a_enum_2' });
    expect((await compareWith(client, crossed)).upgrade().map(({ name, args }) => `${name} ${args.join(' ')}`)).toEqual(
      ['renameEnum articles_b_enum articles_a_enum_2', 'renameEnum articles_a_enum articles_b_enum_2'],
    );
  });
});

test('where nothing uses one of two equal objects, the more similar name decides', async () => {
  const of = (...labels: readonly string[]) =>
    entities([
      table('posts', [column('a', 'integer')], {
        uniques: labels.map((name) => ({ name, columns: ['a'], deferrable: null })),
      }),
    ]);
  await inDatabase(async (client) => {
    await build(client, of('UQ_a_first', 'UQ_a_second'));
    const { upgrade } = await compareWith(client, of('UQ_of_a_second', 'UQ_of_a_first'));
    expect(upgrade().map(({ name, args }) => `${name} ${args.slice(0, 2).join(' ')}`)).toEqual([
      'renameUnique UQ_a_first UQ_of_a_first',
      'renameUnique UQ_a_second UQ_of_a_second',
    ]);
  });
});

/** A table with rows that refer to others of it, in a table as TypeORM makes it for a many-to-many relation. */
function related(name: string, column1: string): Entities {
  const join = `${name}_seen_${name}`;
  const columns = [`${column1}_1`, `${column1}_2`];
  const integer = { nullable: false } as const;
  return entities([
    table(name, [id, column('title', 'text')], { primaryKey: { name: `PK_${name}`, columns: ['id'] } }),
    table(
      join,
      columns.map((one) => column(one, 'integer', integer)),
      {
        primaryKey: { name: `PK_${join}`, columns },
        foreignKeys: columns.map((one) => ({
          name: `FK_${join}_${one}`,
          columns: [one],
          references: { schema: 'public', table: name, columns: ['id'] },
          onDelete: 'CASCADE' as const,
          onUpdate: 'CASCADE' as const,
          deferrable: null,
        })),
        indexes: columns.map((one) => ({
          ...{ name: `IDX_${join}_${one}`, columns: [one], unique: false, method: 'btree', where: null },
        })),
      },
    ),
  ]);
}

test('the join table of a renamed entity is asked about with it, although no column keeps its name', async () => {
  await inDatabase(async (client) => {
    await build(client, related('posts', 'postsId'));
    await client.query(`INSERT INTO posts VALUES (1, 'a'), (2, 'b'); INSERT INTO posts_seen_posts VALUES (1, 2)`);
    const wanted = related('articles', 'articlesId');
    const flags = async (rename: readonly string[]) =>
      (await compareWith(client, wanted, { rename })).questions.map((question) => flagsFor(question)[0]);
    const table1 = 'table:public.posts=articles';
    const table2 = 'table:public.posts_seen_posts=articles_seen_articles';
    const columns = [1, 2].map((n) => `column:public.articles_seen_articles."postsId_${n}"="articlesId_${n}"`);
    expect(await flags([])).toEqual([`--rename ${table1}`, `--rename ${table2}`]);
    expect(await flags([table1])).toEqual([`--rename ${table2}`]);
    expect(await flags([table1, table2])).toEqual(columns.map((flag) => `--rename '${flag}'`));
    const { upgrade, questions } = await compareWith(client, wanted, { rename: [table1, table2, ...columns] });
    expect(questions).toEqual([]);
    expect([...new Set(names(upgrade()))].sort()).toEqual([
      ...['renameColumn', 'renameForeignKey', 'renameIndex', 'renamePrimaryKey', 'renameTable'],
    ]);
    await run(client, upgrade());
    expect((await compareWith(client, wanted)).changes).toEqual([]);
    const { rows } = await client.query('SELECT * FROM articles_seen_articles');
    expect(rows).toEqual([{ articlesId_1: 1, articlesId_2: 2 }]);
  });
});

test('tables that look alike are no candidates while they refer to others', async () => {
  await inDatabase(async (client) => {
    await build(client, related('posts', 'postsId'));
    const other = related('users', 'usersId');
    const wanted = { ...other, tables: [...related('posts', 'postsId').tables.slice(0, 1), ...other.tables] };
    expect((await compareWith(client, wanted)).questions.map(flagsFor)).toEqual([
      ['--drop table:public.posts_seen_posts', '--keep table:public.posts_seen_posts'],
    ]);
  });
});

test('the old name of a renamed table may be the name of another one in another schema: then nobody guesses', async () => {
  await inDatabase(async (client) => {
    const two = (name: string, text: string) => {
      const columns = [id, column(text, 'text')];
      return entities([table(name, columns), { ...table('posts', columns), schema: 'app' }]);
    };
    await build(client, two('posts', 'a'));
    await expect(
      compareWith(client, two('articles', 'b'), { rename: ['public.posts=articles', 'posts.a=b'] }),
    ).rejects.toMatchObject({
      code: 'ambiguous-answer',
      message: '--rename posts.a=b could mean column:app.posts.a or column:public.articles.a.',
      hint: 'write the whole name: --rename column:app.posts.a=b or --rename column:public.articles.a=b',
    });
  });
});

test('of columns that are alike, the likeliest refers to the same table', async () => {
  const to = (name: string, columns: readonly string[]) => ({
    ...{ name: `FK_${columns.join('_')}`, columns, references: { schema: 'public', table: name, columns: ['id'] } },
    ...{ onDelete: 'NO ACTION' as const, onUpdate: 'NO ACTION' as const, deferrable: null },
  });
  const keyed = (name: string) => table(name, [id], { primaryKey: { name: `PK_${name}`, columns: ['id'] } });
  const others = [keyed('users'), keyed('tenants')];
  await inDatabase(async (client) => {
    const bill = table('bill', [id, column('user_id', 'integer')], { foreignKeys: [to('users', ['user_id'])] });
    await build(client, entities([...others, bill]));
    const columns = [id, column('tenant_id', 'integer'), column('owner', 'integer')];
    const foreignKeys = [to('tenants', ['tenant_id']), to('users', ['owner'])];
    const { questions } = await compareWith(client, entities([...others, table('bill', columns, { foreignKeys })]));
    expect(questions.flatMap(flagsFor).slice(0, 2)).toEqual([
      '--rename column:public.bill.user_id=owner',
      '--rename column:public.bill.user_id=tenant_id',
    ]);
  });
});
