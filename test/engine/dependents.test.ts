/**
 * What is made by hand beside entities and uses their columns: triggers, rules, policies, views, statistics, functions.
 * PostgreSQL lets no column change that they use: they make way and come back exactly as they were.
 */
import { Client } from 'pg';
import { compareSchemas } from '../../src/autogen';
import type { GivenAnswers } from '../../src/diff/answers';
import { reflect } from '../../src/postgres/reflect';
import { TypeReference } from '../../src/postgres/sql/types';
import { formatId } from '../../src/schema/object';
import type { Operation } from '../../src/schema/operation';
import type { Entities, EntityColumn } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { testServer } from '../server';
import { namesOf, sqlOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });
const key = { name: 'PK_posts', columns: ['id'] };
const posts = (...columns: EntityColumn[]) => table('posts', [id, ...columns], { primaryKey: key });
const title = column('title', 'character varying(50)');
const text = { ...title, type: 'text' } as const;
const before = entities([posts(title, column('score', 'integer')), table('votes', [column('post', 'integer')])]);
const after = entities([posts(text, column('score', 'bigint')), table('votes', [column('post', 'integer')])]);

/** Everything that the tests' own eyes see, and who owns what and may do what. */
async function seen(): Promise<string[]> {
  const { rows } = await bench.client.query<{ line: string }>(`
    SELECT format('of %s: owner %s, %s, %s', oid::regclass, relowner::regrole,
             (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(relacl) a), reltablespace) AS line
      FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('of %s.%s: %s', attrelid::regclass, attname, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(attacl) a))
      FROM pg_attribute WHERE attacl IS NOT NULL AND NOT attisdropped AND attrelid >= 16384`);
  return [...(await readCatalog(bench.client)), ...rows.map(({ line }) => line)].sort();
}

async function lines(sql: string): Promise<string[]> {
  const { rows } = await bench.client.query<{ line: string }>(sql);
  return rows.map(({ line }) => line).sort();
}

/** Roles belong to the server, which the tests share: each has its own. */
let roles: readonly string[] = [];
async function role(name: string): Promise<string> {
  const own = `${name} ${process.pid} ${Date.now()}`;
  await bench.client.query(`CREATE ROLE "${own}"`);
  roles = [...roles, own];
  return `"${own}"`;
}
// Behind the workbench's own: the database is gone, and with it all that is theirs.
afterEach(async () => {
  if (roles.length === 0) return;
  const client = new Client((await testServer()).config);
  await client.connect();
  for (const name of roles) await client.query(`DROP ROLE "${name}"`);
  await client.end();
  roles = [];
});

/** Changes the entities and back; what is not about the columns is each time as it was. */
async function survives(
  sql: string,
  { from = before, to = after, answers = {} }: { from?: Entities; to?: Entities; answers?: GivenAnswers } = {},
): Promise<readonly Operation[]> {
  await bench.build(from);
  await bench.client.query(`INSERT INTO posts (id, title) VALUES (1, 'one')`);
  await bench.client.query(sql);
  await bench.expectInSync(from);
  const made = await seen();
  const comparison = await bench.compareWith(to, answers);
  const upgrade = comparison.upgrade();
  expect(sqlOf(upgrade).join('\n')).not.toMatch(/\bCASCADE\b/);
  await bench.run(upgrade);
  await bench.expectInSync(to);
  // A view's own columns are retyped with those that they show.
  const isOfColumns = (line: string) => /^column |::(text|character varying)/.test(line);
  expect((await seen()).filter((line) => !isOfColumns(line))).toEqual(made.filter((line) => !isOfColumns(line)));
  await bench.run(comparison.downgrade());
  expect(await seen()).toEqual(made);
  expect(await lines('SELECT id || title AS line FROM posts')).toEqual(['1one']);
  return upgrade;
}

const TOUCH = `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`;

