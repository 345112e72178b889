/** Texts are settled by PostgreSQL: in a temporary copy, or on a scratch database where there may be none. */
import { Client, type ClientConfig } from 'pg';
import { type Comparison, compare } from '../../src/autogen';
import { TypeReference } from '../../src/postgres/sql/types';
import type { Entities, EntityColumn } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { testServer } from '../server';
import { column, entities, table } from './entities';

const posts = (rest: Parameters<typeof table>[2]) =>
  entities([
    table('posts', [column('id', 'integer', { nullable: false }), column('state', 'character varying')], rest),
  ]);

async function withDatabase<Result>(sql: string, use: (client: Client, config: ClientConfig) => Promise<Result>) {
  const server = await testServer();
  const config = await server.createDatabase();
  const client = new Client(config);
  await client.connect();
  try {
    await client.query(sql);
    return await use(client, config);
  } finally {
    await client.end();
    await server.dropDatabase(config);
  }
}

const compareWith = (client: Client, wanted: Entities, rest: Partial<Parameters<typeof compare>[0]> = {}) =>
  compare({
    ...{
      client,
      context: wanted,
      entities: async () => wanted,
      created: async () => new Set<string>(),
      ignored: [],
      kept: [],
      answers: {},
    },
    ...rest,
  });

/** An empty database for the time of the comparison; counts how often it is asked for. */
function scratch() {
  const lent = { times: 0 };
  const lend = async <Result>(use: (client: Client) => Promise<Result>): Promise<Result> => {
    lent.times += 1;
    return withDatabase('', use);
  };
  return { lent, lend: lend as NonNullable<Parameters<typeof compare>[0]['scratch']> };
}

const summary = ({ changes, unsettled }: Comparison) => ({
  changes: changes.map((change) => `${change.verb} ${('object' in change ? change.object : change.after).kind}`),
  unsettled: unsettled.map(({ object }) => object.kind),
});

const CHECKED = `CREATE TABLE posts (id integer NOT NULL, state varchar,
  CONSTRAINT chk CHECK (state IN ('draft', 'live') AND id > 0))`;
const same = posts({ checks: [{ name: 'chk', expression: `"id" > 0 AND "state" IN ('draft','live')` }] });
const alike = posts({ checks: [{ name: 'chk', expression: `("state" in ('draft' , 'live')) and id>0` }] });
const other = posts({ checks: [{ name: 'chk', expression: `"state" IN ('draft','live') AND id >= 0` }] });

test('a text that PostgreSQL stores alike is no change, one that it stores otherwise is', async () => {
  await withDatabase(CHECKED, async (client) => {
    expect(summary(await compareWith(client, alike))).toEqual({ changes: [], unsettled: [] });
    // The order of AND is stored: PostgreSQL does not say that it means the same, so nor do we.
    expect(summary(await compareWith(client, same)).changes).toEqual(['alter check']);
    expect(summary(await compareWith(client, other)).changes).toEqual(['alter check']);
  });
});

test('settling texts leaves nothing behind', async () => {
  await withDatabase(CHECKED, async (client) => {
    const before = await readCatalog(client);
    await compareWith(client, alike);
    await compareWith(client, other);
    expect(await readCatalog(client)).toEqual(before);
    const { rows } = await client.query(
      `SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'`,
    );
    expect(rows).toEqual([]);
  });
});

test('settling texts waits for no lock on the table itself', async () => {
  await withDatabase(CHECKED, async (client, config) => {
    const writer = new Client(config);
    await writer.connect();
    try {
      await writer.query('BEGIN; LOCK TABLE posts IN ROW EXCLUSIVE MODE');
      await client.query("SET lock_timeout = '2s'");
      expect(summary(await compareWith(client, alike)).changes).toEqual([]);
    } finally {
      await writer.end();
    }
  });
});

