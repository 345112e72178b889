import { sql } from '../../src/postgres/sql/sql';
import { pathTo } from '../../src/revisions/targets';
import { script } from '../../src/run/script';
import { context, createsTable, failure, project } from './project';

const revisions = project({
  aaaa1111: createsTable('a'),
  bbbb1111: { upgrade: (op) => void op.execute(sql`UPDATE a SET id = ${1}`) },
});
const options = { load: revisions.load, context };

test('the SQL of each revision is told without a database', async () => {
  const parts = await script(pathTo(revisions.graph, [], 'upgrade', 'head'), options);
  expect(parts.map(({ title, statements }) => [title, statements])).toEqual([
    ['upgrade aaaa1111', [expect.stringMatching(/^CREATE TABLE "public"\."a" \("id" integer NOT NULL\)$/)]],
    ['upgrade bbbb1111', ['UPDATE a SET id = 1']],
  ]);
  expect(parts[1]!.operations).toEqual([
    { operation: { name: 'execute', args: [sql`UPDATE a SET id = 1`] }, statements: ['UPDATE a SET id = 1'] },
  ]);
});

test('and of the way back', async () => {
  const parts = await script(pathTo(revisions.graph, ['bbbb1111'], 'downgrade', 'base'), options);
  expect(parts.map(({ title, statements }) => [title, statements])).toEqual([
    ['downgrade bbbb1111', []],
    ['downgrade aaaa1111', ['DROP TABLE "public"."a"']],
  ]);
});

test('a revision that asks the database has no SQL without one', async () => {
  const asking = project({ aaaa1111: { upgrade: async (op) => void (await op.query('SELECT 1')) } });
  const steps = pathTo(asking.graph, [], 'upgrade', 'head');
  expect(await failure(script(steps, { load: asking.load, context }))).toMatchObject({
    code: 'offline-query',
    at: 'migrations/aaaa1111.ts',
  });
});
