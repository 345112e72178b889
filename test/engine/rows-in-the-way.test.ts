/** Rows that PostgreSQL would refuse are found before anything changes, and named. */
import { statementsOf } from '../../src/postgres/operations';
import { Sql, sql } from '../../src/postgres/sql/sql';
import { type TypeName, TypeReference } from '../../src/postgres/sql/types';
import type { Operation } from '../../src/schema/operation';
import type { Entities, EntityTable } from '../../src/typeorm/entities';
import { keepPromises } from '../property/promises';
import { namesOf, sqlOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });
const primaryKey = { name: 'PK_posts', columns: ['id'] };
const posts = (columns: EntityTable['columns'], rest: Partial<EntityTable> = {}) =>
  table('posts', [id, ...columns], { primaryKey, ...rest });
const slug = (nullable: boolean, type: TypeName = 'text') => column('slug', type, { nullable });

const KEY = { key: ['id'] };

/** What PostgreSQL says when the operations run in one transaction, which is rolled back. */
async function refusalOf(operations: readonly Operation[]) {
  await bench.client.query('BEGIN');
  try {
    await bench.run(operations);
    return undefined;
  } catch (error) {
    const { code, message, detail, hint } = error as Record<string, string>;
    return { code, message, detail, hint };
  } finally {
    await bench.client.query('ROLLBACK');
  }
}

async function upgradeTo(wanted: Entities, answers = {}) {
  const comparison = await bench.compareWith(wanted, answers);
  expect(comparison.questions).toEqual([]);
  return comparison.upgrade();
}

const probesOf = (operations: readonly Operation[]) => operations.filter(({ name }) => name === 'probe');

/** Refused by the probe, and without it by PostgreSQL for the same reason. */
async function expectBothRefuse(operations: readonly Operation[]) {
  const [ours, theirs] = [
    await refusalOf(operations),
    await refusalOf(operations.filter(({ name }) => name !== 'probe')),
  ];
  expect(ours?.code).toBe(theirs?.code);
  return ours;
}

