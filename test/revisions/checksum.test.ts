import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { checksumOf, checksumOfDirection, checksumOfFile, checksumOfOperations } from '../../src/revisions/checksum';
import { collectOperations } from '../../src/revisions/collect';
import type { Operations } from '../../src/revisions/operations';
import { temporaryFolder } from '../folder';

type Method = (op: Operations) => void | Promise<void>;

const revision = (upgrade: Method, downgrade: Method = () => undefined) => ({
  revision: 'aaaa1111',
  upgrade,
  downgrade,
});
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const whole: Method = (op) => {
  op.createTable('posts', {
    columns: {
      id: { type: 'serial', nullable: false },
      state: { type: type('state', { schema: 'app', array: true }), default: sql`'{}'`, collation: undefined },
      price: { type: type('money2', { modifiers: '3' }) },
    },
    primaryKey: { name: 'PK_posts', columns: ['id'] },
  });
  op.execute(sql`UPDATE posts SET price = ${'it’s'}`);
  op.bulkInsert('posts', [
    { id: 1, price: Number.NaN },
    { id: 2n, price: null },
  ]);
  op.dropTable('old', undefined);
};

test('golden: what is in databases is found again by every later version', async () => {
  expect({
    revision: await checksumOf(
      revision(whole, (op) => {
        op.dropTable('posts');
      }),
    ),
    nothing: await checksumOf(revision(() => undefined)),
    asking: await checksumOf(
      revision(
        async (op) => {
          op.dropColumn('posts', 'price');
          const rows = await op.query('SELECT 1', [2]);
          op.execute(`SELECT ${rows.length}`);
        },
        () => {
          throw new Error('there is no way back');
        },
      ),
    ),
  }).toMatchInlineSnapshot(`
{
  "asking": "675e606510e202e851aba7485d9f024733912b262bdb08d8c6362733e8e3090a",
  "nothing": "27163ab962d0833a026fc2af5143528164484f2fbec3a7d90e53a82a960a839c",
  "revision": "324bba7cb2af041ee145717ed327f2a1689eee14e3f626fc0c31551617ac10ba",
}
`);
});

test('the form is the one that is written down', async () => {
  const lines = [
    '["op","createTable","posts",["object",["columns",["object",["id",["object",["type","serial"],["nullable",false]]],["state",["object",["type",["type","state","app",null,true]],["default",["sql","\'{}\'"]]]],["price",["object",["type",["type","money2",null,"3",false]]]]]],["primaryKey",["object",["name","PK_posts"],["columns",["list","id"]]]]]]',
    '["op","execute",["sql","UPDATE posts SET price = \'it’s\'"]]',
    '["op","bulkInsert","posts",["list","id","price"],["list",["list","1","\'NaN\'"],["list","2","NULL"]],["object"]]',
    '["op","dropTable","old"]',
  ];
  expect(await checksumOfDirection(revision(whole), 'upgrade')).toBe(sha256(lines.map((line) => `${line}\n`).join('')));
  const [up, down] = [sha256(lines.map((line) => `${line}\n`).join('')), sha256('')];
  expect(await checksumOf(revision(whole))).toBe(sha256(`${up}\n${down}\n`));
  expect(checksumOfOperations([{ name: 'x', args: [Number.POSITIVE_INFINITY, undefined, null, undefined] }])).toBe(
    sha256('["op","x",["number","Infinity"],["undefined"],null]\n'),
  );
});

test('what runs later, awaited or not, is the same', async () => {
  const awaited: Method = async (op) => {
    await op.dropColumn('posts', 'a');
    await op.execute('SELECT 1');
  };
  const written: Method = (op) => {
    op.dropColumn('posts', 'a');
    op.execute('SELECT 1');
  };
  expect(await checksumOf(revision(awaited))).toBe(await checksumOf(revision(written)));
  expect(checksumOfOperations(await collectOperations(revision(written), 'upgrade'))).toBe(
    await checksumOfDirection(revision(awaited), 'upgrade'),
  );
});

/** Runs statements one behind the other. */
const executing =
  (...statements: readonly string[]): Method =>
  (op) => {
    for (const statement of statements) op.execute(statement);
  };
const askingBehind =
  (statement: string): Method =>
  async (op) => {
    op.execute(statement);
    await op.query('SELECT 1');
  };

test.each<[string, Method, Method]>([
  ['an operation', (op) => void op.dropColumn('posts', 'a'), (op) => void op.dropColumn('posts', 'b')],
  ['the order of operations', executing('1', '2'), executing('2', '1')],
  ['a text that was SQL', (op) => void op.execute(sql`1`), executing('1')],
  ['rows', (op) => void op.bulkInsert('a', [{ id: 1 }]), (op) => void op.bulkInsert('a', [{ id: 2 }])],
  ['a question', async (op) => void (await op.query('SELECT 1')), async (op) => void (await op.query('SELECT 2'))],
  ['what comes before a question', askingBehind('1'), askingBehind('2')],
  ['an error', () => undefined, () => Promise.reject(new Error('no'))],
])('another one: %s', async (_what, one, other) => {
  expect(await checksumOf(revision(one))).not.toBe(await checksumOf(revision(other)));
  // The way back counts as much.
  expect(await checksumOf(revision(() => undefined, one))).not.toBe(await checksumOf(revision(() => undefined, other)));
  expect(await checksumOf(revision(other))).not.toBe(await checksumOf(revision(() => undefined, other)));
});

test('what comes behind a question depends on the answer, and does not count', async () => {
  const asking =
    (behind: string): Method =>
    async (op) => {
      const rows = await op.query('SELECT 1').then(
        (answer) => answer,
        () => [],
      );
      op.execute(`${behind} ${rows.length}`);
    };
  expect(await checksumOf(revision(asking('a')))).toBe(await checksumOf(revision(asking('b'))));
});

test('of a file, the text counts; of one that is not there, nothing is known', () => {
  const folder = temporaryFolder('autogen-checksum-');
  writeFileSync(join(folder, 'a.ts'), 'text');
  expect(checksumOfFile(join(folder, 'a.ts'))).toBe(sha256('text'));
  expect(checksumOfFile(join(folder, 'b.ts'))).toBeUndefined();
});