describe('triggers', () => {
  test.each([
    ['of a column', 'CREATE TRIGGER "Odd ""one" BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch()'],
    [
      'with a condition and arguments',
      `CREATE TRIGGER t AFTER INSERT OR UPDATE ON posts FOR EACH ROW WHEN (NEW.score > 1) EXECUTE FUNCTION touch('it''s', 'a\\b')`,
    ],
    [
      'that is a constraint',
      `CREATE CONSTRAINT TRIGGER t AFTER UPDATE OF score ON posts DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION touch()`,
    ],
    [
      'of statements, with their rows',
      `CREATE TRIGGER t AFTER UPDATE ON posts REFERENCING OLD TABLE AS olds NEW TABLE AS news
         FOR EACH STATEMENT EXECUTE FUNCTION touch();
       CREATE TRIGGER u BEFORE UPDATE OF title, id ON posts FOR EACH STATEMENT EXECUTE FUNCTION touch()`,
    ],
    ...(['DISABLE', 'ENABLE REPLICA', 'ENABLE ALWAYS'] as const).map((how): [string, string] => [
      `that are otherwise enabled: ${how}`,
      `CREATE TRIGGER t BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch();
       ALTER TABLE posts ${how} TRIGGER t; COMMENT ON TRIGGER t ON posts IS 'it''s'`,
    ]),
  ])('%s', async (_what, sql) => {
    await survives(`${TOUCH}; ${sql}`);
  });

  test('are dropped before the change and created after it, and listed nowhere', async () => {
    const made = await survives(
      `${TOUCH}; CREATE TRIGGER t BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch();
       CREATE TRIGGER other BEFORE UPDATE OF id ON posts FOR EACH ROW EXECUTE FUNCTION touch()`,
    );
    expect(namesOf(made)).toEqual(['dropTrigger', 'alterTable', 'createTrigger']);
    expect((await bench.compareWith(before)).unmanaged).toEqual([]);
  });

  test('of a partitioned table, with those of its partitions', async () => {
    const events = (type: EntityColumn['type']) =>
      entities([table('events', [column('at', 'date'), column('note', type)])]);
    await bench.client.query(`CREATE TABLE events (at date, note varchar(9)) PARTITION BY RANGE (at);
      CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); ${TOUCH};
      CREATE TRIGGER t AFTER UPDATE OF note ON events FOR EACH ROW EXECUTE FUNCTION touch()`);
    const made = await seen();
    const comparison = await bench.compareWith(events('text'));
    await bench.run(comparison.upgrade());
    await bench.expectInSync(events('text'));
    const triggers = (all: readonly string[]) => all.filter((line) => line.startsWith('trigger'));
    expect(triggers(await seen())).toEqual(triggers(made));
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });

  test('keep their column', async () => {
    await bench.build(before);
    await bench.client.query(
      `${TOUCH}; CREATE TRIGGER t BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch()`,
    );
    const { upgrade } = await bench.compareWith(entities([posts(column('score', 'integer')), before.tables[1]!]));
    expect(upgrade).toThrow(
      expect.objectContaining({
        code: 'still-needed',
        message: 'The trigger public.posts.t uses the column public.posts.title, which no entity has any more.',
        hint: 'change or drop the trigger public.posts.t in the database first, or keep the column public.posts.title in its entity',
      }),
    );
  });

  test('go with their table, and come back with it', async () => {
    await bench.build(before);
    await bench.client.query(`${TOUCH}; CREATE TRIGGER t BEFORE UPDATE ON votes FOR EACH ROW EXECUTE FUNCTION touch();
      CREATE POLICY own ON votes USING (post > 0); CREATE RULE silent AS ON DELETE TO votes DO INSTEAD NOTHING`);
    const made = await seen();
    const comparison = await bench.compareWith(entities([before.tables[0]!]), { drop: ['votes'] }, [
      'table\u0000public\u0000votes',
    ]);
    expect(namesOf(comparison.upgrade())).toEqual(['dropTable']);
    await bench.run(comparison.upgrade());
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });

  test('follow the new names of their table and of its columns by themselves', async () => {
    const renamed = entities([
      { ...posts({ ...title, name: 'headline' }, column('score', 'integer')), name: 'articles' },
      before.tables[1]!,
    ]);
    await bench.build(before);
    await bench.client.query(`${TOUCH}; CREATE POLICY own ON posts USING (title > 'a');
      CREATE TRIGGER t BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch()`);
    const made = await seen();
    const answers = { rename: ['posts=articles', 'posts.title=headline'] };
    const comparison = await bench.compareWith(renamed, answers, ['table\u0000public\u0000posts']);
    expect(namesOf(comparison.upgrade()).filter((name) => /Trigger|Policy/.test(name))).toEqual([]);
    await bench.run(comparison.upgrade());
    await bench.expectInSync(renamed);
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });

  test('that would have to make way while what they say is renamed are refused', async () => {
    await bench.build(before);
    await bench.client.query(
      `${TOUCH}; CREATE TRIGGER t BEFORE UPDATE OF title, score ON posts FOR EACH ROW EXECUTE FUNCTION touch()`,
    );
    const both = entities([posts(text, column('points', 'integer')), before.tables[1]!]);
    const { upgrade } = await bench.compareWith(both, { rename: ['posts.score=points'] });
    expect(upgrade).toThrow(
      expect.objectContaining({
        code: 'renamed-and-changed',
        message:
          'The trigger public.posts.t has to make way for a change, and says the old name of the column public.posts.points, which is renamed at the same time.',
        hint: 'write two revisions: one while the entities differ in names only, the next one behind it',
      }),
    );
  });
});

