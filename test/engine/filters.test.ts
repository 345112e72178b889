/** What filters leave out is on neither side: never created, dropped, altered, asked about or listed. */

import type { CompareInput, Comparison } from '../../src/autogen';
import { TypeReference } from '../../src/postgres/sql/types';
import type { FilteredObject, Filters } from '../../src/schema/filter';
import { formatId, keyOf } from '../../src/schema/object';
import type { Entities, EntityTable } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { testServer } from '../server';
import { namesOf, workbench } from '../workbench';
import { column, entities, nothing, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });
const primaryKey = { name: 'PK', columns: ['id'] };
const plain = { unique: false, method: 'btree', where: null };
const keyTo = (schema: string, name: string, own = 'other') => ({
  name: `FK_${name}`,
  columns: [own],
  references: { schema, table: name, columns: ['id'] },
  onDelete: 'NO ACTION' as const,
  onUpdate: 'NO ACTION' as const,
  deferrable: null,
});

/** `posts` with an integer beside its id, and more. */
const posts = (rest: Partial<EntityTable> = {}, ...more: EntityTable['columns']) =>
  table('posts', [id, column('other', 'integer'), ...more], { primaryKey, ...rest });

const compareBy = (
  filters: Partial<Filters>,
  wanted: Entities,
  created: readonly string[] = [],
  rest: Partial<CompareInput> = {},
) => bench.compareWith(wanted, {}, created, { filters: { include: [], exclude: [], ...filters }, ...rest });

const excluding = (exclude: Filters['exclude'], wanted: Entities) => compareBy({ exclude }, wanted);

/** `create column:public.posts.title`. */
function found({ changes, questions, unmanaged, unsettled }: Comparison): string[] {
  expect(unsettled).toEqual([]);
  return [
    ...changes.map((change) => `${change.verb} ${formatId('object' in change ? change.object : change.after)}`),
    ...questions.map((question) => `ask ${formatId('lost' in question ? question.lost : question.after)}`),
    ...unmanaged.map((object) => `unmanaged ${formatId(object)}`),
  ].sort();
}

