import { operationNames } from '../../src/postgres/operations';
import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { collectOperations } from '../../src/revisions/collect';
import { describeOperation, type Operations, touchedBy } from '../../src/revisions/operations';
import { findOverlaps } from '../../src/revisions/overlaps';
import { formatId } from '../../src/schema/object';
import type { Operation } from '../../src/schema/operation';
import { context } from '../run/project';

type Author = (op: Operations) => unknown;

async function operationsOf(author: Author): Promise<readonly Operation[]> {
  const upgrade = (op: Operations) => void author(op);
  return collectOperations({ revision: 'aaaa1111', upgrade, downgrade: () => undefined }, 'upgrade');
}

async function compare(one: Author, other: Author) {
  const first = [{ revision: 'one', operations: await operationsOf(one) }];
  const second = [{ revision: 'other', operations: await operationsOf(other) }];
  const { overlaps, untold } = findOverlaps(first, second, context);
  return {
    overlaps: overlaps.map(({ object }) => formatId(object)),
    untold: untold.map(({ revision, operation }) => `${revision}: ${operation && describeOperation(operation)}`),
  };
}

const id = { type: 'integer', nullable: false } as const;
const posts: Author = (op) => op.createTable('posts', { columns: { id } });
const title: Author = (op) => op.addColumn('posts', 'title', { type: 'text' });
const body: Author = (op) => op.addColumn('posts', 'body', { type: 'text' });
const longer: Author = (op) => op.alterColumn('posts', 'title', { type: 'varchar(200)' });
const noPosts: Author = (op) => op.dropTable('posts');
const owner: Author = (op) =>
  op.createForeignKey('FK_owner', {
    table: 'posts',
    columns: ['owner_id'],
    references: { table: 'users', columns: ['id'] },
  });
const checked: Author = (op) => op.createCheck('CHK_title', { table: 'posts', expression: sql`title <> ''` });
const view: Author = (op) => op.createView('titles', { as: sql`SELECT title FROM posts` });
const status = type('status');

