/** A table that no revision created is left alone, unless a new one may be it under another name. */

import type { Comparison } from '../../src/autogen';
import { answersTo } from '../../src/diff/answers';
import { formatId } from '../../src/schema/object';
import { namesOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();
const id = column('id', 'integer', { nullable: false });
const title = column('title', 'text');
const articles = entities([table('articles', [id, title])]);

beforeEach(async () => {
  await bench.client.query(`CREATE TABLE posts (id integer NOT NULL, title text); INSERT INTO posts VALUES (1, 'one')`);
});

const asked = ({ questions }: Comparison) => questions.map((question) => answersTo(question));

test('it is a question where an entity is like it, and it may not be dropped', async () => {
  const found = await bench.compareWith(articles);
  expect(asked(found)).toEqual([
    [
      { option: 'rename', value: 'table:public.posts=articles' },
      { option: 'keep', value: 'table:public.posts' },
    ],
  ]);
  await expect(bench.compareWith(articles, { drop: ['posts'] })).rejects.toMatchObject({ code: 'unknown-answer' });
});

test('it is renamed with its rows, there and back', async () => {
  const found = await bench.compareWith(articles, { rename: ['posts=articles'] });
  expect(namesOf(found.upgrade())).toEqual(['renameTable']);
  await bench.run(found.upgrade());
  await bench.expectInSync(articles);
  expect((await bench.client.query('SELECT * FROM articles')).rows).toEqual([{ id: 1, title: 'one' }]);
  await bench.run(found.downgrade());
  expect((await bench.client.query('SELECT * FROM posts')).rows).toEqual([{ id: 1, title: 'one' }]);
});

test('it stays where an answer or the settings say so', async () => {
  const found = await bench.compareWith(articles, { keep: ['posts'] });
  expect(found.questions).toEqual([]);
  expect(namesOf(found.upgrade())).toEqual(['createTable']);
});

test('it takes any new name that an answer gives it', async () => {
  const other = entities([table('log', [column('line', 'bytea')])]);
  const found = await bench.compareWith(other);
  expect({ questions: found.questions, unmanaged: found.unmanaged.map(formatId) }).toEqual({
    questions: [],
    unmanaged: ['table:public.posts'],
  });
  const renamed = await bench.compareWith(other, { rename: ['posts=log'], drop: ['posts.id', 'posts.title'] });
  expect(namesOf(renamed.upgrade())[0]).toBe('renameTable');
});

test('it is left alone where nothing is new', async () => {
  const found = await bench.compareWith(entities([]));
  expect({ changes: found.changes, questions: found.questions }).toEqual({ changes: [], questions: [] });
});
