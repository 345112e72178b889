/** Two databases: a copy is no difference, however it prints its texts, and the way from one to the other leads there. */

import { compareDatabases } from '../../src/autogen';
import { reflect } from '../../src/postgres/reflect';
import type { Schema } from '../../src/schema/schema';
import { namesOf, workbench } from '../workbench';

const bench = workbench();
const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

const read = () => reflect(bench.client, context);
const between = (first: Schema, second: Schema) => compareDatabases(first, second, { client: bench.client, context });

/** An IN list over varchar: stored as it is written, it prints otherwise than stored as it is printed. */
const LIST = (words: string) => `state IN (${words})`;
const POSTS = (words: string) => `CREATE TABLE posts (id integer, state varchar(9), note text);
  ALTER TABLE posts ADD CONSTRAINT known CHECK (${LIST(words)});
  CREATE INDEX open ON posts (id) WHERE ${LIST(words)};
  CREATE VIEW few AS SELECT id FROM posts WHERE ${LIST(words)}`;

/** What a dump and restore does: all is stored again as it is printed. */
const RESTORE = `DO $$ DECLARE
  known text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'known');
  open text := (SELECT indexdef FROM pg_indexes WHERE indexname = 'open');
  few text := (SELECT definition FROM pg_views WHERE viewname = 'few');
BEGIN
  ALTER TABLE posts DROP CONSTRAINT known; DROP INDEX open; DROP VIEW few;
  EXECUTE 'ALTER TABLE posts ADD CONSTRAINT known ' || known;
  EXECUTE open; EXECUTE 'CREATE VIEW few AS ' || few;
END $$`;

test('one that was dumped and restored is the same, in both directions', async () => {
  await bench.client.query(POSTS("'new', 'done'"));
  const original = await read();
  await bench.client.query(RESTORE);
  const restored = await read();
  expect(restored.list()).not.toEqual(original.list());
  expect((await between(original, restored)).changes).toEqual([]);
  expect((await between(restored, original)).changes).toEqual([]);
});

test('other texts are differences, and what leads there leads there', async () => {
  await bench.client.query(POSTS("'new', 'done'"));
  const second = await read();
  await bench.client.query(`DROP TABLE posts CASCADE; ${POSTS("'new', 'old'")}`);
  const { changes, upgrade } = await between(await read(), second);
  const kinds = changes.map((change) => (change.verb === 'alter' ? change.after.kind : change.verb));
  expect(kinds.sort()).toEqual(['check', 'index', 'view']);
  await bench.run(upgrade());
  expect((await between(await read(), second)).changes).toEqual([]);
});

test('what entities cannot say is a difference between databases all the same', async () => {
  await bench.client.query(
    'CREATE TABLE posts (id integer); CREATE VIEW few AS SELECT id FROM posts WHERE id IN (1, 2)',
  );
  const plain = await read();
  await bench.client.query('ALTER VIEW few SET (security_barrier = true)');
  const { upgrade } = await between(await read(), plain);
  expect(namesOf(upgrade())).toEqual(['dropView', 'createView']);
});