describe('an excluded object is not created, altered, dropped, asked about or listed', () => {
  const state = new TypeReference('state', { schema: 'public' });
  const wanted = entities(
    [
      posts(
        {
          comment: 'new',
          uniques: [{ name: 'UQ', columns: ['other'], deferrable: null }],
          checks: [{ name: 'CHK', expression: 'other > 0' }],
          indexes: [{ ...plain, name: 'idx_new', columns: ['other'] }],
          foreignKeys: [keyTo('public', 'users')],
        },
        column('title', 'text', { comment: 'new' }),
        column('state', state),
      ),
      table('users', [id, column('name', 'text')], { primaryKey: { name: 'PK_users', columns: ['id'] } }),
    ],
    {
      enums: [{ schema: 'public', name: 'state', labels: ['a', 'b'] }],
      views: [
        { schema: 'public', name: 'titles', definition: 'SELECT id FROM users', materialized: false, indexes: [] },
      ],
    },
  );
  beforeEach(() =>
    bench.client.query(`CREATE TYPE state AS ENUM ('a');
      CREATE TABLE users (id integer CONSTRAINT "PK_users" PRIMARY KEY, name text);
      CREATE TABLE posts (id integer CONSTRAINT "PK" PRIMARY KEY, other integer, title varchar(20), by_hand integer, state state);
      CREATE INDEX idx_old ON posts (title);
      COMMENT ON TABLE posts IS 'old';
      COMMENT ON COLUMN posts.by_hand IS 'old';
      CREATE TABLE stranger (id integer)`),
  );

  const everything = [
    'alter column:public.posts.title',
    'alter comment:public.posts',
    'alter enum:public.state',
    'create check:public.posts.CHK',
    'create comment:public.posts.title',
    'create foreignKey:public.posts.FK_users',
    'create index:public.posts.idx_new',
    'create typeormMetadata:public.titles',
    'create unique:public.posts.UQ',
    'create view:public.titles',
    'drop column:public.posts.by_hand',
    'drop comment:public.posts.by_hand',
    'drop index:public.posts.idx_old',
    'unmanaged table:public.stranger',
  ].map((line) => line.replace(/(CHK|FK_users|UQ)$/, '"$1"'));
  const without = (...words: readonly string[]) =>
    everything.filter((line) => !words.some((word) => line.includes(word)));

  test.each<[string, Filters['exclude'], readonly string[]]>([
    ['a table, with all its parts', [{ table: 'posts' }], without('public.posts')],
    ['a table by its kind and name', [{ kind: 'table', name: 'posts' }], without('public.posts')],
    ['tables by a wildcard', [{ table: '*s*r*' }], without('stranger')],
    ['a schema', [{ schema: 'public' }], []],
    ['one table of a schema', [{ schema: 'public', table: 'stranger' }], without('stranger')],
    ['nothing where the table is in another schema', [{ schema: 'app', table: 'posts' }], everything],
    ['comments', [{ kind: 'comment' }], without('comment:')],
    ['indexes by their names', [{ kind: 'index', name: 'idx_*' }], without('index:')],
    ['an index made by hand', [{ kind: 'index', name: 'idx_old' }], without('idx_old')],
    ['a column, with its comment', [{ table: 'posts', name: 'by_hand' }], without('by_hand')],
    ['a column that is to change', [{ kind: 'column', name: 'title' }], without('posts.title')],
    ['an enum', [{ kind: 'enum', name: 'state' }], without('enum:')],
    ['a view, with its row in TypeORM’s table', [{ table: 'titles' }], without('titles')],
    ['by several filters', [{ kind: 'comment' }, { kind: 'index' }], without('comment:', 'index:')],
    ['nothing by a name that is only alike', [{ table: 'post' }, { table: 'POSTS' }, { name: 'idx.old' }], everything],
  ])('%s', async (_what, exclude, left) => {
    expect(found(await excluding(exclude, wanted))).toEqual([...left].sort());
  });

  test('and what is left can be done, and is all there is to do', async () => {
    const exclude = [{ kind: 'index' }, { table: 'users' }, { kind: 'enum' }, { table: 'posts', name: 'title' }];
    const comparison = await excluding(exclude, wanted);
    await bench.run(comparison.upgrade());
    expect(found(await excluding(exclude, wanted))).toEqual(['unmanaged table:public.stranger']);
    expect(await readCatalog(bench.client)).toEqual(
      expect.arrayContaining([
        'column public.posts.title character varying(20)',
        expect.stringMatching(/^index .*idx_old/),
        expect.stringMatching(/^enum .*state.*'?a'?$/),
      ]),
    );
  });

  test('a table that a revision made and the entities have lost is no question', async () => {
    const created = [keyOf({ kind: 'table', path: ['public', 'stranger'] })];
    const asked = await compareBy({}, wanted, created);
    expect(found(asked)).toContain('ask table:public.stranger');
    expect(found(await compareBy({ exclude: [{ table: 'stranger' }] }, wanted, created))).toEqual(without('stranger'));
  });
});

test('revisions are not asked what they created, and nobody needs to keep it, where all that is unknown is excluded', async () => {
  await bench.client.query('CREATE TABLE legacy (id integer)');
  const filters = { include: [], exclude: [{ table: 'legacy' }] };
  const created = async (): Promise<ReadonlySet<string>> => {
    throw new Error('it was asked');
  };
  expect(found(await bench.compareWith(nothing, {}, [], { filters, created }))).toEqual([]);
  await expect(bench.compareWith(nothing, { keep: ['legacy'] }, [], { filters })).rejects.toMatchObject({
    code: 'unknown-answer',
  });
});

