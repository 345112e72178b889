/** A table that somebody has made inherit from another one, both of them entities: each is what its entity says. */

import type { Entities, EntityColumn, EntityTable } from '../../src/typeorm/entities';
import { readCatalog } from '../catalog';
import { namesOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();
const id = column('id', 'integer', { nullable: false });
const text = (name: string, rest: Partial<EntityColumn> = {}) => column(name, 'text', rest);

/** `drafts` inherits from `all_posts`, and comes behind it; `archive` from `posts`, and comes before it. */
function family(columns: readonly EntityColumn[], rest: Partial<EntityTable> = {}): Entities {
  return entities(['all_posts', 'archive', 'drafts', 'posts'].map((name) => table(name, [id, ...columns], rest)));
}

const INHERIT = ['ALTER TABLE drafts INHERIT all_posts', 'ALTER TABLE archive INHERIT posts'];

/** Up, in sync, down, and what was there is there. */
async function thereAndBack(before: Entities, after: Entities, byHand: readonly string[], answers = {}) {
  await bench.build(before);
  for (const statement of byHand) await bench.client.query(statement);
  await bench.expectInSync(before);
  const catalog = await readCatalog(bench.client);
  const { questions, upgrade, downgrade } = await bench.compareWith(after, answers);
  expect(questions).toEqual([]);
  const [forth, back] = [upgrade(), downgrade()];
  await bench.run(forth);
  await bench.expectInSync(after);
  const inherited = (await readCatalog(bench.client)).filter((line) => line.startsWith('table '));
  await bench.run(back);
  expect(await readCatalog(bench.client)).toEqual(catalog);
  return { forth, inherited };
}

const check = (expression: string, name = 'CHK') => ({ checks: [{ name, expression }] });
const shout = (generatedAs: string) => text('shout', { generatedAs });

test.each<[what: string, before: Entities, after: Entities]>([
  ['gain a column', family([]), family([text('more', { nullable: false, default: "'x'" })])],
  ['lose a column', family([text('more')]), family([])],
  ['change a type', family([column('n', 'integer')]), family([column('n', 'bigint')])],
  ['refuse NULL', family([text('more')]), family([text('more', { nullable: false })])],
  ['change a default', family([text('more', { default: "'a'" })]), family([text('more', { default: "'b'" })])],
  ['gain a check', family([text('more')]), family([text('more')], check("more <> 'x'"))],
  ['change a check', family([], check('id > 0')), family([], check('id > 1'))],
  ['have a check renamed', family([], check('id > 0')), family([], check('id > 0', 'CHK_other'))],
  ['compute a column otherwise', family([shout("'a'")]), family([shout("'b'")])],
])('both %s', async (_what, before, after) => {
  const { inherited } = await thereAndBack(before, after, INHERIT);
  expect(inherited.filter((line) => line.includes(' inherits '))).toHaveLength(2);
});

test('columns and tables have other names', async () => {
  const of = (one: string, other: string, name: string) =>
    entities([table(one, [id, text(name)]), table(other, [id, text(name), text('reason')])]);
  const rename = ['posts=entries', 'drafts=sketches', 'entries.title=headline', 'sketches.title=headline'];
  const byHand = ['ALTER TABLE drafts INHERIT posts', `INSERT INTO drafts (id, title) VALUES (1, 'kept')`];
  const after = of('entries', 'sketches', 'headline');
  const { inherited } = await thereAndBack(of('posts', 'drafts', 'title'), after, byHand, { rename });
  expect(inherited).toContain('table public.sketches inherits public.entries using heap');
});

test('what only the entity of the one has lost stays with the other one, and its values', async () => {
  const of = (...columns: EntityColumn[]) => entities([table('posts', columns), table('drafts', [id, text('title')])]);
  await bench.build(entities([table('posts', [id, text('title')])]));
  await bench.client.query(`CREATE TABLE drafts () INHERITS (posts); INSERT INTO drafts VALUES (1, 'kept')`);
  await bench.run((await bench.compareWith(of(id))).upgrade());
  await bench.expectInSync(of(id));
  expect((await bench.client.query('SELECT * FROM drafts')).rows).toEqual([{ id: 1, title: 'kept' }]);
});

test('what a table has of the other one alone is no difference, and comes and goes with that', async () => {
  const of = (...columns: EntityColumn[]) => entities([table('posts', [id, ...columns]), table('drafts', [id])]);
  const { forth } = await thereAndBack(of(), of(text('more')), ['ALTER TABLE drafts INHERIT posts']);
  expect(namesOf(forth)).toEqual(['addColumn']);
});

test('a default that the one changes is not handed down', async () => {
  const of = (value: string) =>
    entities([table('posts', [id, text('state', { default: value })]), table('drafts', [id, text('state')])]);
  await thereAndBack(of("'a'"), of("'b'"), ['ALTER TABLE drafts INHERIT posts']);
});

test('both go, and come back as they were', async () => {
  const before = family([text('title')]);
  const drop = before.tables.map(({ name }) => `table:public.${name}`);
  await bench.build(before);
  for (const statement of INHERIT) await bench.client.query(statement);
  const catalog = await readCatalog(bench.client);
  const created = before.tables.map(({ name }) => `table\u0000public\u0000${name}`);
  const { upgrade, downgrade } = await bench.compareWith(entities([table('other', [id])]), { drop }, created);
  await bench.run(upgrade());
  await bench.run(downgrade());
  expect(await readCatalog(bench.client)).toEqual(catalog);
});

test('the one that another inherits from does not go', async () => {
  await bench.build(entities([table('posts', [id]), table('drafts', [id, text('reason')])]));
  await bench.client.query('ALTER TABLE drafts INHERIT posts');
  const after = entities([table('drafts', [id, text('reason')])]);
  const { upgrade } = await bench.compareWith(after, { drop: ['table:public.posts'] }, [
    'table\u0000public\u0000posts',
  ]);
  expect(upgrade).toThrow(
    'The inheritance public.drafts.posts uses the table public.posts, which no entity has any more.',
  );
});
