/** The SQL of every operation, frozen: a new version of the library must not rewrite the history of its users. */

import { operationNames, type SchemaOperations, statementsOf } from '../../src/postgres/operations';
import { sql } from '../../src/postgres/sql/sql';
import { type } from '../../src/postgres/sql/types';
import type { Operation } from '../../src/schema/operation';

const calls: Operation[] = [];
const op = new Proxy({} as SchemaOperations, {
  get:
    (_target, name: string) =>
    (...args: Operation['args']) => {
      calls.push({ name, args });
    },
});

function history(): void {
  op.createSchema('app');
  op.renameSchema('app', 'core');
  op.dropSchema('app');
  op.createExtension('uuid-ossp');
  op.dropExtension('uuid-ossp');
  op.createEnum('post_status', ['draft', "it's"]);
  op.createEnum('post_status', ['draft'], { schema: 'app' });
  op.dropEnum('post_status');
  op.renameEnum('post_status', 'state', { schema: 'app' });
  op.setEnumSchema('post_status', 'core', { schema: 'app' });
  op.addEnumValue('post_status', 'archived');
  op.addEnumValue('post_status', 'new', { before: 'draft' });
  op.addEnumValue('post_status', 'old', { schema: 'app', after: 'draft' });
  op.renameEnumValue('post_status', 'old', "it's");
  op.renameEnumValue('post_status', 'old', 'new', { schema: 'app' });
  op.createTable('empty', {});
  op.createTable('posts', {
    schema: 'app',
    columns: {
      id: { type: 'serial', nullable: false },
      'odd "name"': { type: 'varchar(200)', nullable: true, collation: 'C' },
      status: { type: type('post_status', { schema: 'app' }), nullable: false, default: sql`'draft'` },
      tags: { type: 'text[]', nullable: false, default: sql`'{}'` },
      place: { type: type('geometry', { modifiers: 'Point,4326' }), nullable: true },
      at: { type: 'timestamptz(3)', nullable: false, default: sql`now()` },
      number: { type: 'bigint', nullable: false, identity: 'always' },
      length: { type: 'integer', nullable: true, generated: sql`length("odd ""name""")` },
    },
    primaryKey: { name: 'PK_posts', columns: ['id'] },
    uniques: [{ name: 'UQ_posts', columns: ['id', 'at'], deferrable: 'deferred' }],
    checks: [{ name: 'CHK_posts', expression: sql`id > 0` }],
    exclusions: [{ name: 'XCL_posts', definition: sql`USING gist (at WITH =)`, deferrable: 'immediate' }],
    foreignKeys: [
      {
        name: 'FK_posts',
        columns: ['id'],
        references: { table: 'users', columns: ['id'] },
        onDelete: 'CASCADE',
        onUpdate: 'SET NULL',
        match: 'full',
      },
    ],
  });
  op.dropTable('posts', { schema: 'app' });
  op.renameTable('posts', 'articles');
  op.setTableSchema('posts', 'app');
  op.setTableSchema('posts', 'core', { schema: 'app' });
  op.addColumn('posts', 'slug', { type: 'text', nullable: false, default: sql`''` });
  op.addColumn('posts', 'slug', { schema: 'app', type: 'numeric(10,2)' });
  op.addColumn('posts', 'size', { type: 'integer', generated: sql`length(title)`, virtual: true });
  op.dropColumn('posts', 'slug');
  op.dropColumn('posts', 'length', { schema: 'app', generated: true });
  op.renameColumn('posts', 'slug', 'path', { schema: 'app' });
  op.alterColumn('posts', 'title', { type: 'varchar(200)' });
  op.alterColumn('posts', 'title', { type: 'varchar(200)', collation: 'C', nullable: false, default: sql`'x'` });
  op.alterColumn('posts', 'title', { type: 'integer', using: sql`title::integer`, default: null });
  op.alterColumn('posts', 'title', { from: 'varchar(50)', type: 'varchar(200)' });
  op.alterColumn('posts', 'status', { type: type('post_status'), map: { old: 'new', "it's": 'x' }, default: sql`'x'` });
  op.alterColumn('posts', 'status', { type: type('post_status', { array: true }), map: { old: 'new', a: 'b' } });
  op.alterColumn('posts', 'title', { nullable: true });
  op.alterColumn('posts', 'title', { default: sql`'y'` });
  op.alterColumn('posts', 'title', { default: null });
  op.alterColumn('posts', 'length', { generated: null });
  op.alterColumn('posts', 'id', { identity: 'by default' });
  op.alterColumn('posts', 'id', { identity: null });
  op.alterTable('posts', {
    columns: {
      title: { type: 'varchar(200)', default: sql`'x'`, nullable: false },
      score: { type: 'integer', using: sql`score::integer` },
    },
  });
  op.alterTable('posts', { schema: 'app', columns: { id: { identity: 'always' }, length: { generated: null } } });
  op.alterIdentity('posts', 'id', 'always');
  op.serialToIdentity('posts', 'id', { identity: 'always', sequence: 'posts_id_seq' });
  op.serialToIdentity('posts', 'id', {
    identity: 'by default',
    sequence: 'articles_id_seq',
    replaces: 'posts_id_seq',
    schema: 'app',
    increment: '-2',
    max: '9',
  });
  op.identityToSerial('posts', 'id', { sequence: 'posts_id_seq', type: 'bigint' });
  op.createSequence('posts_id_seq', { ownedBy: { table: 'posts', column: 'id' }, type: 'integer' });
  op.createSequence('odd', {
    ownedBy: { table: 'posts', column: 'id' },
    schema: 'app',
    start: '100',
    increment: '-2',
    min: '-9',
    max: '100',
    cache: '5',
    cycle: true,
  });
  op.dropSequence('posts_id_seq');
  op.alterSequence('posts_id_seq', { type: 'bigint', max: '9223372036854775807', cycle: false });
  op.renameSequence('posts_id_seq', 'articles_id_seq');
  op.createPrimaryKey('PK_posts', { table: 'posts', columns: ['a', 'b'] });
  op.dropPrimaryKey('PK_posts', { table: 'posts' });
  op.renamePrimaryKey('PK_posts', 'PK_articles', { table: 'posts', schema: 'app' });
  op.createUnique('UQ_posts', { table: 'posts', columns: ['a'], include: ['b'], nullsNotDistinct: true });
  op.dropUnique('UQ_posts', { table: 'posts' });
  op.renameUnique('UQ_posts', 'UQ_articles', { table: 'posts' });
  op.createCheck('CHK_posts', { table: 'posts', expression: sql`a > 0 AND b <> ${"it's"}` });
  op.dropCheck('CHK_posts', { table: 'posts' });
  op.renameCheck('CHK_posts', 'CHK_articles', { table: 'posts' });
  op.createCheck('CHK_posts', { table: 'posts', expression: sql`id > 0`, inherited: false, validity: 'not valid' });
  op.validateCheck('CHK_posts', { table: 'posts', schema: 'app' });
  op.createExclusion('XCL_posts', { table: 'posts', definition: sql`USING gist (room WITH =, during WITH &&)` });
  op.dropExclusion('XCL_posts', { table: 'posts' });
  op.renameExclusion('XCL_posts', 'XCL_articles', { table: 'posts' });
  op.createForeignKey('FK_posts', {
    table: 'posts',
    columns: ['a'],
    references: { table: 'users', schema: 'auth', columns: ['id'] },
    onDelete: 'RESTRICT',
    deferrable: 'deferred',
  });
  op.dropForeignKey('FK_posts', { table: 'posts' });
  op.renameForeignKey('FK_posts', 'FK_articles', { table: 'posts' });
  op.createForeignKey('FK_posts', {
    table: 'posts',
    columns: ['id'],
    references: { table: 'users', columns: ['id'] },
    validity: 'not enforced',
  });
  op.validateForeignKey('FK_posts', { table: 'posts' });
  op.alterForeignKey('FK_posts', { table: 'posts', deferrable: 'immediate' });
  op.alterForeignKey('FK_posts', { table: 'posts', deferrable: false });
  op.createIndex('IDX_posts', { table: 'posts', columns: ['a', 'b'] });
  op.createIndex('IDX_posts', {
    table: 'posts',
    schema: 'app',
    columns: [
      { column: 'a', order: 'desc', nulls: 'last' },
      { expression: sql`lower(b)`, collation: sql`"C"`, opclass: sql`text_pattern_ops` },
    ],
    unique: true,
    method: 'btree',
    include: ['c'],
    nullsNotDistinct: true,
    with: ['fillfactor=70'],
    where: sql`a > 0`,
  });
  op.createIndex('IDX_posts', { table: 'posts', columns: ['a'], concurrently: true });
  op.createIndex('IDX_posts', { table: 'posts', columns: ['a'], unique: true, concurrently: true, where: sql`a > 0` });
  op.dropIndex('IDX_posts', { table: 'posts' });
  op.dropIndex('IDX_posts', { table: 'posts', schema: 'app', concurrently: true });
  op.renameIndex('IDX_posts', 'IDX_articles', { table: 'posts', schema: 'app' });
  op.comment({ table: 'posts' }, "it's a comment");
  op.comment({ table: 'posts', column: 'title', schema: 'app' }, 'back\\slash');
  op.comment({ table: 'posts', column: 'title' }, null);
  op.setTypeormMetadata({ table: 'posts', column: 'length' }, "length('x')");
  op.setTypeormMetadata({ table: 'posts', column: 'length', schema: 'app' }, null);
  op.createView('titles', { as: sql`SELECT title FROM posts` });
  op.createView('titles', { as: sql`SELECT 1`, materialized: true, schema: 'app', with: ['fillfactor=70'] });
  op.dropView('titles');
  op.dropView('titles', { schema: 'app', materialized: true });
  op.setTypeormMetadata({ view: 'titles' }, "SELECT 'x'");
  op.setTypeormMetadata({ view: 'titles', schema: 'app', materialized: true }, 'SELECT 1');
  op.setTypeormMetadata({ view: 'titles' }, null);
  op.probe('posts', { notNull: ['slug'], key: ['id'] });
  op.probe('posts', { schema: 'app', notNull: ['slug', 'Title'] });
  op.probe('posts', { newNotNull: ['owner_id'], key: ['id'] });
  op.probe('users', { unique: ['email'], key: ['id'] });
  op.probe('users', {
    unique: ['name', sql`lower(email)`],
    where: sql`name <> 'it''s'`,
    nullsNotDistinct: true,
  });
  op.probe('posts', { check: sql`n > 10 AND title <> '$block$'`, key: ['id', 'at'] });
  op.probe('votes', {
    foreignKey: ['user_id'],
    references: { table: 'users', schema: 'app', columns: ['id'] },
    key: ['user_id', 'post_id'],
  });
  op.probe('votes', { foreignKey: ['a', 'b'], references: { table: 'c', columns: ['d', 'e'] }, match: 'full' });
  op.backfill('posts', { set: { slug: sql`lower(title)` }, where: sql`slug IS NULL` });
  op.backfill('posts', { schema: 'app', set: { n: sql`1` }, checkNow: ['FK_posts', 'UQ_posts'] });
  op.backfill('posts', { schema: 'app', set: { 'Odd "name"': sql`DEFAULT`, n: sql`1` } });
  op.backfill('posts', { set: { n: sql`n + 1` }, where: sql`title <> ${"it's"} -- all of them`, batch: 1000 });
  op.createView('titles', {
    as: sql`SELECT id, title FROM posts`,
    schema: 'app',
    owner: "the owner's",
    grants: [
      { to: 'public', privileges: ['SELECT'] },
      { to: 'back\\slash', privileges: ['INSERT', 'UPDATE'], grantable: true },
      { to: 'public', privileges: ['SELECT'], columns: ['id'] },
      { to: 'reader', privileges: ['SELECT', 'UPDATE'], columns: ['id', "it's"] },
    ],
    comment: "it's a view",
    columnComments: { id: 'key', "it's": "it's" },
  });
  op.createView('titles', {
    as: sql`SELECT 1`,
    materialized: true,
    with: ['fillfactor=70'],
    method: 'heap',
    tablespace: 'fast',
    populated: false,
    owner: 'owner',
    grants: [],
    comment: 'stored',
  });
  op.addColumn('posts', 'total', {
    type: 'integer',
    generated: sql`1`,
    grants: [{ to: 'public', privileges: ['SELECT'] }],
  });
  op.dropColumn('posts', 'slug', { takesAlong: ['index public.posts.IDX'] });
  op.createStatistics('likely', { definition: sql`CREATE STATISTICS likely ON a, b FROM posts` });
  op.createStatistics('likely', {
    schema: 'app',
    definition: sql`CREATE STATISTICS app.likely ON a, b FROM posts`,
    comment: "it's",
  });
  op.dropStatistics('likely');
  op.dropStatistics('likely', { schema: 'app' });
  op.inherit('posts', { table: 'drafts' });
  op.inherit('posts', { table: 'drafts', schema: 'app', fromSchema: 'core' });
  op.disinherit('posts', { table: 'drafts' });
  op.disinherit('posts', { table: 'drafts', schema: 'app', fromSchema: 'core' });
  const rule = sql`CREATE RULE silent AS ON DELETE TO posts DO INSTEAD NOTHING`;
  op.createRule('silent', { table: 'posts', definition: rule });
  op.createRule('silent', { table: 'posts', schema: 'app', definition: rule, fires: 'always', comment: "it's" });
  op.dropRule('silent', { table: 'posts', schema: 'app' });
  const trigger = sql`CREATE TRIGGER touched BEFORE UPDATE OF a ON posts FOR EACH ROW EXECUTE FUNCTION touch()`;
  op.createTrigger('touched', { table: 'posts', definition: trigger });
  op.createTrigger('touched', {
    table: 'posts',
    schema: 'app',
    definition: trigger,
    fires: 'replica',
    comment: "it's",
  });
  op.createTrigger('touched', { table: 'posts', definition: trigger, fires: 'disabled' });
  op.dropTrigger('touched', { table: 'posts' });
  op.createPolicy('own', { table: 'posts' });
  op.createPolicy('own', {
    table: 'posts',
    schema: 'app',
    for: 'update',
    restrictive: true,
    to: ['reader', "it's"],
    using: sql`a > 0`,
    check: sql`a > 1`,
    comment: "it's",
  });
  op.dropPolicy('own', { table: 'posts' });
}

const context = { defaultSchema: 'public', metadataTable: { schema: 'public', name: 'typeorm_metadata' } };

test('the SQL of every operation is what it has always been', () => {
  calls.length = 0;
  history();
  const golden = calls.map((call) => ({ [call.name]: statementsOf(call, context) }));
  expect(golden).toMatchSnapshot();
});

test('no operation is left out', () => {
  calls.length = 0;
  history();
  expect([...new Set(calls.map(({ name }) => name))].sort()).toEqual([...operationNames()].sort());
});
