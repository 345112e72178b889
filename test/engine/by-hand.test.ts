/**
 * What somebody has made in the database by hand, without any filter: what entities cannot say is no drift and survives a
 * revision that changes everything around it; what they can say is drift.
 */

import { formatId } from '../../src/schema/object';
import type { Entities } from '../../src/typeorm/entities';
import { POSTGRES_MAJOR } from '../postgres-major';
import { workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false, generation: 'serial' });
const primaryKey = { name: 'PK_posts', columns: ['id'] };
const score = column('score', 'integer', { default: '1' });
const wanted = entities([
  table('posts', [id, column('title', 'character varying(20)', { comment: 'shown' }), score], {
    primaryKey,
    uniques: [{ name: 'UQ', columns: ['title'], deferrable: null }],
    checks: [{ name: 'CHK', expression: 'score > 0' }],
    indexes: [{ name: 'IDX', columns: ['score'], unique: false, method: 'btree', where: null }],
  }),
  table('votes', [column('post', 'integer')], {
    foreignKeys: [
      {
        ...{ name: 'FK', columns: ['post'], references: { schema: 'public', table: 'posts', columns: ['id'] } },
        ...{ onDelete: 'NO ACTION', onUpdate: 'NO ACTION', deferrable: null },
      },
    ],
  }),
]);
/** Nothing in the tables stays as it was. */
const changed = entities([
  table('posts', [id, column('score', 'bigint'), column('title', 'text'), column('more', 'text')], {
    primaryKey: { name: 'PK_other', columns: ['id'] },
    indexes: [{ name: 'IDX_more', columns: ['more'], unique: false, method: 'btree', where: null }],
  }),
  table('votes', [column('post', 'bigint')]),
]);

async function lines(sql: string): Promise<string[]> {
  const { rows } = await bench.client.query<{ line: string }>(sql);
  return rows.map(({ line }) => line).sort();
}

/** What `check` would list without failing. */
async function unmanaged(of: Entities): Promise<string[]> {
  return (await bench.compareWith(of)).unmanaged.map(formatId);
}

/** SQL that makes something, SQL that shows it, and what `check` lists of it. */
interface Made {
  readonly what: string;
  readonly sql: string;
  readonly look: string;
  readonly listed?: readonly string[];
}

const columnsOf = (...tables: readonly string[]) =>
  `SELECT format('%s %s', attrelid::regclass, attname) AS line FROM pg_attribute
    WHERE attrelid IN (${tables.map((name) => `'${name}'::regclass`).join(', ')}) AND attnum > 0`;

