/** What operations say that they lock, beside what PostgreSQL says that they hold. */

import { Client, type ClientConfig } from 'pg';
import { locksOf, operationNames, type SchemaOperations, statementsOf } from '../../src/postgres/operations';
import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import { lockedText } from '../../src/render/describe';
import { statementsOf as dataStatementsOf, locksOf as writtenLocksOf } from '../../src/revisions/operations';
import { type Lock, type LockMode, strongestLocks } from '../../src/schema/lock';
import type { Operation } from '../../src/schema/operation';
import { testServer } from '../server';

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

const TABLES = `
  CREATE SCHEMA app;
  CREATE TYPE status AS ENUM ('a', 'b');
  CREATE TABLE users (id integer CONSTRAINT "PK_users" PRIMARY KEY, email text CONSTRAINT "UQ_users" UNIQUE);
  CREATE TABLE posts (
    id serial CONSTRAINT "PK_posts" PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    owner integer CONSTRAINT "FK_owner" REFERENCES users,
    title text, n integer CONSTRAINT "CHK_n" CHECK (n > 0), status status, spare integer NOT NULL DEFAULT 0,
    CONSTRAINT "XCL_n" EXCLUDE USING btree (n WITH =)
  );
  CREATE SEQUENCE spare_seq;
  CREATE TYPE unused AS ENUM ();
  CREATE TABLE bare (id integer);
  CREATE TABLE heirs (id integer, n integer);
  CREATE TABLE plain (id integer);
  CREATE TABLE drafts (reason text) INHERITS (plain);
  INSERT INTO users VALUES (1, 'a'), (2, 'b'); INSERT INTO posts (owner, title, n, status) VALUES (1, 'a', 1, 'a');
  ALTER TABLE posts ADD CONSTRAINT "CHK_later" CHECK (spare > -1) NOT VALID;
  ALTER TABLE posts ADD CONSTRAINT "FK_later" FOREIGN KEY (n) REFERENCES users NOT VALID;
  CREATE TABLE notes (id integer CONSTRAINT "PK_notes" PRIMARY KEY, n integer);
  CREATE INDEX "IDX_title" ON posts (title);
  CREATE VIEW emails AS SELECT email FROM users;
  CREATE MATERIALIZED VIEW stored AS SELECT email FROM users;
  CREATE STATISTICS likely ON title, n FROM posts;
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER touched BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE RULE silent AS ON DELETE TO notes DO INSTEAD NOTHING;
  CREATE POLICY own ON posts;
  CREATE TABLE typeorm_metadata ("type" varchar NOT NULL, "database" varchar, "schema" varchar, "table" varchar, "name" varchar, "value" text);
`;

const id = { type: 'integer', nullable: false } as const;
const posts = { table: 'posts' };
const usersId = { table: 'users', columns: ['id'] };
const trigger = sql`CREATE TRIGGER second BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch()`;
const rule = sql`CREATE RULE second AS ON DELETE TO notes DO INSTEAD NOTHING`;

/** A call, and the objects that it means where it says no names. */
type Sample = readonly [call: (op: SchemaOperations) => unknown, ...meant: string[]];