describe('two lines', () => {
  test.each<[string, Author, Author, string]>([
    ['two columns of one table', title, body, ''],
    ['the same column', title, title, 'column:public.posts.title'],
    ['a column altered twice', longer, longer, 'column:public.posts.title'],
    ['the same table made twice', posts, posts, 'table:public.posts'],
    ['two tables', posts, (op) => op.createTable('users', { columns: { id } }), ''],
    [
      'tables of one name in two schemas',
      posts,
      (op) => op.createTable('posts', { schema: 'app', columns: { id } }),
      '',
    ],
    ['a table that goes, and a column of it', noPosts, title, 'table:public.posts'],
    ['a column, and its table that goes', title, noPosts, 'table:public.posts'],
    ['a table that gets another name', (op) => op.renameTable('posts', 'articles'), title, 'table:public.posts'],
    ['a schema that gets another name', (op) => op.renameSchema('public', 'app'), title, 'schema:public'],
    [
      'a table in the default schema, said and unsaid',
      noPosts,
      (op) => op.dropTable('posts', { schema: 'public' }),
      'table:public.posts',
    ],
    [
      'two foreign keys to one table',
      owner,
      (op) =>
        op.createForeignKey('FK_b', { table: 'b', columns: ['u'], references: { table: 'users', columns: ['id'] } }),
      '',
    ],
    ['a foreign key, and the table it refers to', owner, (op) => op.dropTable('users'), 'table:public.users'],
    [
      'a foreign key, and the type of what it refers to',
      owner,
      (op) => op.alterColumn('users', 'id', { type: 'bigint' }),
      'column:public.users.id',
    ],
    ['a foreign key, and another column there', owner, (op) => op.dropColumn('users', 'name'), ''],
    [
      'a new table with a foreign key',
      (op) =>
        op.createTable('a', {
          columns: { id },
          foreignKeys: [{ name: 'FK', columns: ['id'], references: { table: 'users', columns: ['id'] } }],
        }),
      (op) => op.dropTable('users'),
      'table:public.users',
    ],
    [
      'a check, and any column of its table',
      checked,
      (op) => op.dropColumn('posts', 'title'),
      'column:public.posts.title',
    ],
    ['a check, and a new column', checked, body, ''],
    [
      'an index, and its column',
      (op) => op.createIndex('IDX', { table: 'posts', columns: ['title'] }),
      longer,
      'column:public.posts.title',
    ],
    ['an index, and another column', (op) => op.createIndex('IDX', { table: 'posts', columns: ['id'] }), longer, ''],
    [
      'a partial index, and any column',
      (op) => op.createIndex('IDX', { table: 'posts', columns: ['id'], where: sql`title <> ''` }),
      longer,
      'column:public.posts.title',
    ],
    [
      'a comment, and the type of its column',
      (op) => op.comment({ table: 'posts', column: 'title' }, 'x'),
      longer,
      'column:public.posts.title',
    ],
    [
      'two comments of one table',
      (op) => op.comment({ table: 'posts' }, 'x'),
      (op) => op.comment({ table: 'posts' }, 'y'),
      'comment:public.posts',
    ],
    ['a comment, and a new column', (op) => op.comment({ table: 'posts' }, 'x'), title, ''],
    [
      'labels of one enum, whose order depends on who comes first',
      (op) => op.addEnumValue('status', 'a'),
      (op) => op.addEnumValue('status', 'b'),
      'labels:public.status',
    ],
    [
      'a label, and a column of the type',
      (op) => op.addEnumValue('status', 'a'),
      (op) => op.addColumn('posts', 'status', { type: status }),
      '',
    ],
    [
      'a type that goes, and a new column of it',
      (op) => op.dropEnum('status'),
      (op) => op.addColumn('posts', 'status', { type: status }),
      'enum:public.status',
    ],
    [
      'a type that goes, and a new table with it',
      (op) => op.dropEnum('status'),
      (op) => op.createTable('a', { columns: { s: { type: status } } }),
      'enum:public.status',
    ],
    [
      'two primary keys of one table',
      (op) => op.createPrimaryKey('a', { table: 'posts', columns: ['id'] }),
      (op) => op.createPrimaryKey('b', { table: 'posts', columns: ['id'] }),
      'primaryKey:public.posts',
    ],
    ['the same extension', (op) => op.createExtension('citext'), (op) => op.createExtension('citext'), ''],
    [
      'rows, and the column they are in',
      (op) => op.bulkInsert('posts', [{ title: 'x' }]),
      longer,
      'column:public.posts.title',
    ],
    [
      'rows of one table',
      (op) => op.bulkInsert('posts', [{ title: 'x' }]),
      (op) => op.bulkInsert('posts', [{ title: 'y' }]),
      '',
    ],
    [
      'a probe, which changes nothing',
      (op) => op.probe('posts', { notNull: ['title'] }),
      (op) => op.dropColumn('posts', 'body'),
      '',
    ],
    [
      'values of a column, and its type',
      (op) => op.backfill('posts', { set: { title: sql`body` } }),
      longer,
      'column:public.posts.title',
    ],
    [
      'values of a column, and any other column, which they may be made of',
      (op) => op.backfill('posts', { set: { title: sql`body` } }),
      (op) => op.dropColumn('posts', 'body'),
      'column:public.posts.body',
    ],
    [
      'values in batches, and another column that goes',
      (op) => op.backfill('posts', { set: { title: sql`body` }, batch: 10 }),
      (op) => op.dropColumn('posts', 'body'),
      'column:public.posts.body',
    ],
    [
      'a policy that goes twice',
      (op) => op.dropPolicy('p', { table: 'posts' }),
      (op) => op.dropPolicy('p', { table: 'posts' }),
      'policy:public.posts.p',
    ],
    [
      'a trigger, and its table that goes',
      (op) => op.dropTrigger('t', { table: 'posts' }),
      noPosts,
      'table:public.posts',
    ],
    ['nothing, and anything', () => undefined, noPosts, ''],
  ])('%s', async (_name, one, other, expected) => {
    expect(await compare(one, other)).toEqual({ overlaps: expected === '' ? [] : [expected], untold: [] });
    // Which of them is asked first is no matter.
    expect((await compare(other, one)).overlaps).toEqual(expected === '' ? [] : [expected]);
  });

  test('of SQL, and of what a query may mention, nobody can tell', async () => {
    const statement: Author = (op) => op.execute('UPDATE posts SET id = 1');
    const told = "one: execute('UPDATE posts SET id = 1')";
    expect(await compare(statement, title)).toEqual({ overlaps: [], untold: [told] });
    expect(await compare(statement, () => undefined)).toEqual({ overlaps: [], untold: [] });
    expect(await compare(view, longer)).toEqual({ overlaps: [], untold: ["one: createView('titles')"] });
    expect(await compare(view, title)).toEqual({ overlaps: [], untold: [] });
  });

  test('what is known beside what is not is compared', async () => {
    const both: Author = (op) => {
      op.execute('SELECT 1');
      op.dropColumn('posts', 'title');
    };
    expect(await compare(both, longer)).toEqual({
      overlaps: ['column:public.posts.title'],
      untold: ["one: execute('SELECT 1')"],
    });
  });

  test('each side of an overlap lists all its operations on the object', async () => {
    const first = [{ revision: 1, operations: await operationsOf(longer) }];
    const second = [
      { revision: 2, operations: await operationsOf(longer) },
      { revision: 3, operations: await operationsOf((op) => op.dropColumn('posts', 'title')) },
    ];
    const [overlap] = findOverlaps(first, second, context).overlaps;
    expect(overlap!.first.map(({ revision }) => revision)).toEqual([1]);
    expect(overlap!.second.map(({ revision, operation }) => [revision, operation.name])).toEqual([
      [2, 'alterColumn'],
      [3, 'dropColumn'],
    ]);
  });
});

test('every operation says what it is about', () => {
  // With arguments that are too few, it fails where it says something, and says nothing where it has no word for it.
  const silent = operationNames().filter((name) => {
    try {
      return touchedBy({ name, args: ['a', 'b', 'c', {}] }, context) === undefined;
    } catch {
      return false;
    }
  });
  expect(silent).toEqual([]);
});
