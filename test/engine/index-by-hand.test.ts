/** Indexes that entities have no words for, made by hand beside them: they stay, follow renames, and go with their columns. */
import { keyOf } from '../../src/schema/object';
import type { EntityColumn } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { namesOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();

const id = column('id', 'integer', { nullable: false });
const title = column('title', 'character varying(50)');
const score = column('score', 'integer');
const note = column('note', 'text');
const posts = (...columns: EntityColumn[]) =>
  entities([table('posts', [id, ...columns], { primaryKey: { name: 'PK_posts', columns: ['id'] } })]);
const before = posts(title, score);

const INDEXES: readonly (readonly [what: string, sql: string])[] = [
  ['an expression', 'CREATE INDEX i ON posts (lower(title), score DESC)'],
  ['an expression alone, unique, with a predicate', 'CREATE UNIQUE INDEX i ON posts ((score % 7)) WHERE title IS NULL'],
  ['INCLUDE', 'CREATE INDEX i ON posts (score) INCLUDE (title)'],
  ['an operator class', 'CREATE INDEX i ON posts (title varchar_pattern_ops, score)'],
  ['a collation', 'CREATE INDEX i ON posts (title COLLATE "C", score)'],
  ['an order of NULLs', 'CREATE INDEX i ON posts (title, score DESC NULLS LAST)'],
  ['storage parameters', 'CREATE INDEX i ON posts (title, score) WITH (fillfactor = 50)'],
  ['NULLS NOT DISTINCT', 'CREATE UNIQUE INDEX i ON posts (title, score) NULLS NOT DISTINCT'],
];

async function indexes(): Promise<string[]> {
  const { rows } = await bench.client.query<{ definition: string }>(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid = 'posts'::regclass AND NOT indisprimary ORDER BY 1`,
  );
  return rows.map(({ definition }) => definition);
}

describe.each(INDEXES)('with %s', (_what, sql) => {
  beforeEach(async () => {
    await bench.build(before);
    await bench.client.query(sql);
  });

  test('it is no drift, and no revision touches it', async () => {
    await bench.expectInSync(before);
    const made = await indexes();
    const comparison = await bench.compareWith(posts(title, score, note));
    expect(namesOf(comparison.upgrade())).toEqual(['addColumn']);
    await bench.run(comparison.upgrade());
    await bench.expectInSync(posts(title, score, note));
    expect(await indexes()).toEqual(made);
    await bench.run(comparison.downgrade());
    expect(await indexes()).toEqual(made);
  });

  test('it outlives a change of type, and a rename', async () => {
    const made = await readCatalog(bench.client);
    const wanted = posts({ ...title, type: 'character varying(90)' }, { ...score, name: 'points', type: 'bigint' });
    const comparison = await bench.compareWith(wanted, { rename: ['posts.score=points'] });
    await bench.run(comparison.upgrade());
    await bench.expectInSync(wanted);
    expect(await indexes()).toHaveLength(1);
    await bench.run(comparison.downgrade());
    expect(await readCatalog(bench.client)).toEqual(made);
  });

  test('it goes with a column that it uses, and comes back with it', async () => {
    const made = await readCatalog(bench.client);
    const comparison = await bench.compareWith(posts());
    expect(namesOf(comparison.upgrade())).toContain('dropIndex');
    await bench.run(comparison.upgrade());
    await bench.expectInSync(posts());
    expect(await indexes()).toEqual([]);
    await bench.run(comparison.downgrade());
    expect(await readCatalog(bench.client)).toEqual(made);
  });
});

test('what an entity describes under its name is what it should be', async () => {
  const [plain] = before.tables;
  const wanted = entities([
    {
      ...(plain as NonNullable<typeof plain>),
      indexes: [{ name: 'i', columns: ['score'], unique: false, method: 'btree', where: null }],
    },
  ]);
  await bench.build(before);
  await bench.client.query('CREATE INDEX i ON posts (score) INCLUDE (title)');
  const comparison = await bench.compareWith(wanted);
  expect(namesOf(comparison.upgrade())).toEqual(['dropIndex', 'createIndex']);
  await bench.run(comparison.upgrade());
  await bench.expectInSync(wanted);
});

test('one that is wanted of its table under a new name is what it should be', async () => {
  const indexed = (name: string) => {
    const [plain] = before.tables;
    const indexes = [{ name: 'i', columns: ['score'], unique: false, method: 'btree', where: null }];
    return entities([{ ...(plain as NonNullable<typeof plain>), name, indexes }]);
  };
  await bench.build(indexed('posts'));
  await bench.client.query('DROP INDEX i; CREATE INDEX i ON posts (score) INCLUDE (title)');
  const made = await readCatalog(bench.client);
  const wanted = indexed('entries');
  const posts = keyOf({ kind: 'table', path: ['public', 'posts'] });
  const comparison = await bench.compareWith(wanted, { rename: ['posts=entries'] }, [posts]);
  expect(namesOf(comparison.upgrade())).toEqual(['renameTable', 'dropIndex', 'createIndex']);
  await bench.run(comparison.upgrade());
  await bench.expectInSync(wanted);
  await bench.run(comparison.downgrade());
  expect(await readCatalog(bench.client)).toEqual(made);
});

test('one that entities could describe is drift', async () => {
  await bench.build(before);
  await bench.client.query('CREATE INDEX i ON posts (title, score DESC) WHERE score > 1');
  expect(namesOf((await bench.compareWith(before)).upgrade())).toEqual(['dropIndex']);
});

test('it goes with its table, and comes back with it', async () => {
  await bench.build(before);
  await bench.client.query('CREATE INDEX i ON posts (lower(title)) INCLUDE (score)');
  const made = await readCatalog(bench.client);
  const comparison = await bench.compareWith(entities([]), { drop: ['table:public.posts'] }, [
    keyOf({ kind: 'table', path: ['public', 'posts'] }),
  ]);
  await bench.run(comparison.upgrade());
  await bench.run(comparison.downgrade());
  expect(await readCatalog(bench.client)).toEqual(made);
});