const MADE: readonly Made[] = [
  {
    what: 'a partitioned table and its partitions',
    sql: `CREATE TABLE events (at date NOT NULL, PRIMARY KEY (at)) PARTITION BY RANGE (at);
     CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
     CREATE INDEX ON events_2026 (at); COMMENT ON TABLE events_2026 IS 'a year';
     CREATE TABLE of_events (at date REFERENCES events)`,
    look: columnsOf('events', 'events_2026', 'of_events'),
    listed: ['table:public.events', 'table:public.of_events'],
  },
  {
    what: 'a domain, a composite type and a range type',
    sql: `CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%'); CREATE TYPE pair AS (a integer, b email);
     CREATE TYPE span AS RANGE (subtype = float8)`,
    look: `SELECT typname AS line FROM pg_type WHERE typname IN ('email', 'pair', 'span')`,
  },
  {
    what: 'domains in the place of the types of columns with a default, a check and indexes',
    sql: `CREATE DOMAIN whole AS integer CHECK (VALUE > -100); CREATE DOMAIN points AS whole;
     CREATE DOMAIN words AS varchar(20); ALTER TABLE posts ALTER score TYPE points, ALTER title TYPE words`,
    look: `SELECT typname AS line FROM pg_type WHERE typname IN ('whole', 'points', 'words')`,
  },
  {
    what: 'an enum that no table uses',
    sql: `CREATE TYPE mood AS ENUM ('sad'); CREATE FUNCTION feel(mood) RETURNS mood LANGUAGE sql AS 'SELECT $1'`,
    look: `SELECT enumlabel AS line FROM pg_enum`,
  },
  {
    what: 'triggers, functions, procedures and rules',
    sql: `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
     CREATE TRIGGER touched BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION touch();
     CREATE CONSTRAINT TRIGGER later AFTER INSERT ON posts DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch();
     CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';
     CREATE RULE silent AS ON DELETE TO votes DO INSTEAD NOTHING`,
    look: `SELECT tgname::text AS line FROM pg_trigger WHERE NOT tgisinternal UNION ALL
     SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace UNION ALL
     SELECT rulename FROM pg_rules WHERE schemaname = 'public'`,
  },
  {
    what: 'policies and grants',
    sql: `ALTER TABLE posts ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON posts USING (id > 0);
     GRANT SELECT (id), UPDATE (id) ON posts TO PUBLIC; GRANT INSERT ON votes TO PUBLIC;
     GRANT USAGE ON SEQUENCE posts_id_seq TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC`,
    look: `SELECT format('%s %s', polname, pg_get_expr(polqual, polrelid)) AS line FROM pg_policy UNION ALL
     SELECT format('%s %s %s', relname, relrowsecurity, relacl) FROM pg_class WHERE relname IN ('posts', 'votes', 'posts_id_seq')
     UNION ALL SELECT attacl::text FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid = 'posts'::regclass
     UNION ALL SELECT defaclacl::text FROM pg_default_acl`,
  },
  {
    what: 'a foreign table',
    sql: `CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER there FOREIGN DATA WRAPPER nowhere;
     CREATE FOREIGN TABLE far (id integer NOT NULL DEFAULT 1, CONSTRAINT positive CHECK (id > 0)) SERVER there;
     COMMENT ON FOREIGN TABLE far IS 'away'; COMMENT ON COLUMN far.id IS 'number'`,
    look: columnsOf('far'),
  },
  {
    what: 'what belongs to an extension',
    sql: `CREATE EXTENSION hstore;
     CREATE TYPE of_extension_enum AS ENUM ('one'); ALTER EXTENSION hstore ADD TYPE of_extension_enum;
     CREATE TABLE of_extension (id serial PRIMARY KEY, parent integer REFERENCES of_extension, state of_extension_enum, CHECK (id > 0));
     CREATE INDEX ON of_extension (parent); COMMENT ON COLUMN of_extension.id IS 'its own';
     ALTER EXTENSION hstore ADD TABLE of_extension;
     CREATE VIEW of_extension_view AS SELECT id FROM of_extension; ALTER EXTENSION hstore ADD VIEW of_extension_view`,
    look: columnsOf('of_extension', 'of_extension_view'),
  },
  {
    what: 'storage parameters and other ways to store a table',
    sql: `ALTER TABLE posts SET (fillfactor = 70, autovacuum_enabled = false); ALTER TABLE posts CLUSTER ON "PK_posts";
     ALTER TABLE posts ALTER id SET STATISTICS 7; ALTER TABLE votes SET UNLOGGED; ALTER TABLE votes REPLICA IDENTITY FULL;
     CREATE STATISTICS likely ON id, score FROM posts`,
    look: `SELECT format('%s %s %s %s', relname, reloptions, relpersistence, relreplident) AS line FROM pg_class WHERE relname IN ('posts', 'votes')
     UNION ALL SELECT format('%s %s', attname, attstattarget) FROM pg_attribute WHERE attrelid = 'posts'::regclass AND attname = 'id'
     UNION ALL SELECT stxname FROM pg_statistic_ext`,
  },
  {
    what: 'sequences of nobody, and one more of a column',
    sql: `CREATE SEQUENCE free; CREATE SEQUENCE second OWNED BY posts.id; CREATE SEQUENCE third OWNED BY votes.post`,
    look: `SELECT sequencename AS line FROM pg_sequences WHERE sequencename <> 'posts_id_seq'`,
  },
  {
    what: 'collations, casts, operators, publications',
    sql: `CREATE COLLATION plain (locale = 'C'); CREATE PUBLICATION all_posts FOR TABLE votes;
     CREATE FUNCTION plus(integer, text) RETURNS integer LANGUAGE sql AS 'SELECT $1';
     CREATE OPERATOR <%> (LEFTARG = integer, RIGHTARG = text, FUNCTION = plus)`,
    look: `SELECT collname AS line FROM pg_collation WHERE collname = 'plain' UNION ALL SELECT pubname FROM pg_publication
     UNION ALL SELECT oprname FROM pg_operator WHERE oprname = '<%>'`,
  },
];