describe('include', () => {
  const wanted = entities([
    posts({}, column('title', 'text', { comment: 'new' })),
    table('app_users', [id], { indexes: [{ ...plain, name: 'idx', columns: ['id'] }] }),
  ]);

  test('covers a table with its parts and nothing else', async () => {
    await bench.client.query('CREATE TABLE app_stranger (note text); CREATE TABLE stranger (note text)');
    const comparison = await compareBy({ include: [{ table: 'app_*' }] }, wanted);
    expect(found(comparison)).toEqual([
      'create column:public.app_users.id',
      'create index:public.app_users.idx',
      'create table:public.app_users',
      'unmanaged table:public.app_stranger',
    ]);
    await bench.run(comparison.upgrade());
    expect(found(await compareBy({ include: [{ table: 'app_*' }] }, wanted))).toEqual([
      'unmanaged table:public.app_stranger',
    ]);
  });

  test('by kind and name covers the parts, too; excluded is what both name', async () => {
    const include = [{ kind: 'table', name: 'posts' }];
    expect(found(await compareBy({ include }, wanted))).toContain('create comment:public.posts.title');
    expect(found(await compareBy({ include, exclude: [{ kind: 'comment' }] }, wanted))).toEqual([
      'create column:public.posts.id',
      'create column:public.posts.other',
      'create column:public.posts.title',
      'create primaryKey:public.posts."PK"',
      'create table:public.posts',
    ]);
  });

  test('of one kind covers that in the tables of entities; in other tables nothing is dropped', async () => {
    await bench.client.query(`CREATE TABLE posts (id bigint, wrong text, CONSTRAINT old CHECK (id > 1));
      CREATE TABLE stranger (id integer CONSTRAINT by_hand CHECK (id > 1)); CREATE INDEX ON stranger (id)`);
    const checked = entities([posts({ checks: [{ name: 'same', expression: 'wrong<>\'\' and "id">0' }] })]);
    const include = [{ kind: 'check' }, { kind: 'index' }];
    expect(found(await compareBy({ include }, checked))).toEqual([
      'create check:public.posts.same',
      'drop check:public.posts.old',
    ]);
    await bench.run((await compareBy({ include }, checked)).upgrade());
    expect(found(await compareBy({ include }, checked))).toEqual([]);
  });
});