describe('a probe comes first and names the rows', () => {
  test('NOT NULL on a column with NULLs', async () => {
    await bench.build(entities([posts([slug(true)])]));
    await bench.client.query(
      "INSERT INTO posts SELECT n, CASE WHEN n % 2 = 0 THEN 'x' END FROM generate_series(1, 13) n",
    );
    const upgrade = await upgradeTo(entities([posts([slug(false)])]));
    expect(upgrade).toEqual([
      { name: 'probe', args: ['posts', { notNull: ['slug'], ...KEY }] },
      { name: 'alterColumn', args: ['posts', 'slug', { nullable: false }] },
    ]);
    expect(await expectBothRefuse(upgrade)).toEqual({
      code: '23502',
      message: 'column public.posts.slug cannot become NOT NULL: it is NULL in 7 rows',
      detail: 'rows (id): (1), (3), (5), (7), (9), and more',
      hint: expect.stringContaining('UPDATE "public"."posts" SET "slug" = ... WHERE "slug" IS NULL'),
    });
    await bench.client.query("UPDATE posts SET slug = 'y' WHERE slug IS NULL");
    expect(await refusalOf(upgrade)).toBeUndefined();
  });

  test('new NOT NULL columns without a default, on a table that has rows', async () => {
    await bench.build(entities([posts([])]));
    const wanted = entities([
      posts([
        slug(false),
        column('n', 'integer', { nullable: false }),
        column('d', 'text', { nullable: false, default: "''" }),
      ]),
    ]);
    const upgrade = await upgradeTo(wanted);
    expect(probesOf(upgrade)).toEqual([{ name: 'probe', args: ['posts', { newNotNull: ['slug', 'n'], ...KEY }] }]);
    expect(await refusalOf(upgrade)).toBeUndefined();
    await bench.client.query('INSERT INTO posts VALUES (7)');
    expect(await expectBothRefuse(upgrade)).toMatchObject({
      code: '23502',
      message:
        'columns public.posts.slug, public.posts.n cannot be added as NOT NULL without a default: public.posts has 1 row',
      detail: 'rows (id): (7)',
    });
  });

  test('a unique constraint, with NULLs that are all different', async () => {
    const [a, b] = [column('a', 'text'), column('b', 'integer')];
    await bench.build(entities([posts([a, b])]));
    await bench.client.query("INSERT INTO posts VALUES (1, 'x', NULL), (2, 'x', NULL), (3, 'x', 1)");
    const wanted = entities([posts([a, b], { uniques: [{ name: 'UQ', columns: ['a', 'b'], deferrable: null }] })]);
    const upgrade = await upgradeTo(wanted);
    expect(namesOf(upgrade)).toEqual(['probe', 'createUnique']);
    expect(await refusalOf(upgrade)).toBeUndefined();
    await bench.client.query("INSERT INTO posts VALUES (4, 'x', 1), (5, 'x', 1), (6, 'y', 2), (7, 'y', 2)");
    expect(await expectBothRefuse(upgrade)).toMatchObject({
      code: '23505',
      message: 'public.posts (a, b) cannot become unique: 5 rows share their values with others',
      detail: 'values (a, b): (x,1) in 3 rows, (y,2) in 2 rows',
    });
  });

  test('a primary key', async () => {
    await bench.build(entities([table('posts', [id])]));
    await bench.client.query('INSERT INTO posts VALUES (1), (1)');
    expect(await expectBothRefuse(await upgradeTo(entities([posts([])])))).toMatchObject({
      code: '23505',
      detail: 'values (id): (1) in 2 rows',
    });
  });

  test('a unique index with a predicate', async () => {
    await bench.build(entities([posts([slug(true)])]));
    await bench.client.query("INSERT INTO posts VALUES (1, 'x'), (2, 'x'), (3, 'y')");
    const of = (where: string) =>
      entities([
        posts([slug(true)], { indexes: [{ name: 'IX', columns: ['slug'], unique: true, method: 'btree', where }] }),
      ]);
    const narrow = await upgradeTo(of("slug <> 'x'"));
    expect(probesOf(narrow)).toHaveLength(1);
    expect(await refusalOf(narrow)).toBeUndefined();
    expect(await expectBothRefuse(await upgradeTo(of("slug <> 'y'")))).toMatchObject({ code: '23505' });
  });

  test('a check, which NULL passes', async () => {
    const n = column('n', 'integer');
    await bench.build(entities([posts([n])]));
    await bench.client.query('INSERT INTO posts VALUES (1, NULL), (2, 11)');
    const upgrade = await upgradeTo(entities([posts([n], { checks: [{ name: 'CK', expression: 'n > 10' }] })]));
    expect(namesOf(upgrade)).toEqual(['probe', 'createCheck']);
    expect(await refusalOf(upgrade)).toBeUndefined();
    await bench.client.query('INSERT INTO posts VALUES (3, 1)');
    expect(await expectBothRefuse(upgrade)).toEqual({
      code: '23514',
      message: 'public.posts cannot get the check (n > 10): 1 row would break it',
      detail: 'rows (id): (3)',
      hint: 'correct these rows first, or the check',
    });
  });

  test('a foreign key', async () => {
    const users = table('users', [id], { primaryKey: { name: 'PK_users', columns: ['id'] } });
    const owner = column('owner', 'bigint');
    await bench.build(entities([users, posts([owner])]));
    await bench.client.query('INSERT INTO users VALUES (1); INSERT INTO posts VALUES (1, 1), (2, NULL)');
    const foreignKeys: EntityTable['foreignKeys'] = [
      {
        ...{ name: 'FK', columns: ['owner'], references: { schema: 'public', table: 'users', columns: ['id'] } },
        onDelete: 'NO ACTION',
        onUpdate: 'NO ACTION',
        deferrable: null,
      },
    ];
    const upgrade = await upgradeTo(entities([users, posts([owner], { foreignKeys })]));
    expect(namesOf(upgrade)).toEqual(['probe', 'createForeignKey']);
    expect(await refusalOf(upgrade)).toBeUndefined();
    await bench.client.query('INSERT INTO posts VALUES (3, 9)');
    expect(await expectBothRefuse(upgrade)).toMatchObject({
      code: '23503',
      message: 'public.posts (owner) cannot refer to public.users (id): 1 row would refer to nothing',
      detail: 'rows (id, owner): (3,9)',
    });
  });

  test('the way back has its own', async () => {
    const { comparison } = await keepPromises({
      before: entities([posts([slug(false)], { uniques: [{ name: 'UQ', columns: ['slug'], deferrable: null }] })]),
      after: entities([posts([slug(true)])]),
    });
    expect(namesOf(comparison.upgrade())).toEqual(['dropUnique', 'alterColumn']);
    expect(probesOf(comparison.downgrade()).map(({ args }) => args[1])).toEqual([
      { notNull: ['slug'], ...KEY },
      { unique: ['slug'], ...KEY },
    ]);
  });
});