const SAMPLES: readonly Sample[] = [
  [(op) => op.createSchema('more')],
  [(op) => op.renameSchema('app', 'core')],
  [(op) => op.dropSchema('app')],
  [(op) => op.createEnum('more', ['a'])],
  [(op) => op.dropEnum('unused')],
  [(op) => op.renameEnum('status', 'state')],
  [(op) => op.setEnumSchema('status', 'app')],
  [(op) => op.renameEnumValue('status', 'a', 'c')],
  [(op) => op.addEnumValue('status', 'c')],
  [(op) => op.createTable('made', { columns: { id } })],
  [
    (op) =>
      op.createTable('made', {
        columns: { id, s: { type: type('status') }, other: { type: 'integer' } },
        primaryKey: { name: 'PK_made', columns: ['id'] },
        foreignKeys: [
          { name: 'FK_made', columns: ['id'], references: usersId },
          { name: 'FK_self', columns: ['other'], references: { table: 'made', columns: ['id'] } },
        ],
      }),
  ],
  [(op) => op.dropTable('notes')],
  [(op) => op.dropTable('posts'), 'public.users'],
  [(op) => op.renameTable('posts', 'articles')],
  [(op) => op.setTableSchema('posts', 'app')],
  [(op) => op.addColumn('posts', 'slug', { type: 'text', nullable: false, default: sql`''` })],
  [(op) => op.addColumn('posts', 'serial', { type: 'serial' })],
  [(op) => op.dropColumn('posts', 'title')],
  [(op) => op.dropColumn('posts', 'owner'), 'public.users'],
  [(op) => op.renameColumn('posts', 'title', 'name')],
  [(op) => op.alterColumn('posts', 'title', { type: 'varchar(200)' })],
  [(op) => op.alterColumn('posts', 'owner', { type: 'bigint' }), 'public.users'],
  [(op) => op.alterColumn('users', 'id', { type: 'bigint' }), 'public.posts'],
  [(op) => op.alterColumn('posts', 'title', { nullable: false })],
  [(op) => op.alterColumn('posts', 'title', { default: sql`'x'` })],
  [(op) => op.alterColumn('posts', 'spare', { default: null })],
  [(op) => op.alterColumn('posts', 'number', { identity: null })],
  [(op) => op.alterTable('posts', { columns: { title: { nullable: false }, spare: { default: sql`1` } } })],
  [(op) => op.alterTable('posts', { columns: { owner: { type: 'bigint' } } }), 'public.users'],
  [(op) => op.alterIdentity('posts', 'number', 'by default')],
  [(op) => op.serialToIdentity('posts', 'id', { identity: 'always', sequence: 'posts_id_seq' })],
  [(op) => op.identityToSerial('posts', 'number', { sequence: 'posts_number_seq', type: 'bigint' })],
  [(op) => op.createSequence('more_seq', { ownedBy: { table: 'posts', column: 'spare' } })],
  [(op) => op.dropSequence('spare_seq')],
  [(op) => op.alterSequence('spare_seq', { max: '900' })],
  [(op) => op.renameSequence('spare_seq', 'other_seq')],
  [(op) => op.createPrimaryKey('PK', { table: 'bare', columns: ['id'] })],
  [(op) => op.dropPrimaryKey('PK_notes', { table: 'notes' })],
  [(op) => op.renamePrimaryKey('PK_posts', 'PK', posts)],
  [(op) => op.createUnique('UQ', { table: 'posts', columns: ['title'] })],
  [(op) => op.dropUnique('UQ_users', { table: 'users' })],
  [(op) => op.renameUnique('UQ_users', 'UQ', { table: 'users' })],
  [(op) => op.createCheck('CHK', { table: 'posts', expression: sql`n > 0` })],
  [(op) => op.createCheck('CHK', { table: 'posts', expression: sql`n > 0`, validity: 'not valid' })],
  [(op) => op.dropCheck('CHK_n', posts)],
  [(op) => op.renameCheck('CHK_n', 'CHK', posts)],
  [(op) => op.validateCheck('CHK_later', posts)],
  [(op) => op.createExclusion('XCL', { table: 'posts', definition: sql`USING btree (id WITH =)` })],
  [(op) => op.dropExclusion('XCL_n', posts)],
  [(op) => op.renameExclusion('XCL_n', 'XCL', posts)],
  [(op) => op.createForeignKey('FK', { table: 'notes', columns: ['id'], references: usersId })],
  [(op) => op.createForeignKey('FK', { table: 'notes', columns: ['id'], references: usersId, validity: 'not valid' })],
  [(op) => op.dropForeignKey('FK_owner', posts), 'public.users'],
  [(op) => op.renameForeignKey('FK_owner', 'FK', posts)],
  [(op) => op.validateForeignKey('FK_later', posts), 'public.users'],
  [(op) => op.alterForeignKey('FK_owner', { table: 'posts', deferrable: 'deferred' })],
  [(op) => op.createIndex('IDX', { table: 'posts', columns: ['title'] })],
  [(op) => op.createIndex('IDX', { table: 'stored', columns: ['email'] })],
  [(op) => op.dropIndex('IDX_title', posts)],
  [(op) => op.renameIndex('IDX_title', 'IDX', posts), 'public."IDX_title"'],
  [(op) => op.comment(posts, 'x')],
  [(op) => op.comment({ table: 'posts', column: 'title' }, 'x')],
  [(op) => op.setTypeormMetadata({ table: 'posts', column: 'title' }, 'x')],
  [(op) => op.setTypeormMetadata({ view: 'emails' }, null)],
  [(op) => op.createView('titles', { as: sql`SELECT title FROM posts` }), 'public.posts'],
  [(op) => op.createView('titles', { as: sql`SELECT title FROM posts`, materialized: true }), 'public.posts'],
  [(op) => op.dropView('emails')],
  [(op) => op.dropView('stored', { materialized: true })],
  [(op) => op.probe('posts', { notNull: ['title'], key: ['id'] })],
  [(op) => op.probe('notes', { foreignKey: ['n'], references: usersId, key: ['id'] })],
  [(op) => op.backfill('posts', { set: { title: sql`'x'` } })],
  [(op) => op.backfill('posts', { set: { owner: sql`2` } }), 'public.users'],
  [
    (op) => op.createStatistics('more', { definition: sql`CREATE STATISTICS more ON title, n FROM posts` }),
    'public.posts',
  ],
  [(op) => op.dropStatistics('likely'), 'public.posts'],
  [(op) => op.inherit('bare', { table: 'heirs' })],
  [(op) => op.disinherit('plain', { table: 'drafts' })],
  [(op) => op.createRule('second', { table: 'notes', definition: rule, fires: 'always', comment: 'x' })],
  [(op) => op.dropRule('silent', { table: 'notes' })],
  [(op) => op.createTrigger('second', { table: 'posts', definition: trigger, fires: 'disabled', comment: 'x' })],
  [(op) => op.dropTrigger('touched', posts)],
  [(op) => op.createPolicy('second', { table: 'posts', using: sql`n > 0`, comment: 'x' })],
  [(op) => op.dropPolicy('own', posts)],
];