test.each(MADE)(
  '$what: not drift, and still there after a revision and its way back',
  async ({ sql, look, listed = [] }) => {
    await bench.build(wanted);
    await bench.client.query(sql);
    const made = await lines(look);
    expect(made).not.toEqual([]);
    await bench.expectInSync(wanted);
    expect(await unmanaged(wanted)).toEqual(listed);
    const comparison = await bench.compareWith(changed);
    await bench.run(comparison.upgrade());
    await bench.expectInSync(changed);
    expect(await lines(look)).toEqual(made);
    await bench.run(comparison.downgrade());
    await bench.expectInSync(wanted);
    expect(await lines(look)).toEqual(made);
  },
);

test('an identity column may own another sequence', async () => {
  const of = entities([
    table('posts', [column('id', 'integer', { nullable: false, generation: 'identity always' })], { primaryKey }),
  ]);
  await bench.build(of);
  await bench.client.query('CREATE SEQUENCE second OWNED BY posts.id');
  await bench.expectInSync(of);
});

test('a table of an entity that was made partitioned stays so and takes changes', async () => {
  const events = (...more: Parameters<typeof table>[1]) =>
    entities([
      table(
        'events',
        [column('id', 'integer', { nullable: false }), column('at', 'date', { nullable: false }), ...more],
        {
          primaryKey: { name: 'PK', columns: ['id', 'at'] },
          checks: [{ name: 'CHK', expression: 'id > 0' }],
          indexes: [{ name: 'IDX', columns: ['at'], unique: false, method: 'btree', where: null }],
        },
      ),
      table('notes', [column('event', 'integer'), column('at', 'date')], {
        foreignKeys: [
          {
            ...{ name: 'FK', columns: ['event', 'at'] },
            ...{ references: { schema: 'public', table: 'events', columns: ['id', 'at'] } },
            ...{ onDelete: 'NO ACTION', onUpdate: 'NO ACTION', deferrable: null },
          },
        ],
      }),
    ]);
  await bench.client.query(`CREATE TABLE events (id integer, at date, CONSTRAINT "PK" PRIMARY KEY (id, at), CONSTRAINT "CHK" CHECK (id > 0))
      PARTITION BY RANGE (at);
    CREATE INDEX "IDX" ON events (at);
    CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE TABLE events_rest PARTITION OF events DEFAULT;
    CREATE TABLE notes (event integer, at date, CONSTRAINT "FK" FOREIGN KEY (event, at) REFERENCES events);
    INSERT INTO events VALUES (1, '2026-02-01'), (2, '2020-02-01')`);
  await bench.expectInSync(events());
  expect(await unmanaged(events())).toEqual([]);
  const comparison = await bench.compareWith(events(column('note', 'text', { default: `'none'`, comment: 'new' })));
  await bench.run(comparison.upgrade());
  await bench.expectInSync(events(column('note', 'text', { default: `'none'`, comment: 'new' })));
  expect(
    await lines(`SELECT id || note AS line FROM events_2026 UNION ALL SELECT id || note FROM events_rest`),
  ).toEqual(['1none', '2none']);
  await bench.run(comparison.downgrade());
  await bench.expectInSync(events());
});

test('tables that inherit from one of an entity are listed, and follow it', async () => {
  await bench.build(wanted);
  await bench.client.query(`CREATE TABLE old_posts (reason text, CONSTRAINT own CHECK (score < 9)) INHERITS (posts);
    CREATE INDEX ON old_posts (reason)`);
  const own = `SELECT conname AS line FROM pg_constraint WHERE conrelid = 'old_posts'::regclass AND conname = 'own'
    UNION ALL SELECT indexname FROM pg_indexes WHERE tablename = 'old_posts'`;
  const before = await lines(own);
  await bench.expectInSync(wanted);
  expect(await unmanaged(wanted)).toEqual(['table:public.old_posts']);
  const more = entities([
    { ...wanted.tables[0]!, columns: [...wanted.tables[0]!.columns, column('more', 'text')], checks: [] },
    wanted.tables[1]!,
  ]);
  const comparison = await bench.compareWith(more);
  await bench.run(comparison.upgrade());
  await bench.expectInSync(more);
  expect(await lines(columnsOf('old_posts'))).toContain('old_posts more');
  await bench.run(comparison.downgrade());
  await bench.expectInSync(wanted);
  expect(await lines(own)).toEqual(before);
});

const again = (on: string, name: string, definition: string) =>
  `ALTER TABLE ${on} DROP CONSTRAINT "${name}", ADD CONSTRAINT "${name}" ${definition}`;