describe('a probe speaks of what is there before the revision', () => {
  test('under the old names of tables and columns', async () => {
    await bench.build(
      entities([
        table('posts', [column('n"o', 'integer', { nullable: false }), column('title', 'text')], {
          primaryKey: { name: 'PK_posts', columns: ['n"o'] },
        }),
      ]),
    );
    await bench.client.query('INSERT INTO posts VALUES (4, NULL)');
    const wanted = entities([
      table(
        'articles',
        [column('number', 'integer', { nullable: false }), column('headline', 'text', { nullable: false })],
        {
          primaryKey: { name: 'PK_posts', columns: ['number'] },
          uniques: [{ name: 'UQ', columns: ['headline'], deferrable: null }],
        },
      ),
    ]);
    const rename = ['posts=articles', 'posts."n""o"=number', 'posts.title=headline'];
    const { upgrade } = await bench.compareWith(wanted, { rename }, ['table\u0000public\u0000posts']);
    expect(probesOf(upgrade()).map(({ args }) => args)).toEqual([
      ['posts', { notNull: ['title'], key: ['n"o'] }],
      ['posts', { unique: ['title'], key: ['n"o'] }],
    ]);
    expect(await expectBothRefuse(upgrade())).toMatchObject({ detail: 'rows ("n""o"): (4)' });
  });

  test('in its old schema, where the table moves', async () => {
    await bench.build(entities([posts([slug(true)])]));
    await bench.client.query('INSERT INTO posts VALUES (4, NULL)');
    const wanted = entities([posts([slug(false)], { schema: 'blog' })]);
    const answers = { rename: ['table:public.posts=blog.posts'] };
    const { upgrade, downgrade } = await bench.compareWith(wanted, answers, ['table\u0000public\u0000posts']);
    expect(probesOf(upgrade()).map(({ args }) => args)).toEqual([['posts', { notNull: ['slug'], ...KEY }]]);
    expect(await expectBothRefuse(upgrade())).toMatchObject({ detail: 'rows (id): (4)' });
    expect(probesOf(downgrade())).toEqual([]);
  });

  test('not of new tables, new columns, other types, or expressions over any of them', async () => {
    const n = column('n', 'integer');
    await bench.build(entities([posts([n])]));
    const wanted = entities([
      posts([column('n', 'text', { nullable: false }), slug(true)], {
        uniques: [
          { name: 'UQ_n', columns: ['n'], deferrable: null },
          { name: 'UQ_slug', columns: ['slug'], deferrable: null },
        ],
        checks: [{ name: 'CK', expression: "n <> ''" }],
      }),
      table('votes', [id], { checks: [{ name: 'CK_votes', expression: 'id > 0' }] }),
    ]);
    expect(probesOf(await upgradeTo(wanted)).map(({ args }) => args)).toEqual([['posts', { notNull: ['n'], ...KEY }]]);
  });

  test('not of an expression where labels of an enum change: it may mention them', async () => {
    const of = (labels: readonly string[], checks: EntityTable['checks']) =>
      entities(
        [
          posts([column('state', new TypeReference('state', { schema: 'public' })), column('n', 'integer')], {
            checks,
          }),
        ],
        {
          enums: [{ schema: 'public', name: 'state', labels }],
        },
      );
    await bench.build(of(['a'], []));
    await bench.client.query("INSERT INTO posts VALUES (1, 'a', 1)");
    const upgrade = await upgradeTo(of(['a', 'b'], [{ name: 'CK', expression: "state <> 'b'" }]));
    expect(probesOf(upgrade)).toEqual([]);
    expect(await refusalOf(upgrade)).toBeUndefined();
  });
});