/** What they lock is their scripts' business. */
const ELSEWHERE = ['createExtension', 'dropExtension'];

function recorded(call: (op: SchemaOperations) => unknown): Operation {
  let found: Operation | undefined;
  const op = new Proxy({} as SchemaOperations, {
    get:
      (_target, name: string) =>
      (...args: Operation['args']) => {
        found = { name, args };
      },
  });
  call(op);
  return found!;
}

let config: ClientConfig;
let client: Client;
beforeAll(async () => {
  const server = await testServer();
  config = await server.createDatabase();
  client = new Client(config);
  await client.connect();
  await client.query(TABLES);
});
afterAll(async () => {
  await client.end();
  await (await testServer()).dropDatabase(config);
});

/** `public.posts` → its kind, of what is there. */
async function relations(): Promise<ReadonlyMap<string, { readonly name: string; readonly kind: string }>> {
  const { rows } = await client.query<{ oid: string; name: string; kind: string }>(
    `SELECT oid::text, format('%I.%I', relnamespace::regnamespace::text, relname) AS name, relkind::text AS kind
       FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'app'::regnamespace)`,
  );
  return new Map(rows.map(({ oid, ...rest }) => [oid, rest]));
}

/** What the session of `pid` holds of what there was, by name: the strongest of each. */
async function held(before: Awaited<ReturnType<typeof relations>>, pid: string): Promise<Map<string, LockMode>> {
  const { rows } = await client.query<{ oid: string; mode: string }>(
    `SELECT relation::text AS oid, mode FROM pg_locks WHERE pid = ${pid} AND granted AND relation IS NOT NULL`,
  );
  const locks = rows.flatMap(({ oid, mode }): Lock[] => {
    const found = before.get(oid);
    const words = mode.replace(/Lock$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
    return found === undefined
      ? []
      : [{ mode: words.toUpperCase() as LockMode, object: { kind: found.kind, path: [found.name] } }];
  });
  return new Map(
    strongestLocks(locks).map((lock) => [('object' in lock ? lock.object.path[0] : undefined) ?? '', lock.mode]),
  );
}

/** Tables and views, and what else is spoken of. */
function compared(
  locks: ReadonlyMap<string, LockMode>,
  before: Awaited<ReturnType<typeof relations>>,
  said: readonly string[],
) {
  const kinds = new Map([...before.values()].map(({ name, kind }) => [name, kind]));
  const isTold = (name: string) => 'rpvm'.includes(kinds.get(name) ?? '') || said.includes(name);
  return Object.fromEntries([...locks].filter(([name]) => isTold(name)).sort());
}

function declared(locks: readonly Lock[], meant: readonly string[]): Map<string, LockMode> {
  const named = locks.flatMap((lock): Lock[] =>
    'object' in lock
      ? [{ mode: lock.mode, object: { kind: '', path: [lockedText(lock)] } }]
      : meant.map((name) => ({ mode: lock.mode, object: { kind: '', path: [name] } })),
  );
  return new Map(
    strongestLocks(named).map((lock) => [('object' in lock ? lock.object.path[0] : undefined) ?? '', lock.mode]),
  );
}

const named = SAMPLES.map(([call, ...meant]) => {
  const operation = recorded(call);
  return [JSON.stringify([operation.name, ...operation.args]).slice(0, 140), operation, meant] as const;
});

test.each(named)('%s', async (_name, operation, meant) => {
  const before = await relations();
  await client.query('BEGIN');
  try {
    for (const statement of statementsOf(operation, context)) await client.query(statement);
    const said = declared(locksOf(operation, context) ?? [], meant);
    expect(compared(said, before, [...said.keys()])).toEqual(
      compared(await held(before, 'pg_backend_pid()'), before, [...said.keys()]),
    );
  } finally {
    await client.query('ROLLBACK');
  }
});

test('rows that are inserted', async () => {
  const operation = { name: 'bulkInsert', args: ['posts', ['owner', 'n'], [['1', '2']], {}] };
  const before = await relations();
  await client.query('BEGIN');
  try {
    for (const statement of dataStatementsOf(operation, context)) await client.query(statement);
    const said = declared(writtenLocksOf(operation, context) ?? [], ['public.users']);
    expect(compared(said, before, [])).toEqual(compared(await held(before, 'pg_backend_pid()'), before, []));
  } finally {
    await client.query('ROLLBACK');
  }
});

test('of an index that is built, or dropped, while others write', async () => {
  const operations = [
    recorded((op) => op.createIndex('IDX_n', { table: 'notes', columns: ['n'], concurrently: true })),
    recorded((op) => op.dropIndex('IDX_n', { table: 'notes', concurrently: true })),
  ];
  const worker = new Client(config);
  await worker.connect();
  try {
    const { rows } = await worker.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    for (const operation of operations) {
      const before = await relations();
      // It waits for whoever has the table in use, and holds its lock meanwhile.
      await client.query('BEGIN; LOCK TABLE notes IN ROW EXCLUSIVE MODE');
      const [statement = ''] = statementsOf(operation, context);
      const done = worker.query(statement);
      let found = new Map<string, LockMode>();
      for (let tries = 0; found.size === 0 && tries < 200; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        found = await held(before, String(rows[0]?.pid));
      }
      await client.query('COMMIT');
      await done;
      expect(compared(found, before, [])).toEqual(
        compared(declared(locksOf(operation, context) ?? [], []), before, []),
      );
    }
  } finally {
    await worker.end();
  }
});

test('nobody can tell what a person wrote, or the script of an extension', () => {
  expect(writtenLocksOf({ name: 'execute', args: ['DROP TABLE posts'] }, context)).toBeUndefined();
  expect(locksOf({ name: 'createExtension', args: ['citext'] }, context)).toBeUndefined();
});

test('no operation is left out', () => {
  const measured = named.map(([, { name }]) => name);
  expect([...new Set([...measured, ...ELSEWHERE])].sort()).toEqual([...operationNames()].sort());
});