describe('what needs something excluded', () => {
  test('a foreign key to an excluded table is created and compared, there and back', async () => {
    await bench.client.query('CREATE SCHEMA audit; CREATE TABLE audit.log (id integer PRIMARY KEY)');
    const wanted = entities([
      posts({ foreignKeys: [keyTo('audit', 'log')] }),
      { ...table('log', [id, column('more', 'text')]), schema: 'audit' },
    ]);
    const exclude = [{ schema: 'audit' }];
    const before = await readCatalog(bench.client);
    const comparison = await excluding(exclude, wanted);
    expect(namesOf(comparison.upgrade())).toEqual(['createTable']);
    await bench.run(comparison.upgrade());
    expect(found(await excluding(exclude, wanted))).toEqual([]);
    await bench.run(comparison.downgrade());
    expect(await readCatalog(bench.client)).toEqual(before);
  });

  test('a column of an excluded enum is created with its default, and the enum stays when the column goes', async () => {
    await bench.client.query(`CREATE TYPE mood AS ENUM ('sad', 'so')`);
    const type = new TypeReference('mood', { schema: 'public' });
    const mood = column('mood', type, { default: `'sad'` });
    const wanted = (...more: EntityTable['columns']) =>
      entities([posts({}, ...more)], { enums: [{ schema: 'public', name: 'mood', labels: ['sad'] }] });
    const exclude = [{ kind: 'enum', name: 'mood' }];
    await bench.run((await excluding(exclude, wanted(mood))).upgrade());
    expect(found(await excluding(exclude, wanted(mood)))).toEqual([]);
    const gone = await excluding(exclude, { ...wanted(), enums: [] });
    expect(namesOf(gone.upgrade())).toEqual(['dropColumn']);
  });

  test('texts may mention an excluded column, under old names and new ones', async () => {
    await bench.client.query(`CREATE TABLE posts (id integer CONSTRAINT "PK" PRIMARY KEY, other integer, secret varchar(9),
        twice integer GENERATED ALWAYS AS (other + length(secret)) STORED,
        CONSTRAINT "CHK" CHECK (other > 0 AND secret <> ''));
      CREATE TABLE typeorm_metadata ("type" varchar NOT NULL, "database" varchar, "schema" varchar, "table" varchar, "name" varchar, "value" text);
      INSERT INTO typeorm_metadata VALUES ('GENERATED_COLUMN', current_database(), 'public', 'posts', 'twice', 'other+length(secret)');
      CREATE INDEX idx ON posts (id) WHERE length(secret) > 2 AND other > 0`);
    const exclude = [{ kind: 'column', name: 'secret' }];
    const of = (other: string, name = 'posts', type = 'integer') =>
      entities([
        table(name, [id, column(other, type), column('twice', 'integer', { generatedAs: `${other}+length(secret)` })], {
          primaryKey,
          checks: [{ name: 'CHK', expression: `${other}>0 and secret<>''` }],
          indexes: [{ ...plain, name: 'idx', columns: ['id'], where: `length(secret)>2 and ${other}>0` }],
        }),
      ]);
    expect(found(await excluding(exclude, of('other')))).toEqual([]);
    const created = [keyOf({ kind: 'table', path: ['public', 'posts'] })];
    const renamed = await bench.compareWith(
      of('another', 'articles'),
      { rename: ['table:posts=articles', 'articles.other=another'] },
      created,
      { filters: { include: [], exclude } },
    );
    const before = await readCatalog(bench.client);
    expect(namesOf(renamed.upgrade()).sort()).toEqual([
      ...['renameColumn', 'renameTable', 'setTypeormMetadata', 'setTypeormMetadata'],
    ]);
    await bench.run(renamed.upgrade());
    expect(found(await excluding(exclude, of('another', 'articles')))).toEqual([]);
    await bench.run(renamed.downgrade());
    expect(await readCatalog(bench.client)).toEqual(before);
  });

  test('a text that mentions an excluded column stays when a column changes that it does not mention', async () => {
    await bench.client.query(`CREATE TABLE posts (id integer CONSTRAINT "PK" PRIMARY KEY, other integer, secret text, free integer,
      CONSTRAINT "CHK" CHECK (other > 0 AND secret <> ''))`);
    const checks = [{ name: 'CHK', expression: `other>0 AND secret<>''` }];
    const wanted = entities([posts({ checks }, column('free', 'double precision'))]);
    const comparison = await excluding([{ name: 'secret' }], wanted);
    expect(namesOf(comparison.upgrade())).toEqual(['alterColumn']);
    expect(namesOf(comparison.downgrade())).toEqual(['alterColumn']);
    await bench.run(comparison.upgrade());
    expect(found(await excluding([{ name: 'secret' }], wanted))).toEqual([]);
  });

  test('texts that mention an excluded column are settled on a scratch database as well', async () => {
    const server = await testServer();
    await bench.client.query(
      "CREATE TABLE posts (id integer NOT NULL, other integer, secret text, CONSTRAINT c CHECK (other > 0 AND secret <> ''))",
    );
    const wanted = entities([
      posts({ primaryKey: null, checks: [{ name: 'c', expression: `(other>0) and secret<>''` }] }),
    ]);
    const scratch: CompareInput['scratch'] = async (use) => {
      const { Client } = await import('pg');
      const config = await server.createDatabase();
      const client = new Client(config);
      await client.connect();
      try {
        return await use(client);
      } finally {
        await client.end();
        await server.dropDatabase(config);
      }
    };
    const rest = { elaborate: 'scratch', scratch } as const;
    expect(found(await compareBy({ exclude: [{ name: 'secret' }] }, wanted, [], rest))).toEqual([]);
  });

  test('a unique constraint over an excluded column is in sync, and can be made', async () => {
    await bench.client.query('CREATE TABLE posts (id integer CONSTRAINT "PK" PRIMARY KEY, other integer, secret text)');
    const uniques = [{ name: 'UQ', columns: ['other', 'secret'], deferrable: null }];
    const wanted = entities([posts({ uniques }, column('secret', 'integer'))]);
    const exclude = [{ kind: 'column', name: 'secret' }];
    await bench.run((await excluding(exclude, wanted)).upgrade());
    expect(found(await excluding(exclude, wanted))).toEqual([]);
  });

  test.each<[string, Filters['exclude'], Entities, string]>([
    [
      'a foreign key and a table',
      [{ schema: 'audit' }],
      entities([posts({ foreignKeys: [keyTo('audit', 'log')] }), { ...table('log', [id]), schema: 'audit' }]),
      'The foreign key public.posts."FK_log" needs the table audit.log, which is left out of the comparison and not in the database.',
    ],
    [
      'a unique constraint and a column',
      [{ name: 'secret' }],
      entities([posts({ uniques: [{ name: 'UQ', columns: ['secret'], deferrable: null }] }, column('secret', 'text'))]),
      'The unique public.posts."UQ" needs the column public.posts.secret, which is left out of the comparison and not in the database.',
    ],
    [
      'a column and its enum',
      [{ kind: 'enum' }],
      entities([posts({}, column('mood', new TypeReference('mood', { schema: 'public' })))], {
        enums: [{ schema: 'public', name: 'mood', labels: ['sad'] }],
      }),
      'The column public.posts.mood needs the enum public.mood, which is left out of the comparison and not in the database.',
    ],
    [
      'a table and its schema',
      [{ kind: 'schema' }],
      entities([{ ...table('log', [id]), schema: 'audit' }]),
      'The table audit.log needs the schema audit, which is left out of the comparison and not in the database.',
    ],
  ])('that is not there is refused before anything is written: %s', async (_what, exclude, wanted, message) => {
    const comparison = await excluding(exclude, wanted);
    expect(comparison.changes).not.toEqual([]);
    expect(comparison.upgrade).toThrow(
      expect.objectContaining({
        code: 'left-out-needed',
        message,
        hint: expect.stringMatching(
          /^create the .* in the database first, or let the comparison cover it: include, exclude and includeObject in the settings, synchronize in its entity$/,
        ),
      }),
    );
  });

  test('in a schema that is not read it may be there: only PostgreSQL can tell', async () => {
    await bench.client.query('CREATE SCHEMA audit; CREATE TABLE audit.log (id integer PRIMARY KEY)');
    const wanted = entities([
      posts({ foreignKeys: [keyTo('audit', 'log')] }),
      { ...table('log', [id]), schema: 'audit' },
    ]);
    const schemas = { schemas: ['public'] };
    await expect(compareBy({}, wanted, [], schemas)).rejects.toMatchObject({
      code: 'schema-not-covered',
      message: 'The setting `schemas` leaves out the schema audit, which entities use.',
      hint: "add it to the settings: schemas: ['public', 'audit']",
      exitCode: 1,
    });
    const comparison = await compareBy({ exclude: [{ schema: 'audit' }] }, wanted, [], schemas);
    await bench.run(comparison.upgrade());
    expect(found(await compareBy({ exclude: [{ schema: 'audit' }] }, wanted, [], schemas))).toEqual([]);
  });

  test.each([
    [
      'view',
      `CREATE VIEW users AS SELECT other FROM posts`,
      'The view public.users uses the column public.posts.other,',
    ],
    [
      'foreign key',
      `CREATE UNIQUE INDEX "UQ" ON posts (other); CREATE TABLE users (id integer CONSTRAINT by_hand REFERENCES posts (other))`,
      'The foreign key public.users.by_hand uses the index public.posts."UQ",',
    ],
  ])('is not dropped under an excluded %s', async (_what, sql, message) => {
    await bench.build(entities([posts()]));
    await bench.client.query(sql);
    const comparison = await excluding([{ table: 'users' }], entities([table('posts', [id], { primaryKey })]));
    expect(comparison.upgrade).toThrow(expect.objectContaining({ code: 'still-needed' }));
    expect(comparison.upgrade).toThrow(message);
  });

  test('a new name that an excluded object has is refused', async () => {
    await bench.client.query('CREATE TABLE legacy (id integer)');
    const wanted = entities([posts({ indexes: [{ ...plain, name: 'legacy', columns: ['other'] }] })]);
    await expect(excluding([{ table: 'legacy' }], wanted)).rejects.toMatchObject({ code: 'name-clash' });
  });

  test('privileges on what is excluded are not asked for', async () => {
    await bench.client.query('CREATE TABLE secret (id integer); CREATE TABLE posts (id integer)');
    const { rows } = await bench.client.query<{ name: string }>(`SELECT 'role_' || md5(current_database()) AS name`);
    const role = rows[0]!.name;
    await bench.client.query(`CREATE ROLE ${role}; GRANT SELECT ON posts TO ${role}; SET ROLE ${role}`);
    const wanted = entities([table('posts', [column('id', 'integer')]), table('secret', [column('id', 'integer')])]);
    try {
      await expect(excluding([], wanted)).rejects.toMatchObject({
        code: 'missing-privileges',
        message: `The role ${role} has no privileges on the table public.secret, so it cannot be compared.`,
        hint: `let the owner run: GRANT SELECT ON public.secret TO ${role};`,
      });
      expect(found(await excluding([{ table: 'secret' }], wanted))).toEqual([]);
    } finally {
      await bench.client.query(`RESET ROLE; DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});

describe('parts that are left out do not keep the rest from working', () => {
  test('a column becomes serial and plain again where sequences are excluded', async () => {
    const of = (generation: 'serial' | 'identity always' | null) =>
      entities([table('posts', [column('id', 'integer', { nullable: false, generation })], { primaryKey })]);
    const exclude = [{ kind: 'sequence' }];
    const ways = [null, 'serial', 'identity always', 'serial', null, 'identity always', null] as const;
    for (const generation of ways) {
      await bench.run((await excluding(exclude, of(generation))).upgrade());
      expect(found(await excluding(exclude, of(generation)))).toEqual([]);
    }
  });

  test('a table with an index that is excluded gets another name, and the index goes with it', async () => {
    await bench.build(entities([posts()]));
    await bench.client.query('CREATE INDEX idx_tmp_1 ON posts (other)');
    const renamed = { ...posts(), name: 'articles' };
    const comparison = await bench.compareWith(
      entities([renamed]),
      { rename: ['table:posts=articles'] },
      [keyOf({ kind: 'table', path: ['public', 'posts'] })],
      { filters: { include: [], exclude: [{ kind: 'index', name: 'idx_tmp_*' }] } },
    );
    expect(namesOf(comparison.upgrade())).toEqual(['renameTable']);
    await bench.run(comparison.upgrade());
    expect(await readCatalog(bench.client)).toContainEqual(
      expect.stringMatching(/^index public\.idx_tmp_1 .*articles/),
    );
  });
});

describe('the function', () => {
  const wanted = entities([posts({ comment: 'new' }, column('title', 'text'))], { extensions: ['citext'] });

  test('sees each object of both sides, by words', async () => {
    await bench.client.query('CREATE SCHEMA app; CREATE TABLE app.old (id integer)');
    const seen: FilteredObject[] = [];
    const includeObject = (object: FilteredObject) => seen.push(object) > 0;
    await compareBy({ includeObject }, wanted);
    expect(seen).toContainEqual({
      ...{ kind: 'column', schema: 'public', table: 'posts', name: 'title', path: ['public', 'posts', 'title'] },
      from: 'entities',
    });
    const comment = { kind: 'comment', schema: 'public', table: 'posts', name: 'posts', path: ['public', 'posts'] };
    expect(seen).toContainEqual({ ...comment, from: 'entities' });
    const extension = { kind: 'extension', schema: null, table: null, name: 'citext', path: ['citext'] };
    expect(seen).toContainEqual({ ...extension, from: 'entities' });
    const schema = { kind: 'schema', schema: 'app', table: null, name: 'app', path: ['app'] };
    expect(seen).toContainEqual({ ...schema, from: 'database' });
    const old = { kind: 'table', schema: 'app', table: 'old', name: 'old', path: ['app', 'old'] };
    expect(seen).toContainEqual({ ...old, from: 'database' });
  });

  test('is not asked about what is excluded already, nor about parts of what it has refused', async () => {
    const seen: string[] = [];
    const includeObject = (object: FilteredObject) => {
      seen.push(formatId(object));
      return object.kind !== 'table';
    };
    const comparison = await compareBy({ includeObject, exclude: [{ kind: 'extension' }] }, wanted);
    expect(found(comparison)).toEqual([]);
    expect(seen.filter((name) => /posts|extension/.test(name))).toEqual(['table:public.posts']);
  });

  test.each(['entities', 'database'] as const)(
    'that refuses an object of the %s leaves it out of both',
    async (from) => {
      await bench.client.query(`CREATE TABLE posts (id integer CONSTRAINT "PK" PRIMARY KEY, other bigint, by_hand text);
      COMMENT ON TABLE posts IS 'old'`);
      const includeObject = (object: FilteredObject) => object.from !== from || object.name !== 'posts';
      expect(found(await compareBy({ includeObject }, wanted))).toEqual(['create extension:citext']);
    },
  );

  test('may leave what the filters leave', async () => {
    expect(found(await compareBy({ includeObject: () => true }, nothing))).toEqual([]);
  });
});