describe('a probe refuses nothing that PostgreSQL takes', () => {
  const run = (...operations: readonly Operation[]) => refusalOf(operations);
  const probe = (of: string, spec: object): Operation => ({ name: 'probe', args: [of, spec as never] });

  test('a row of NULLs is a value of a composite type', async () => {
    await bench.client.query('CREATE TYPE pair AS (a int, b int); CREATE TABLE t (p pair, q int)');
    await bench.client.query('INSERT INTO t VALUES (ROW(NULL, NULL), 1), (ROW(NULL, NULL), 2)');
    expect(await run(probe('t', { notNull: ['p'] }))).toBeUndefined();
    await bench.client.query('ALTER TABLE t ALTER p SET NOT NULL');
    const refusal = await run(probe('t', { unique: ['p'] }));
    expect(refusal?.code).toBe('23505');
    await expect(bench.client.query('ALTER TABLE t ADD UNIQUE (p)')).rejects.toMatchObject({ code: '23505' });
  });

  test('rows of tables that inherit are no rows of a key, those of partitions are', async () => {
    await bench.client.query(
      'CREATE TABLE t (n int); CREATE TABLE child () INHERITS (t); CREATE TABLE u (n int PRIMARY KEY)',
    );
    await bench.client.query('INSERT INTO t VALUES (1); INSERT INTO child VALUES (1), (1); INSERT INTO u VALUES (1)');
    expect(await run(probe('t', { unique: ['n'] }))).toBeUndefined();
    await bench.client.query('ALTER TABLE t ADD UNIQUE (n); INSERT INTO child VALUES (9)');
    const foreignKey = { foreignKey: ['n'], references: { table: 'u', columns: ['n'] } };
    expect(await run(probe('t', foreignKey))).toBeUndefined();
    await bench.client.query('ALTER TABLE t ADD FOREIGN KEY (n) REFERENCES u');
    await bench.client.query(
      'CREATE TABLE p (n int) PARTITION BY LIST (n); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)',
    );
    await bench.client.query('INSERT INTO p VALUES (1), (1)');
    expect((await run(probe('p', { unique: ['n'] })))?.code).toBe('23505');
    await expect(bench.client.query('ALTER TABLE p ADD UNIQUE (n)')).rejects.toMatchObject({ code: '23505' });
  });

  test('a constant is an expression of an index, and columns may be called as the probe calls things', async () => {
    await bench.client.query('CREATE TABLE t (number int, keys text, k1 text, found bool)');
    await bench.client.query("INSERT INTO t VALUES (1, 'a', 'b', true)");
    for (const constant of ['true', '1', "'x'"]) {
      expect(await run(probe('t', { unique: [new Sql(constant)] }))).toBeUndefined();
    }
    expect(await run(probe('t', { check: sql`number > 0 AND keys = 'a' AND k1 = 'b' AND found` }))).toBeUndefined();
    expect(await run(probe('t', { check: sql`t.number > 0 AND t IS NOT NULL` }))).toBeUndefined();
    expect((await run(probe('t', { check: sql`number < 0` })))?.code).toBe('23514');
    await bench.client.query("INSERT INTO t VALUES (1, 'a', 'b', true)");
    expect((await run(probe('t', { unique: [sql`true`] })))?.detail).toBe('values (true): (t) in 2 rows');
  });

  test('a partly empty foreign key is none, unless it must match in full', async () => {
    await bench.client.query('CREATE TABLE u (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t (a int, b int)');
    await bench.client.query('INSERT INTO t VALUES (NULL, NULL), (1, NULL)');
    const foreignKey = { foreignKey: ['a', 'b'], references: { table: 'u', columns: ['a', 'b'] } };
    expect(await run(probe('t', foreignKey))).toBeUndefined();
    expect((await run(probe('t', { ...foreignKey, match: 'full' })))?.detail).toBe('rows (a, b): (1,)');
    await expect(
      bench.client.query('ALTER TABLE t ADD FOREIGN KEY (a, b) REFERENCES u MATCH FULL'),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test('who may refer to a table and not read it is not refused', async () => {
    await bench.client.query('CREATE TABLE u (a int PRIMARY KEY); INSERT INTO u VALUES (1)');
    const { rows } = await bench.client.query('SELECT current_database() AS name');
    const role = `refers_${rows[0].name}`.slice(0, 60);
    await bench.client.query(`CREATE ROLE "${role}"; GRANT CREATE, USAGE ON SCHEMA public TO "${role}"`);
    try {
      await bench.client.query(`GRANT REFERENCES ON u TO "${role}"; SET ROLE "${role}"`);
      await bench.client.query('CREATE TABLE t (a int); INSERT INTO t VALUES (1)');
      expect(await run(probe('t', { foreignKey: ['a'], references: { table: 'u', columns: ['a'] } }))).toBeUndefined();
    } finally {
      await bench.client.query(`RESET ROLE; DROP OWNED BY "${role}"; DROP ROLE "${role}"`);
    }
  });

  test('no text ends the block that it stands in', () => {
    const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'm' } };
    const [statement] = statementsOf(probe('t', { check: sql`a <> '$block$' AND b <> '$block1$'` }), context);
    expect(statement).toMatch(/^DO \$block2\$\n[\s\S]*\n\$block2\$$/);
  });
});

describe('a backfill gives rows their value in the revision', () => {
  const backfill = ['column:public.posts.slug=lower(title)'];
  const title = column('title', 'text');

  test('of a column that becomes NOT NULL, where they have none', async () => {
    await bench.build(entities([posts([title, slug(true)])]));
    await bench.client.query("INSERT INTO posts VALUES (1, 'One', NULL), (2, 'Two', 'kept')");
    const wanted = entities([posts([title, slug(false)])]);
    const upgrade = await upgradeTo(wanted, { backfill });
    expect(upgrade).toEqual([
      { name: 'backfill', args: ['posts', { set: { slug: sql`lower(title)` }, where: sql`"slug" IS NULL` }] },
      { name: 'alterColumn', args: ['posts', 'slug', { nullable: false }] },
    ]);
    await bench.run(upgrade);
    await bench.expectInSync(wanted);
    const { rows } = await bench.client.query('SELECT slug FROM posts ORDER BY id');
    expect(rows).toEqual([{ slug: 'one' }, { slug: 'kept' }]);
  });

  test('of a new NOT NULL column, which others that are new may be computed for, before anything is built on it', async () => {
    await bench.build(entities([posts([column('heading', 'text')])]));
    await bench.client.query("INSERT INTO posts VALUES (1, 'One')");
    const wanted = entities([
      posts([slug(false), title, column('extra', 'text', { default: "'!'" })], {
        uniques: [{ name: 'UQ', columns: ['slug'], deferrable: null }],
        checks: [{ name: 'CK', expression: 'slug IS NOT NULL' }],
      }),
    ]);
    const answers = { rename: ['posts.heading=title'], backfill: ['posts.slug=lower(title) || extra'] };
    const upgrade = await upgradeTo(wanted, answers);
    expect(namesOf(upgrade)).toEqual([
      ...['renameColumn', 'addColumn', 'addColumn', 'backfill', 'alterColumn', 'createUnique', 'createCheck'],
    ]);
    await bench.run(upgrade);
    await bench.expectInSync(wanted);
    expect((await bench.client.query('SELECT slug FROM posts')).rows).toEqual([{ slug: 'one!' }]);
  });

  test('in the new type, beside other changes of the same table', async () => {
    await bench.build(entities([posts([column('title', 'varchar(20)'), slug(true, 'varchar(20)')])]));
    await bench.client.query("INSERT INTO posts VALUES (1, 'One', NULL)");
    const wanted = entities([posts([column('title', 'text', { nullable: false }), slug(false)])]);
    const upgrade = await upgradeTo(wanted, { backfill: ['posts.slug=repeat(title, 20)'] });
    await bench.run(upgrade);
    await bench.expectInSync(wanted);
    expect((await bench.client.query('SELECT slug FROM posts')).rows[0].slug).toHaveLength(60);
  });

  test('where a foreign key over the column waits until commit: that is checked at once, and waits again', async () => {
    const users = table('users', [id], { primaryKey: { name: 'PK_users', columns: ['id'] } });
    const foreignKeys: EntityTable['foreignKeys'] = [
      {
        ...{ name: 'FK', columns: ['owner'], references: { schema: 'public', table: 'users', columns: ['id'] } },
        onDelete: 'NO ACTION',
        onUpdate: 'NO ACTION',
        deferrable: 'deferred',
      },
    ];
    const of = (nullable: boolean) =>
      entities([users, posts([column('owner', 'integer', { nullable })], { foreignKeys })]);
    await bench.build(of(true));
    await bench.client.query('INSERT INTO users VALUES (1); INSERT INTO posts VALUES (1, NULL)');
    expect(await refusalOf(await upgradeTo(of(false), { backfill: ['posts.owner=2'] }))).toMatchObject({
      code: '23503',
    });
    const upgrade = await upgradeTo(of(false), { backfill: ['posts.owner=1'] });
    expect(await refusalOf(upgrade)).toBeUndefined();
    expect(
      await refusalOf([...upgrade, { name: 'backfill', args: ['posts', { set: { owner: sql`2` } }] }]),
    ).toBeUndefined();
  });

  test('and nothing over that column is asked of the rows before', async () => {
    await bench.build(entities([posts([title, slug(true)])]));
    await bench.client.query("INSERT INTO posts VALUES (1, 'One', NULL)");
    const checks = [{ name: 'CK', expression: 'slug IS NOT NULL' }];
    const upgrade = await upgradeTo(entities([posts([title, slug(false)], { checks })]), { backfill });
    expect(probesOf(upgrade)).toEqual([]);
    expect(await refusalOf(upgrade)).toBeUndefined();
  });

  test.each([
    [
      'lowr(title)',
      /^PostgreSQL does not take what the rows of column:public\.posts\.slug are to get, lowr\(title\): function lowr\(text\) does not exist\.$/,
    ],
    ['lower(title', /syntax error/],
    ['now()', /column "slug" is of type uuid but expression is of type timestamp with time zone/],
    ['heading', /column "heading" does not exist/],
  ])('PostgreSQL reads it first: %s', async (expression, message) => {
    await bench.build(entities([posts([title])]));
    const wanted = entities([posts([title, slug(false, 'uuid')])]);
    const compared = bench.compareWith(wanted, { backfill: [`posts.slug=${expression}`] });
    await expect(compared).rejects.toMatchObject({
      code: 'invalid-expression',
      exitCode: 2,
      message: expect.stringMatching(message),
    });
    // Nothing is left behind.
    expect((await bench.client.query("SELECT to_regclass('pg_temp.posts') AS left")).rows).toEqual([{ left: null }]);
  });

  test('an answer that answers nothing is an error', async () => {
    await bench.build(entities([posts([title])]));
    const wanted = entities([posts([title, slug(true)])]);
    for (const answers of [{ backfill: ['posts.slug=title'] }, { byHand: ['posts.slug'] }]) {
      await expect(bench.compareWith(wanted, answers)).rejects.toMatchObject({ code: 'unknown-answer' });
    }
  });
});

test('a probe is one statement, so that a script has it too', () => {
  const probe: Operation = { name: 'probe', args: ['posts', { notNull: ['slug'], key: ['id'] }] };
  expect(sqlOf([probe])).toHaveLength(1);
});