describe('rules', () => {
  test.each([
    [
      'of a table',
      `CREATE RULE "Odd ""rule" AS ON UPDATE TO posts WHERE NEW.score <> OLD.score DO ALSO DELETE FROM votes WHERE post = OLD.id`,
    ],
    [
      'that write elsewhere',
      `CREATE RULE r AS ON INSERT TO votes DO ALSO UPDATE posts SET score = score + 1 WHERE posts.id = NEW.post;
       COMMENT ON RULE r ON votes IS 'counted'; ALTER TABLE votes ENABLE REPLICA RULE r`,
    ],
    [
      'that are off',
      `CREATE RULE r AS ON DELETE TO posts WHERE OLD.score > 0 DO INSTEAD NOTHING; ALTER TABLE posts DISABLE RULE r`,
    ],
  ])('%s', async (_what, sql) => {
    expect(namesOf(await survives(sql))).toEqual(['dropRule', 'alterTable', 'createRule']);
  });

  test('keep their column', async () => {
    await bench.build(before);
    await bench.client.query(`CREATE RULE r AS ON DELETE TO posts WHERE OLD.title = 'x' DO INSTEAD NOTHING`);
    const { upgrade } = await bench.compareWith(entities([posts(column('score', 'integer')), before.tables[1]!]));
    expect(upgrade).toThrow(
      'The rule public.posts.r uses the column public.posts.title, which no entity has any more.',
    );
  });
});