test('a role that may not make temporary tables is answered by a scratch database', async () => {
  await withDatabase(`${CHECKED}; CREATE TYPE mood AS ENUM ('sad')`, async (client, config) => {
    const role = `reader_${config.database}`;
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'; GRANT SELECT ON posts TO ${role};
      REVOKE TEMP ON DATABASE ${config.database} FROM PUBLIC`);
    try {
      await client.query(`SET ROLE ${role}`);
      const { lent, lend } = scratch();
      expect(summary(await compareWith(client, alike, { scratch: lend }))).toEqual({ changes: [], unsettled: [] });
      expect(summary(await compareWith(client, other, { scratch: lend })).changes).toEqual(['alter check']);
      expect(lent.times).toBe(2);
    } finally {
      await client.query(`RESET ROLE; REVOKE ALL ON posts FROM ${role}; DROP ROLE ${role}`);
    }
  });
});

test('without a scratch database nobody can tell, and that is said', async () => {
  await withDatabase(CHECKED, async (client, config) => {
    const role = `blind_${config.database}`;
    await client.query(`CREATE ROLE ${role}; GRANT SELECT ON posts TO ${role};
      REVOKE TEMP ON DATABASE ${config.database} FROM PUBLIC`);
    try {
      await client.query(`SET ROLE ${role}`);
      expect(summary(await compareWith(client, alike)).unsettled).toEqual(['check']);
    } finally {
      await client.query(`RESET ROLE; REVOKE ALL ON posts FROM ${role}; DROP ROLE ${role}`);
    }
  });
});

test('a scratch database is asked only where a text is open', async () => {
  await withDatabase(CHECKED, async (client) => {
    const { lent, lend } = scratch();
    const exact = posts({
      checks: [
        {
          name: 'chk',
          expression: `(((state)::text = ANY ((ARRAY['draft'::character varying, 'live'::character varying])::text[])) AND (id > 0))`,
        },
      ],
    });
    expect(summary(await compareWith(client, exact, { elaborate: 'scratch', scratch: lend })).changes).toEqual([]);
    expect(lent.times).toBe(0);
    expect(summary(await compareWith(client, alike, { elaborate: 'scratch', scratch: lend })).changes).toEqual([]);
    expect(lent.times).toBe(1);
  });
});

test('a text that PostgreSQL refuses keeps no other from being settled, in its table and in others', async () => {
  const [names, expression] = [['a', 'b', 'c'], 'id > 0 AND id < 9'];
  const made = names.map(
    (name) => `CREATE TABLE ${name} (id integer,
    CONSTRAINT ${name}1 CHECK (${expression}), CONSTRAINT ${name}2 CHECK (${expression}))`,
  );
  const wanted = entities(
    names.map((name) => {
      const other = name === 'b' ? 'nowhere(id)' : expression;
      const checks = [
        { name: `${name}1`, expression },
        { name: `${name}2`, expression: other },
      ];
      return table(name, [column('id', 'integer')], { checks });
    }),
  );
  await withDatabase(made.join(';'), async (client) => {
    const { changes, unsettled } = await compareWith(client, wanted);
    expect({ changes, unsettled }).toMatchObject({
      changes: [{ verb: 'alter', after: { kind: 'check', path: ['public', 'b', 'b2'] } }],
      unsettled: [],
    });
  });
});

test('a check that a restored database prints in another way gets its new name without being made again', async () => {
  const made = `CREATE TABLE posts (id integer NOT NULL, state varchar, CONSTRAINT old
    CHECK (state::text = ANY (ARRAY['draft'::varchar::text, 'live'::varchar::text])))`;
  const wanted = posts({ checks: [{ name: 'chk', expression: `state IN ('draft','live')` }] });
  await withDatabase(made, async (client) => {
    expect(summary(await compareWith(client, wanted))).toEqual({ changes: ['rename check'], unsettled: [] });
  });
});

test('a default that PostgreSQL refuses is not taken for none', async () => {
  const wanted = entities([table('posts', [column('id', 'integer', { default: 'nowhere()' })])]);
  await withDatabase('CREATE TABLE posts (id integer)', async (client) => {
    expect(summary(await compareWith(client, wanted))).toEqual({ changes: ['alter column'], unsettled: [] });
  });
});

test('texts of tables of one name in several schemas are settled, and so are those beside a column of a new enum', async () => {
  const made = ['public', 'app', 'old'].map((schema) => CHECKED.replace('posts', `${schema}.posts`));
  const mood = column('mood', new TypeReference('mood', { schema: 'public' }));
  const { columns, ...rest } = alike.tables[0]!;
  const wanted = (...more: EntityColumn[]) =>
    entities(
      ['public', 'app', 'old'].map((schema) => ({ ...rest, schema, columns: [...columns, ...more] })),
      { enums: more.length === 0 ? [] : [{ schema: 'public', name: 'mood', labels: ['sad'] }] },
    );
  await withDatabase(`CREATE SCHEMA app; CREATE SCHEMA old; ${made.join(';')}`, async (client) => {
    expect(summary(await compareWith(client, wanted()))).toEqual({ changes: [], unsettled: [] });
    expect(summary(await compareWith(client, wanted(mood)))).toEqual({
      changes: ['create column', 'create column', 'create enum', 'create column'],
      unsettled: [],
    });
  });
});

test('a constant that is the default is compared without asking anybody', async () => {
  const made = `CREATE TYPE mood AS ENUM ('sad');
    CREATE TABLE posts (state varchar DEFAULT 'draft', feeling mood DEFAULT 'sad', size integer DEFAULT '5')`;
  const wanted = (state: string) =>
    entities(
      [
        table('posts', [
          column('state', 'character varying', { default: state }),
          column('feeling', new TypeReference('mood', { schema: 'public' }), { default: "'sad'" }),
          column('size', 'integer', { default: "'5'" }),
        ]),
      ],
      { enums: [{ schema: 'public', name: 'mood', labels: ['sad'] }] },
    );
  await withDatabase(made, async (client) => {
    const { lent, lend } = scratch();
    const summarized = async (state: string) =>
      summary(await compareWith(client, wanted(state), { elaborate: 'scratch', scratch: lend }));
    expect(await summarized("'draft'")).toEqual({ changes: [], unsettled: [] });
    expect(lent.times).toBe(0);
    expect(await summarized("'live'")).toEqual({ changes: ['alter column'], unsettled: [] });
    expect(lent.times).toBe(1);
  });
});

test('the number of queries does not depend on the number of tables', async () => {
  const count = async (tables: number) => {
    const names = Array.from({ length: tables }, (_, number) => `t${number}`);
    const sql = names.map((name) => `CREATE TABLE ${name} (id integer PRIMARY KEY, at timestamptz DEFAULT now())`);
    const wanted = entities(names.map((name) => table(name, [column('id', 'integer', { nullable: false })])));
    return withDatabase(sql.join(';'), async (client) => {
      const query = jest.spyOn(client, 'query');
      await compareWith(client, wanted);
      return query.mock.calls.length;
    });
  };
  expect(await count(40)).toBe(await count(2));
});

test('a text that is no SQL is an error that names its object', async () => {
  await withDatabase(CHECKED, async (client) => {
    const broken = posts({ checks: [{ name: 'chk', expression: 'id >' }] });
    await expect(compareWith(client, broken)).rejects.toMatchObject({
      code: 'invalid-expression',
      message: expect.stringContaining('check:public.posts.chk'),
    });
  });
});

test('views are settled on a scratch database too, over tables made for them', async () => {
  const definition = `select id, upper(state) as loud from posts where state in ('draft', 'live')`;
  const views = [
    { schema: 'public', name: 'loud', definition, materialized: true, indexes: [] },
    { schema: 'public', name: 'louder', definition: 'SELECT * FROM loud', materialized: false, indexes: [] },
  ];
  const wanted = { ...posts({}), views };
  const made = `CREATE TABLE posts (id integer NOT NULL, state varchar);
    CREATE MATERIALIZED VIEW loud AS ${definition};
    CREATE VIEW louder AS SELECT * FROM loud;
    CREATE VIEW by_hand AS SELECT id FROM posts`;
  await withDatabase(made, async (client) => {
    const { lent, lend } = scratch();
    const found = await compareWith(client, wanted, { elaborate: 'scratch', scratch: lend });
    expect(summary(found)).toEqual({ changes: ['create typeormMetadata', 'create typeormMetadata'], unsettled: [] });
    expect(lent.times).toBe(1);
  });
});

const viewOf = (definition: string, name = 'shown') => ({
  ...posts({}),
  views: [{ schema: 'public', name, definition, materialized: false, indexes: [] }],
});
const METADATA = 'create typeormMetadata';

test('a scratch database has tables that no entity describes, for the views that read them', async () => {
  const made = `CREATE TABLE posts (id integer NOT NULL, state varchar); CREATE TABLE legacy (name text);
    CREATE VIEW shown AS SELECT name FROM legacy WHERE name IN ('a', 'b')`;
  await withDatabase(made, async (client) => {
    const wanted = viewOf(`select name from legacy where name in ('a','b')`);
    const found = await compareWith(client, wanted, { elaborate: 'scratch', scratch: scratch().lend });
    expect(summary(found)).toEqual({ changes: [METADATA], unsettled: [] });
  });
});

test('a view is not taken for another one because the role may not make temporary ones', async () => {
  const made = `CREATE TABLE posts (id integer NOT NULL, state varchar); CREATE VIEW shown AS SELECT id FROM posts`;
  await withDatabase(made, async (client, config) => {
    const role = `viewer_${config.database}`;
    await client.query(`CREATE ROLE ${role}; GRANT SELECT ON posts, shown TO ${role};
      REVOKE TEMP ON DATABASE ${config.database} FROM PUBLIC`);
    try {
      await client.query(`SET ROLE ${role}`);
      const [wanted, { lend }] = [viewOf('select id from posts'), scratch()];
      expect(summary(await compareWith(client, wanted))).toMatchObject({ unsettled: ['view'] });
      expect(summary(await compareWith(client, wanted, { scratch: lend }))).toEqual({
        changes: [METADATA],
        unsettled: [],
      });
    } finally {
      await client.query(`RESET ROLE; REVOKE ALL ON posts, shown FROM ${role}; DROP ROLE ${role}`);
    }
  });
});

test('a view that a scratch database cannot make is one that nobody can tell', async () => {
  const made = `CREATE TABLE posts (id integer NOT NULL, state varchar);
    CREATE FUNCTION only_here(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
    CREATE VIEW shown AS SELECT only_here(id) AS one FROM posts`;
  await withDatabase(made, async (client) => {
    const wanted = viewOf('select only_here(id) as one from posts');
    const found = await compareWith(client, wanted, { elaborate: 'scratch', scratch: scratch().lend });
    expect(summary(found)).toMatchObject({ unsettled: ['view'] });
    expect(summary(await compareWith(client, wanted))).toEqual({ changes: [METADATA], unsettled: [] });
  });
});

test('a scratch database has what a view is made of, views made by hand and other ones too', async () => {
  const made = `CREATE TABLE posts (id integer NOT NULL, state varchar);
    CREATE VIEW by_hand AS SELECT id, state FROM posts;
    CREATE VIEW shown AS SELECT id FROM public.by_hand;
    CREATE VIEW again AS SELECT id FROM public.shown`;
  await withDatabase(made, async (client) => {
    const wanted = {
      ...posts({}),
      views: [
        ...viewOf('select id from public.by_hand').views,
        ...viewOf('select id from public.shown', 'again').views,
      ],
    };
    const found = await compareWith(client, wanted, { elaborate: 'scratch', scratch: scratch().lend });
    expect(summary(found)).toEqual({ changes: [METADATA, METADATA], unsettled: [] });
  });
});