const indexAgain = (definition: string) => `DROP INDEX "IDX"; CREATE ${definition}`;
const KEY = 'FOREIGN KEY (post) REFERENCES posts';
const [UNIQUE_DRIFT, KEY_DRIFT, INDEX_DRIFT] = [
  ['alter unique:public.posts."UQ"'],
  ['alter foreignKey:public.votes."FK"'],
  ['alter index:public.posts."IDX"'],
];

test.each([
  ['the default of a column', 'ALTER TABLE posts ALTER score SET DEFAULT 2', ['alter column:public.posts.score']],
  [
    'the default of a column that is gone',
    'ALTER TABLE posts ALTER score DROP DEFAULT',
    ['alter column:public.posts.score'],
  ],
  ['a column that was nullable', 'ALTER TABLE posts ALTER title SET NOT NULL', ['alter column:public.posts.title']],
  ['the type of a column', 'ALTER TABLE posts ALTER title TYPE varchar(21)', ['alter column:public.posts.title']],
  [
    'the collation of a column',
    'ALTER TABLE posts ALTER title TYPE varchar(20) COLLATE "C"',
    ['alter column:public.posts.title'],
  ],
  [
    'a domain over another type',
    'CREATE DOMAIN d AS bigint; ALTER TABLE posts ALTER score TYPE d',
    ['alter check:public.posts."CHK"', 'alter column:public.posts.score'],
  ],
  [
    'a domain that takes no NULL',
    'CREATE DOMAIN d AS varchar(20) NOT NULL; ALTER TABLE posts ALTER title TYPE d',
    ['alter column:public.posts.title', 'alter column:public.posts.title'],
  ],
  ['a column', 'ALTER TABLE posts ADD extra text', ['drop column:public.posts.extra']],
  ['the text of a comment', `COMMENT ON COLUMN posts.title IS 'other'`, ['alter comment:public.posts.title']],
  ['a new comment', `COMMENT ON TABLE votes IS 'other'`, ['drop comment:public.votes']],
  [
    'the expression of a check',
    'ALTER TABLE posts DROP CONSTRAINT "CHK"; ALTER TABLE posts ADD CONSTRAINT "CHK" CHECK (score > 1)',
    ['alter check:public.posts."CHK"'],
  ],
  ['a new check', 'ALTER TABLE votes ADD CONSTRAINT c CHECK (post > 1)', ['drop check:public.votes.c']],
  ['a check that is gone', 'ALTER TABLE posts DROP CONSTRAINT "CHK"', ['create check:public.posts."CHK"']],
  ['a unique constraint that is gone', 'ALTER TABLE posts DROP CONSTRAINT "UQ"', ['create unique:public.posts."UQ"']],
  ['a foreign key that is gone', 'ALTER TABLE votes DROP CONSTRAINT "FK"', ['create foreignKey:public.votes."FK"']],
  [
    'a primary key that is gone',
    'ALTER TABLE posts DROP CONSTRAINT "PK_posts" CASCADE',
    ['create foreignKey:public.votes."FK"', 'create primaryKey:public.posts."PK_posts"'],
  ],
  ['an index', 'CREATE INDEX extra ON posts (id DESC)', ['drop index:public.posts.extra']],
  ['an index with WHERE', indexAgain('INDEX "IDX" ON posts (score) WHERE id > 1'), INDEX_DRIFT],
  ['a unique index', indexAgain('UNIQUE INDEX "IDX" ON posts (score)'), INDEX_DRIFT],
  ['an index of another method', indexAgain('INDEX "IDX" ON posts USING hash (score)'), INDEX_DRIFT],
  ['a part of an index', indexAgain('INDEX "IDX" ON posts (score DESC)'), INDEX_DRIFT],
  ['an index that includes a column', indexAgain('INDEX "IDX" ON posts (score) INCLUDE (id)'), INDEX_DRIFT],
  ['an index with a parameter', indexAgain('INDEX "IDX" ON posts (score) WITH (fillfactor = 70)'), INDEX_DRIFT],
  ['a unique constraint over other columns', again('posts', 'UQ', 'UNIQUE (title, score)'), UNIQUE_DRIFT],
  ['a unique constraint that includes a column', again('posts', 'UQ', 'UNIQUE (title) INCLUDE (score)'), UNIQUE_DRIFT],
  ['a deferrable unique constraint', again('posts', 'UQ', 'UNIQUE (title) DEFERRABLE'), UNIQUE_DRIFT],
  ...(POSTGRES_MAJOR < 15
    ? []
    : [
        [
          'an index with NULLS NOT DISTINCT',
          indexAgain('INDEX "IDX" ON posts (score) NULLS NOT DISTINCT'),
          INDEX_DRIFT,
        ],
        [
          'a unique constraint with NULLS NOT DISTINCT',
          again('posts', 'UQ', 'UNIQUE NULLS NOT DISTINCT (title)'),
          UNIQUE_DRIFT,
        ],
      ]),
  [
    'a foreign key over another column',
    `ALTER TABLE votes ADD other integer; ${again('votes', 'FK', KEY.replace('post', 'other'))}`,
    [...KEY_DRIFT, 'drop column:public.votes.other'].sort(),
  ],
  ['a foreign key with ON DELETE', again('votes', 'FK', `${KEY} ON DELETE CASCADE`), KEY_DRIFT],
  ['a foreign key with ON UPDATE', again('votes', 'FK', `${KEY} ON UPDATE CASCADE`), KEY_DRIFT],
  ['a foreign key with MATCH', again('votes', 'FK', `${KEY} MATCH FULL`), KEY_DRIFT],
  ['a deferrable foreign key', again('votes', 'FK', `${KEY} DEFERRABLE`), KEY_DRIFT],
  [
    'a deferrable primary key',
    again('posts', 'PK_posts', 'PRIMARY KEY (id) DEFERRABLE').replace(',', ' CASCADE,'),
    ['alter primaryKey:public.posts."PK_posts"', 'create foreignKey:public.votes."FK"'],
  ],
  ['an index that is gone', 'DROP INDEX "IDX"', ['create index:public.posts."IDX"']],
  ['the step of a sequence', 'ALTER SEQUENCE posts_id_seq INCREMENT 2', ['alter sequence:public.posts.id']],
  ['the start of a sequence', 'ALTER SEQUENCE posts_id_seq START 5', ['alter sequence:public.posts.id']],
  ['the minimum of a sequence', 'ALTER SEQUENCE posts_id_seq MINVALUE -5', ['alter sequence:public.posts.id']],
  ['the maximum of a sequence', 'ALTER SEQUENCE posts_id_seq MAXVALUE 99', ['alter sequence:public.posts.id']],
  ['the cache of a sequence', 'ALTER SEQUENCE posts_id_seq CACHE 3', ['alter sequence:public.posts.id']],
  ['the cycle of a sequence', 'ALTER SEQUENCE posts_id_seq CYCLE', ['alter sequence:public.posts.id']],
  [
    'a table that is gone',
    'DROP TABLE votes',
    ['create column:public.votes.post', 'create foreignKey:public.votes."FK"', 'create table:public.votes'],
  ],
] as [what: string, sql: string, expected: string[]][])(
  'what entities can say is drift when it was changed by hand: %s',
  async (_what, sql, expected) => {
    await bench.build(wanted);
    await bench.client.query(sql);
    const comparison = await bench.compareWith(wanted);
    const found = comparison.changes.map(
      (change) => `${change.verb} ${formatId('object' in change ? change.object : change.after)}`,
    );
    expect(found.sort()).toEqual(expected);
    await bench.run(comparison.upgrade());
    await bench.expectInSync(wanted);
  },
);

if (POSTGRES_MAJOR >= 18) {
  test('a generated column that was made virtual by hand is stored again, and virtual on the way back', async () => {
    const size = column('size', 'integer', { generatedAs: 'length(title)' });
    const stored = entities([table('posts', [id, column('title', 'text'), size])]);
    await bench.build(stored);
    await bench.client.query(`ALTER TABLE posts DROP size; INSERT INTO posts (title) VALUES ('abc')`);
    await bench.client.query('ALTER TABLE posts ADD size integer GENERATED ALWAYS AS (length(title)) VIRTUAL');
    const look = `SELECT attgenerated::text || ' ' || (SELECT sum(size)::text FROM posts) AS line FROM pg_attribute
                   WHERE attrelid = 'posts'::regclass AND attname = 'size'`;
    const comparison = await bench.compareWith(stored);
    const [forth, back] = [comparison.upgrade(), comparison.downgrade()];
    await bench.run(forth);
    expect(await lines(look)).toEqual(['s 3']);
    await bench.expectInSync(stored);
    await bench.run(back);
    expect(await lines(look)).toEqual(['v 3']);
  });
}