describe('policies', () => {
  test('of all sorts', async () => {
    const reader = await role('reader');
    const writer = await role('Writer "quoted"'.replaceAll('"', "'"));
    await survives(`ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
      CREATE POLICY "Odd ""one" ON posts USING (title = 'it''s' OR title LIKE '%\\_');
      CREATE POLICY b ON posts AS RESTRICTIVE FOR SELECT TO ${reader}, ${writer} USING (score > 0);
      CREATE POLICY c ON posts FOR INSERT WITH CHECK (score < 9);
      CREATE POLICY d ON posts FOR UPDATE TO ${writer} USING (score > 1) WITH CHECK (score > 2);
      CREATE POLICY e ON posts FOR DELETE TO PUBLIC USING (score IS NULL);
      COMMENT ON POLICY d ON posts IS 'it''s'`);
  });

  test('of a table that no entity describes', async () => {
    const made = await survives(`CREATE TABLE audit (post integer);
      CREATE POLICY own ON audit USING (EXISTS (SELECT FROM posts p WHERE p.id = post AND p.score > 0))`);
    expect(namesOf(made)).toEqual(['dropPolicy', 'alterTable', 'createPolicy']);
  });

  test('of another table that looks at the column', async () => {
    const made = await survives(
      `CREATE POLICY own ON votes USING (EXISTS (SELECT FROM posts p WHERE p.id = post AND p.score > 0))`,
    );
    expect(namesOf(made)).toEqual(['dropPolicy', 'alterTable', 'createPolicy']);
  });

  test('keep their column', async () => {
    await bench.build(before);
    await bench.client.query(`CREATE POLICY own ON votes USING (EXISTS (SELECT FROM posts WHERE title = 'x'))`);
    const { upgrade } = await bench.compareWith(entities([posts(column('score', 'integer')), before.tables[1]!]));
    expect(upgrade).toThrow(
      'The policy public.votes.own uses the column public.posts.title, which no entity has any more.',
    );
  });
});

