/** A revision that was written beside one database runs in one of another name: nothing in it says which it was. */

import { Client } from 'pg';
import { compare } from '../../src/autogen';
import { readTypeormMetadata } from '../catalog';
import { testServer } from '../server';
import { sqlOf, workbench } from '../workbench';
import { column, entities, table } from './entities';

const bench = workbench();
const posts = (generatedAs: string) =>
  entities([
    table('posts', [column('title', 'text'), column('shout', 'text', { generatedAs })], {
      indexes: [{ name: 'IDX', columns: ['shout'], unique: false, method: 'btree', where: null }],
    }),
  ]);

test('a generated column, and what TypeORM notes of it', async () => {
  const [first, second] = [posts('upper(title)'), posts('lower(title)')];
  const made = (await bench.compareWith(first)).upgrade();
  await bench.run(made);
  const { upgrade, downgrade } = await bench.compareWith(second);
  const [forth, back] = [upgrade(), downgrade()];

  const server = await testServer();
  const config = await server.createDatabase();
  expect(config.database).not.toBe(bench.client.database);
  expect(sqlOf([...made, ...forth, ...back]).join()).not.toContain(bench.client.database);
  const client = new Client(config);
  await client.connect();
  try {
    const run = async (statements: readonly string[]) => {
      for (const statement of statements) await client.query(statement);
    };
    const changesTo = async (wanted: typeof first) => {
      const rest = { created: async () => new Set<string>(), ignored: [], kept: [], answers: {} };
      return (await compare({ client, context: wanted, entities: async () => wanted, ...rest })).changes;
    };
    await run(sqlOf(made));
    const noted = await readTypeormMetadata(client);
    await client.query(`INSERT INTO posts VALUES ('Hello')`);
    await run(sqlOf(forth));
    expect((await client.query('SELECT shout FROM posts')).rows).toEqual([{ shout: 'hello' }]);
    expect(await changesTo(second)).toEqual([]);
    await run(sqlOf(back));
    expect((await client.query('SELECT shout FROM posts')).rows).toEqual([{ shout: 'HELLO' }]);
    expect(await changesTo(first)).toEqual([]);
    expect(await readTypeormMetadata(client)).toEqual(noted);
    const { rows } = await client.query('SELECT DISTINCT database = current_database() AS own FROM typeorm_metadata');
    expect(rows).toEqual([{ own: true }]);
  } finally {
    await client.end();
    await server.dropDatabase(config);
  }
});
