/** A single value that became an array of one is that value again on the way back; an array of more is refused. */

import { workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();
const id = column('id', 'integer', { nullable: false });
const posts = (type: string) => entities([table('posts', [id, column('tag', type)])]);
const values = async () =>
  (await bench.client.query<{ tag: string }>('SELECT tag::text FROM posts ORDER BY id')).rows.map(({ tag }) => tag);

describe.each([
  ['text', 'text[]', ['a', '{b,c}', ' ', '']],
  ['character varying(5)', 'character varying(5)[]', ['a', '{}']],
  ['character varying', 'text[]', ["it's", 'a"b']],
  ['integer', 'integer[]', ['7', '-8']],
  ['integer', 'bigint[]', ['7']],
  ['uuid', 'uuid[]', ['00000000-0000-0000-0000-000000000001']],
])('%s → %s', (single, array, held) => {
  beforeEach(async () => {
    await bench.build(posts(single));
    for (const [place, value] of [...held, null].entries()) {
      await bench.client.query(`INSERT INTO posts VALUES ($1, $2)`, [place, value]);
    }
  });

  const moved = async () => {
    const asked = await bench.compareWith(posts(array));
    const using = asked.questions.flatMap((question) =>
      'suggestion' in question && question.suggestion !== null ? [`posts.tag=${question.suggestion}`] : [],
    );
    const { upgrade, downgrade } = await bench.compareWith(posts(array), { using });
    const [forth, back] = [upgrade(), downgrade()];
    await bench.run(forth);
    return back;
  };

  test('comes back', async () => {
    const back = await moved();
    await bench.run(back);
    expect(await values()).toEqual([...held, null]);
    await bench.expectInSync(posts(single));
  });

  test.each(['ARRAY[tag[1], tag[1]]', 'ARRAY[tag]', "('[0:0]={' || (tag[1])::text || '}')::%"])(
    'is refused where %s is there since',
    async (written) => {
      const back = await moved();
      await bench.client.query(`UPDATE posts SET tag = ${written.replace('%', array)} WHERE id = 0`);
      const there = await values();
      await expect(bench.run(back)).rejects.toMatchObject({ code: '22P02' });
      expect(await values()).toEqual(there);
    },
  );

  test('an empty one is nothing', async () => {
    const back = await moved();
    await bench.client.query(`UPDATE posts SET tag = '{}' WHERE id = 0`);
    await bench.run(back);
    expect((await values())[0]).toBeNull();
  });
});

test('a text that was read as an array is written as one', async () => {
  await bench.build(posts('text'));
  await bench.client.query(`INSERT INTO posts VALUES (1, '{1,2}')`);
  const { upgrade, downgrade } = await bench.compareWith(posts('integer[]'));
  const [forth, back] = [upgrade(), downgrade()];
  await bench.run(forth);
  await bench.run(back);
  expect(await values()).toEqual(['{1,2}']);
});