describe('views', () => {
  test('come back with their owner, grants, comments, triggers and rules', async () => {
    const [owner, reader, writer] = [await role('owner'), await role('reader'), await role('writer')];
    await survives(`GRANT CREATE ON SCHEMA public TO ${owner}; ${TOUCH};
      CREATE VIEW shown AS SELECT id, title FROM posts;
      ALTER VIEW shown OWNER TO ${owner};
      GRANT SELECT, TRIGGER ON shown TO ${reader} WITH GRANT OPTION; GRANT SELECT ON shown TO PUBLIC;
      GRANT UPDATE ON shown TO ${writer}; GRANT INSERT (title, id), UPDATE (title) ON shown TO ${reader};
      COMMENT ON VIEW shown IS 'it''s'; COMMENT ON COLUMN shown.title IS 'back\\slash';
      CREATE TRIGGER t INSTEAD OF UPDATE ON shown FOR EACH ROW EXECUTE FUNCTION touch();
      COMMENT ON TRIGGER t ON shown IS 'instead';
      CREATE RULE r AS ON DELETE TO shown DO INSTEAD NOTHING`);
  });

  test('that an entity describes do so as well', async () => {
    const reader = await role('reader');
    const shown = { schema: 'public', name: 'shown', definition: 'SELECT title FROM posts', materialized: false };
    const views = [{ ...shown, indexes: [] }];
    await survives(`GRANT SELECT ON shown TO ${reader}; COMMENT ON VIEW shown IS 'titles'`, {
      from: { ...before, views },
      to: { ...after, views },
    });
  });

  test('whose query changes keep what still has a column', async () => {
    const reader = await role('reader');
    const shown = (definition: string) => ({
      ...before,
      views: [{ schema: 'public', name: 'shown', definition, materialized: false, indexes: [] }],
    });
    await bench.build(shown('SELECT id, title FROM posts'));
    await bench.client.query(`GRANT SELECT ON shown TO PUBLIC; GRANT UPDATE (id, title) ON shown TO ${reader};
      COMMENT ON COLUMN shown.id IS 'i'; COMMENT ON COLUMN shown.title IS 't'`);
    const made = await seen();
    const comparison = await bench.compareWith(shown('SELECT title FROM posts'));
    await bench.run(comparison.upgrade());
    const isOfId = (line: string) => /shown\.id\b/.test(line);
    const isQuery = (line: string) => line.startsWith('view public.shown') || line.startsWith('rule');
    const rest = (all: readonly string[]) => all.filter((line) => !isOfId(line) && !isQuery(line));
    expect(rest(await seen())).toEqual(rest(made));
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });

  test('get nothing that defaults give', async () => {
    const reader = await role('reader');
    await survives(`CREATE VIEW a AS SELECT title FROM posts; CREATE VIEW b AS SELECT title FROM posts;
      GRANT SELECT ON b TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO ${reader};
      CREATE VIEW c AS SELECT title FROM posts; REVOKE INSERT ON c FROM ${reader};
      REVOKE ALL ON a FROM PUBLIC`);
  });

  test('come back where the server has none of the roles', async () => {
    const [owner, reader] = [await role('owner'), await role('reader')];
    await bench.build(before);
    await bench.client.query(`GRANT CREATE ON SCHEMA public TO ${owner}; CREATE VIEW shown AS SELECT title FROM posts;
      ALTER VIEW shown OWNER TO ${owner}; GRANT SELECT ON shown TO ${reader}; GRANT SELECT (title) ON shown TO PUBLIC`);
    const comparison = await bench.compareWith(after);
    await bench.client.query('ALTER VIEW shown OWNER TO CURRENT_USER');
    for (const name of roles) await bench.client.query(`DROP OWNED BY "${name}"; DROP ROLE "${name}"`);
    roles = [];
    await bench.run(comparison.upgrade());
    expect(await lines(`SELECT attacl::text AS line FROM pg_attribute WHERE attrelid = 'shown'::regclass`)).toEqual([
      expect.stringMatching(/^\{=r/),
    ]);
  });

  test('materialized ones come back with indexes, and stay without rows', async () => {
    const reader = await role('reader');
    await survives(`CREATE MATERIALIZED VIEW stored WITH (fillfactor = 70) AS SELECT id, title FROM posts WITH NO DATA;
      CREATE UNIQUE INDEX ON stored (title DESC); GRANT SELECT ON stored TO ${reader};
      CREATE MATERIALIZED VIEW filled AS SELECT title FROM posts;
      COMMENT ON MATERIALIZED VIEW stored IS 'm'; COMMENT ON COLUMN stored.id IS 'i'`);
  });
});

test('a generated column that is made again keeps its grants and its comment', async () => {
  const reader = await role('reader');
  const total = (expression: string) =>
    entities([
      posts(title, column('total', 'integer', { generation: null, generatedAs: expression, comment: 'sum' })),
      before.tables[1]!,
    ]);
  await bench.build(total('id + 1'));
  await bench.client.query(`GRANT SELECT (total) ON posts TO ${reader} WITH GRANT OPTION;
    GRANT SELECT (total), UPDATE (title) ON posts TO PUBLIC`);
  const made = await seen();
  const comparison = await bench.compareWith(total('id + 2'));
  await bench.run(comparison.upgrade());
  await bench.expectInSync(total('id + 2'));
  const isColumn = (line: string) => line.startsWith('column public.posts.total');
  expect((await seen()).filter((line) => !isColumn(line))).toEqual(made.filter((line) => !isColumn(line)));
  await bench.run(comparison.downgrade());
  expect(await seen()).toEqual(made);
});

test('a trigger makes way for a column that has no way into its new type', async () => {
  const [from, to] = ['bytea', 'date'].map((type) => entities([posts(column('day', type)), before.tables[1]!])) as [
    Entities,
    Entities,
  ];
  await bench.build(from);
  await bench.client.query(
    `${TOUCH}; CREATE TRIGGER t BEFORE UPDATE OF day ON posts FOR EACH ROW EXECUTE FUNCTION touch()`,
  );
  const made = await seen();
  const comparison = await bench.compareWith(to, { drop: ['column:public.posts.day'] });
  expect(namesOf(comparison.upgrade())).toEqual(['dropTrigger', 'dropColumn', 'addColumn', 'createTrigger']);
  await bench.run(comparison.upgrade());
  await bench.expectInSync(to);
  await bench.run(comparison.downgrade());
  expect(await seen()).toEqual(made);
});

describe('an enum that is built again', () => {
  const wanted = (...labels: string[]) =>
    entities([posts(column('state', new TypeReference('state', { schema: 'public' }))), before.tables[1]!], {
      enums: [{ schema: 'public', name: 'state', labels }],
    });

  test('lets triggers, rules and policies come back', async () => {
    await bench.build(wanted('open', 'done'));
    await bench.client.query(`${TOUCH};
      CREATE TRIGGER t BEFORE UPDATE ON posts FOR EACH ROW WHEN (NEW.state = 'open') EXECUTE FUNCTION touch();
      CREATE RULE r AS ON DELETE TO posts WHERE OLD.state = 'done' DO INSTEAD NOTHING;
      CREATE POLICY own ON votes USING ('open'::state < 'done'::state)`);
    const made = await seen();
    const comparison = await bench.compareWith(wanted('done', 'open'));
    await bench.run(comparison.upgrade());
    await bench.expectInSync(wanted('done', 'open'));
    const isEnum = (line: string) => line.startsWith('enum');
    expect((await seen()).filter((line) => !isEnum(line))).toEqual(made.filter((line) => !isEnum(line)));
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });
});

describe('functions whose body PostgreSQL knows', () => {
  const server = async () =>
    Number((await lines(`SELECT current_setting('server_version_num') AS line`))[0]) >= 140_000;
  const FUNCTION = `CREATE FUNCTION "first title"() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT title FROM posts; END`;

  test('hold their column', async () => {
    if (!(await server())) return;
    await bench.build(before);
    await bench.client.query(FUNCTION);
    await bench.expectInSync(before);
    await expect(bench.client.query('ALTER TABLE posts ALTER title TYPE text')).rejects.toThrow('used by a function');
    const { upgrade } = await bench.compareWith(after);
    expect(upgrade).toThrow(
      expect.objectContaining({
        code: 'still-needed',
        message:
          'The routine public."first title" uses the column public.posts.title, which PostgreSQL does not change as long as something uses it.',
        hint: 'drop the routine public."first title" in the database first, and create it again after the upgrade',
      }),
    );
    const less = await bench.compareWith(entities([posts(column('score', 'integer')), before.tables[1]!]));
    expect(less.upgrade).toThrow(
      'The routine public."first title" uses the column public.posts.title, which no entity',
    );
    const other = entities([posts(title, column('score', 'bigint')), before.tables[1]!]);
    expect(namesOf((await bench.compareWith(other)).upgrade())).toEqual(['alterColumn']);
  });

  test('hold no column of the table whose rows they return', async () => {
    await bench.build(before);
    await bench.client.query(
      `CREATE FUNCTION all_posts(posts[]) RETURNS SETOF posts LANGUAGE sql AS 'SELECT * FROM unnest($1)'`,
    );
    const comparison = await bench.compareWith(after);
    await bench.run(comparison.upgrade());
    await bench.expectInSync(after);
    const gone = await bench.compareWith(entities([after.tables[1]!]), { drop: ['posts'] }, [
      'table\u0000public\u0000posts',
    ]);
    expect(gone.upgrade).toThrow('The routine public.all_posts uses the table public.posts, which no entity');
  });

  test('hold a view that would have to make way', async () => {
    await bench.build(before);
    await bench.client.query(`CREATE VIEW shown AS SELECT title FROM posts;
      CREATE FUNCTION all_shown() RETURNS SETOF shown LANGUAGE plpgsql AS 'BEGIN END'`);
    const { upgrade } = await bench.compareWith(after);
    expect(upgrade).toThrow(
      'The routine public.all_shown uses the view public.shown, which PostgreSQL does not change',
    );
  });
});

describe('what goes with a dropped column', () => {
  const without = entities([posts(title), before.tables[1]!]);

  test('is dropped by operations of its own, and comes back', async () => {
    await bench.build(before);
    await bench.client.query(`CREATE STATISTICS likely (ndistinct) ON title, score FROM posts; COMMENT ON STATISTICS likely IS 's';
      CREATE SCHEMA other; CREATE STATISTICS other.likely ON id, score FROM posts;
      CREATE STATISTICS untouched ON id, title FROM posts`);
    const made = await seen();
    await bench.expectInSync(before);
    const comparison = await bench.compareWith(without);
    expect(comparison.changes.map((change) => change.verb === 'drop' && formatId(change.object)).sort()).toEqual([
      'column:public.posts.score',
      'statistics:public.posts."other.likely"',
      'statistics:public.posts.likely',
    ]);
    expect(namesOf(comparison.upgrade())).toEqual(['dropStatistics', 'dropStatistics', 'dropColumn']);
    await bench.run(comparison.upgrade());
    await bench.expectInSync(without);
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });

  test('is drift where entities could say it, and dropped by operations of its own', async () => {
    await bench.build(before);
    await bench.client.query(`CREATE INDEX i ON posts (title, score); ALTER TABLE posts ADD CONSTRAINT c CHECK (score > id);
      ALTER TABLE posts ADD CONSTRAINT u UNIQUE (title, score)`);
    const made = await seen();
    const comparison = await bench.compareWith(without);
    expect(namesOf(comparison.upgrade()).sort()).toEqual(['dropCheck', 'dropColumn', 'dropIndex', 'dropUnique']);
    await bench.run(comparison.upgrade());
    await bench.run(comparison.downgrade());
    expect(await seen()).toEqual(made);
  });

  test('is listed where the comparison leaves it out', async () => {
    await bench.build(before);
    await bench.client.query(`CREATE INDEX tmp_i ON posts (lower(title), score); CREATE INDEX tmp_other ON posts (title);
      ALTER TABLE posts ADD CONSTRAINT tmp_c CHECK (score > id); ALTER TABLE posts ADD CONSTRAINT tmp_u UNIQUE (title, score)`);
    const filters = { include: [], exclude: [{ name: 'tmp_*' }] };
    const comparison = await bench.compareWith(without, {}, [], { filters });
    const takesAlong = ['unique public.posts.tmp_u', 'check public.posts.tmp_c', 'index public.posts.tmp_i'];
    expect(comparison.upgrade()).toEqual([{ name: 'dropColumn', args: ['posts', 'score', { takesAlong }] }]);
    await bench.run(comparison.upgrade());
    expect(
      await lines(`SELECT conname AS line FROM pg_constraint WHERE conname LIKE 'tmp%'
      UNION ALL SELECT indexname FROM pg_indexes WHERE indexname LIKE 'tmp%'`),
    ).toEqual(['tmp_other']);
  });
});

test('is no difference between two databases, and makes way for one', async () => {
  const options = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };
  await bench.build(after);
  const second = await reflect(bench.client, options);
  await bench.run((await bench.compareWith(before)).upgrade());
  await bench.client.query(`${TOUCH}; CREATE STATISTICS likely ON title, score FROM posts;
    CREATE TRIGGER t BEFORE UPDATE OF title ON posts FOR EACH ROW EXECUTE FUNCTION touch()`);
  const first = await reflect(bench.client, options);
  const there = compareSchemas(first, second, 'public');
  expect(there.changes.map(({ verb }) => verb)).toEqual(['alter', 'alter']);
  expect(namesOf(there.upgrade())).toEqual(['dropTrigger', 'alterTable', 'createTrigger']);
  const back = compareSchemas(second, first, 'public');
  expect(namesOf(back.upgrade())).toEqual(['alterTable']);
});

test('what the comparison leaves out holds its column', async () => {
  await bench.build(before);
  await bench.client.query(`CREATE VIEW tmp_view AS SELECT title FROM posts; CREATE POLICY tmp_own ON votes
    USING (EXISTS (SELECT FROM posts WHERE score > 0))`);
  const refused = async (wanted: Entities, name: string) => {
    const filters = { include: [], exclude: [{ name }] };
    return (await bench.compareWith(wanted, {}, [], { filters })).upgrade;
  };
  expect(await refused(after, 'tmp_view')).toThrow(
    'The view public.tmp_view uses the column public.posts.title, which PostgreSQL does not change as long as',
  );
  expect(await refused(after, 'tmp_own')).toThrow('The policy public.votes.tmp_own uses the column public.posts.score');
});
