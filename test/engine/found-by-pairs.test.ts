/** What the generated pairs of test/property found first, each in its smallest form. */
import { TypeReference } from '../../src/postgres/sql/types';
import type { Entities, EntityColumn, EntityTable } from '../../src/typeorm/entities';
import { keepPromises } from '../property/promises';
import { column, entities, nothing, table } from './entities';

test('a unique constraint over the columns of the primary key is not lost in CREATE TABLE', async () => {
  const keys = {
    primaryKey: { name: 'PK', columns: ['id'] },
    uniques: [{ name: 'UQ', columns: ['id'], deferrable: null }],
  };
  const after = entities([table('posts', [column('id', 'integer', { nullable: false })], keys)]);
  await keepPromises({ before: nothing, after });
});

test('of two equal unique constraints none is lost in CREATE TABLE', async () => {
  const uniques = ['one', 'two'].map((name) => ({ name, columns: ['a', 'b'], deferrable: null }));
  const after = entities([table('posts', [column('a', 'integer'), column('b', 'text')], { uniques })]);
  await keepPromises({ before: nothing, after });
});

test('the tables and enums of a new schema are dropped before it by the downgrade', async () => {
  const posts = { ...table('posts', [column('id', 'integer')]), schema: 'app' };
  await keepPromises({ before: nothing, after: entities([posts]) });
});

test('of two exclusion constraints that mean the same none is lost in CREATE TABLE', async () => {
  const exclusions = ['USING btree (a WITH =)', 'USING btree ( "a" WITH = )'].map((expression, place) => ({
    name: `X${place}`,
    expression,
    deferrable: null,
  }));
  await keepPromises({ before: nothing, after: entities([table('posts', [column('a', 'integer')], { exclusions })]) });
});

test('a default that a column gains, or changes, is a change', async () => {
  const of = (first: string | null, second: string | null) =>
    entities([
      table('posts', [
        column('a', 'numeric(12,2)', { default: first }),
        column('b', 'character varying(50)[]', { default: second }),
      ]),
    ]);
  await keepPromises({ before: of(null, "'{a}'"), after: of("'3'", "ARRAY['a', 'it''s']") });
});

test('a constraint that is renamed may have to be created again in the same change', async () => {
  const of = (name: string, labels: readonly string[]) =>
    entities(
      [
        table('posts', [column('a', new TypeReference('state', { schema: 'public' }))], {
          exclusions: [{ name, expression: 'USING btree (a WITH =)', deferrable: null }],
        }),
      ],
      { enums: [{ schema: 'public', name: 'state', labels }] },
    );
  await keepPromises({ before: of('old', ['x', 'y']), after: of('new', ['y', 'x']) });
});

test('an enum that is renamed may stand in the texts of its table', async () => {
  const of = (name: string, expression: string) =>
    entities(
      [
        table(
          'posts',
          [column('a', new TypeReference(name, { schema: 'public', array: true })), column('b', 'integer')],
          {
            checks: [{ name: 'CHK', expression }],
          },
        ),
      ],
      { enums: [{ schema: 'public', name, labels: ['x'] }] },
    );
  await keepPromises({ before: of('old', "'x' = ANY (a)"), after: of('new', "'x' = ALL (a)") });
});

test('an index may have the name of a table in another schema while both are compared', async () => {
  const of = (expression: string) =>
    entities([
      table('posts', [column('a', 'integer')], {
        indexes: [{ name: 'users', columns: ['a'], unique: false, method: 'btree', where: expression }],
      }),
      { ...table('users', [column('a', 'integer')], { checks: [{ name: 'CHK', expression }] }), schema: 'app' },
    ]);
  await keepPromises({ before: of('a > 0'), after: of('a > 1') });
});

test('a text beside a column whose type an extension of the same change brings', async () => {
  const price = (name: string) => column('price', 'integer', { default: name });
  await keepPromises({
    before: entities([table('posts', [price('1 + 1')])]),
    after: entities([table('posts', [price('2 + 2'), column('slug', new TypeReference('citext'))])], {
      extensions: ['citext'],
    }),
  });
});

test('a generated column may become a plain one of another type with a default', async () => {
  const of = (rest: Partial<EntityColumn>, type: string) =>
    entities([table('posts', [column('a', 'text'), column('b', type, rest)])]);
  await keepPromises({ before: of({ generatedAs: 'lower(a)' }, 'text'), after: of({ default: "'1'" }, 'integer') });
  await keepPromises({ before: of({ default: "'1'" }, 'integer'), after: of({ generatedAs: 'lower(a)' }, 'text') });
});

test('a table and a column of it are renamed at once, there and back', async () => {
  const of = (name: string, ...names: readonly string[]) =>
    entities([
      table(
        name,
        names.map((one, place) => column(one, place === 0 ? 'integer' : 'text')),
      ),
    ]);
  await keepPromises({ before: of('old', 'a', 'b', 'c'), after: of('new', 'x', 'b', 'c') });
});

test('a type is not hidden by the row type of a table of its name', async () => {
  const of = (labels: readonly string[]) =>
    entities(
      [
        {
          ...table('state', [column('a', new TypeReference('state', { schema: 'public' }))], {
            checks: [{ name: 'CHK', expression: "a <> 'x'" }],
          }),
          schema: 'app',
        },
      ],
      { enums: [{ schema: 'public', name: 'state', labels }] },
    );
  await keepPromises({ before: of(['x', 'y']), after: of(['y', 'x']) });
});

test('the columns in the predicate of an exclusion constraint are known', async () => {
  const of = (generatedAs: string) =>
    entities([
      table('posts', [column('a', 'integer'), column('b', 'integer'), column('c', 'integer', { generatedAs })], {
        exclusions: [{ name: 'X', expression: 'USING btree (a WITH =) WHERE (c > 0)', deferrable: null }],
      }),
    ]);
  await keepPromises({ before: of('b + 1'), after: of('b + 2') });
});

test('an enum whose name has 63 bytes can be replaced', async () => {
  const name = 'n'.repeat(63);
  const of = (labels: readonly string[]) =>
    entities([table('posts', [column('a', new TypeReference(name, { schema: 'public' }))])], {
      enums: [{ schema: 'public', name, labels }],
    });
  await keepPromises({ before: of(['x', 'y']), after: of(['y']) });
});

test('a serial column is known as one whatever the name of its sequence', async () => {
  const of = (name: string) =>
    entities([table(name, [column("it's", 'integer', { nullable: false, generation: 'serial' })])]);
  await keepPromises({ before: of('back\\slash $1'), after: of('"quoted"') });
});

test('a foreign key hangs on one of two keys over the same columns, and lets go of one that is dropped', async () => {
  const of = (keys: Partial<EntityTable>, ...names: readonly string[]) => {
    const foreignKeys = names.map((name) => ({
      name,
      columns: ['a'],
      references: { schema: 'public', table: 'users', columns: ['id'] },
      onDelete: 'NO ACTION' as const,
      onUpdate: 'NO ACTION' as const,
      deferrable: null,
    }));
    const id = column('id', 'integer', { nullable: false });
    return entities([table('users', [id], keys), table('posts', [column('a', 'integer')], { foreignKeys })]);
  };
  const unique = { uniques: [{ name: 'UQ', columns: ['id'], deferrable: null }] };
  const primary = { primaryKey: { name: 'PK', columns: ['id'] } };
  await keepPromises({ before: of(unique, 'FK1'), after: of(primary, 'FK1', 'FK2') });
  await keepPromises({ before: of({ ...unique, ...primary }, 'FK1'), after: of(unique, 'FK1', 'FK2') });
  await keepPromises({ before: of({ ...unique, ...primary }, 'FK1'), after: of(primary, 'FK2', 'FK1') });
});

test('a column that is dropped and added again gets its own name for its sequence and all its parameters', async () => {
  const id = { nullable: false, generation: 'identity always' } as const;
  const of = (rest: Partial<EntityColumn>, type: string) =>
    entities([table('posts', [column('a', 'text'), column('id', type, rest)])]);
  await keepPromises({
    before: of(id, 'integer'),
    byHand: [['ALTER SEQUENCE posts_id_seq START WITH 7 CACHE 3', 'ALTER SEQUENCE posts_id_seq RENAME TO own']],
    after: of({ generatedAs: 'length(a)' }, 'integer'),
  });
});

test('a generated column becomes a plain one before the type of its base changes', async () => {
  const of = (type: string, generatedAs: string | null) =>
    entities([table('posts', [column('a', type), column('b', 'text', { generatedAs })])]);
  await keepPromises({ before: of('text', 'lower(a)'), after: of('character varying(20)', null) });
});

test('a text over a column means the same after a change of type, there and back', async () => {
  const of = (type: string) =>
    entities([
      table('posts', [column('a', type), column('b', 'integer')], {
        checks: [{ name: 'CHK', expression: 'a > 0' }],
        exclusions: [{ name: 'X', expression: 'USING btree (b WITH =) WHERE (a > 0)', deferrable: null }],
        indexes: [{ name: 'IDX', columns: ['b'], unique: false, method: 'btree', where: 'a > 0' }],
      }),
    ]);
  await keepPromises({ before: of('smallint'), after: of('double precision') });
});

test('a foreign key with an enum among its columns does not stop the change of another column', async () => {
  const state = column('state', new TypeReference('state', { schema: 'public' }));
  const of = (length: number) => {
    const columns = [state, column('code', `character varying(${length})`)];
    const key = { columns: ['state', 'code'], deferrable: null };
    return entities(
      [
        table('users', columns, { uniques: [{ name: 'UQ', ...key }] }),
        table('posts', columns, {
          foreignKeys: [
            {
              ...{ name: 'FK', ...key, references: { schema: 'public', table: 'users', columns: key.columns } },
              ...{ onDelete: 'NO ACTION' as const, onUpdate: 'NO ACTION' as const },
            },
          ],
        }),
      ],
      { enums: [{ schema: 'public', name: 'state', labels: ['x'] }] },
    );
  };
  await keepPromises({ before: of(20), after: of(50) });
});

test.each(['NOT true', '1 IS DISTINCT FROM 2', "now() AT TIME ZONE 'utc' IS NULL"])(
  'a default that the grammar takes in parentheses only is written in parentheses: %s',
  async (text) => {
    const after = entities([table('posts', [column('a', 'boolean', { default: text })])]);
    await keepPromises({ before: nothing, after });
    await keepPromises({ before: entities([table('posts', [column('b', 'text')])]), after });
  },
);

test('a sequence of another type than its identity column keeps it when the column changes', async () => {
  const of = (type: string) =>
    entities([table('posts', [column('a', type, { nullable: false, generation: 'identity always' })])]);
  await keepPromises({
    before: of('integer'),
    after: of('bigint'),
    byHand: [['ALTER SEQUENCE posts_a_seq AS smallint']],
  });
});

test('a cycle of foreign keys leaves everything else in createTable', async () => {
  const of = (name: string, other: string) =>
    table(name, [column('id', 'integer', { nullable: false }), column('other', 'integer')], {
      primaryKey: { name: `PK_${name}`, columns: ['id'] },
      foreignKeys: [
        {
          ...{ name: `FK_${name}`, columns: ['other'], deferrable: null },
          references: { schema: 'public', table: other, columns: ['id'] },
          ...{ onDelete: 'NO ACTION' as const, onUpdate: 'NO ACTION' as const },
        },
      ],
    });
  const { comparison } = await keepPromises({ before: nothing, after: entities([of('a', 'b'), of('b', 'a')]) });
  const names = (operations: readonly { readonly name: string }[]) => operations.map(({ name }) => name);
  expect(names(comparison.upgrade())).toEqual(['createTable', 'createTable', 'createForeignKey', 'createForeignKey']);
  expect(names(comparison.downgrade())).toEqual(['dropForeignKey', 'dropForeignKey', 'dropTable', 'dropTable']);
});

const plainIndex = { unique: false, method: 'btree', where: null };
const keyOn = (columns: readonly string[], referenced: readonly string[]) => ({
  name: 'FK',
  columns,
  references: { schema: 'public', table: 'posts', columns: referenced },
  onDelete: 'NO ACTION' as const,
  onUpdate: 'NO ACTION' as const,
  deferrable: null,
});

test('a foreign key may refer to the columns of a unique index', async () => {
  const columns = [column('code', 'integer'), column('parent', 'integer')];
  const indexes = [{ ...plainIndex, name: 'IDX', columns: ['code'], unique: true }];
  const foreignKeys = [keyOn(['parent'], ['code'])];
  const both = entities([table('posts', columns, { indexes, foreignKeys })]);
  await keepPromises({ before: nothing, after: both });
  await keepPromises({ before: both, after: entities([table('posts', columns)]) });
});

test('a foreign key hangs on a key that stays, not on a unique index that goes', async () => {
  const columns = ['id', 'number', 'a', 'b'].map((name) => column(name, 'integer', { nullable: name < 'c' }));
  const of = (primary: string[], index: string[], foreignKeys: ReturnType<typeof keyOn>[]) =>
    entities([
      table('posts', columns, {
        primaryKey: { name: 'PK', columns: primary },
        indexes: [{ ...plainIndex, name: 'IDX', columns: index, unique: index.length > 1 }],
        foreignKeys,
      }),
    ]);
  await keepPromises({
    before: of(['id', 'number'], ['a'], [keyOn(['a', 'b'], ['id', 'number'])]),
    after: of(['id'], ['id', 'number'], []),
  });
});

test('the sequence of an identity column is found under its old name until it is renamed', async () => {
  const of = (name: string, type: string) =>
    entities([table(name, [column('id', type, { nullable: false, generation: 'identity always' })])]);
  await keepPromises({
    before: of('users', 'bigint'),
    after: of('people', 'smallint'),
    byHand: [['ALTER SEQUENCE users_id_seq AS smallint'], ['ALTER SEQUENCE users_id_seq RENAME TO numbers']],
    answer: () => 0,
  });
});

test('on the way back a constraint gets the name of one that goes, in a table that is renamed', async () => {
  const of = (name: string, check: string, primaryKey: string | null) =>
    entities([
      table(name, [column('id', 'integer', { nullable: false })], {
        checks: [{ name: check, expression: 'id > 0' }],
        primaryKey: primaryKey === null ? null : { name: primaryKey, columns: ['id'] },
      }),
    ]);
  await keepPromises({ before: of('users', 'a', null), after: of('people', 'b', 'a'), answer: () => 0 });
});

test('a column that moves over to the replacement of its enum gets its new type and default at once', async () => {
  const of = (labels: readonly string[], text: string, rest: Partial<EntityColumn>) =>
    entities(
      [table('posts', [column('state', new TypeReference('state', { schema: 'public' }), { default: text, ...rest })])],
      { enums: [{ schema: 'public', name: 'state', labels }] },
    );
  const altered = async (before: Entities, after: Entities) => {
    const { comparison } = await keepPromises({ before, after, answer: () => undefined });
    return comparison.upgrade().flatMap(({ name, args }) => (name === 'alterColumn' ? [Object.keys(args[2]!)] : []));
  };
  const before = of(['x', 'y'], "'y'", {});
  expect(await altered(before, of(['y', 'z'], "'z'", {}))).toEqual([['from', 'type', 'using', 'default']]);
  expect(await altered(before, of(['y', 'z'], "'z'", { nullable: false }))).toEqual([
    ['from', 'type', 'using', 'default'],
    ['nullable'],
  ]);
});

test('a generated column of an enum makes way when that is replaced', async () => {
  const type = new TypeReference('state', { schema: 'public' });
  const of = (...labels: readonly string[]) =>
    entities(
      [
        table('posts', [
          column('id', 'integer'),
          column('state', type, { generatedAs: `CASE WHEN id > 1 THEN 'x'::state ELSE 'y'::state END` }),
        ]),
      ],
      { enums: [{ schema: 'public', name: 'state', labels }] },
    );
  await keepPromises({ before: of('x', 'y'), after: of('y', 'x') });
  await keepPromises({ before: of('x', 'y', 'z'), after: of('x', 'y') });
});

test('a column may be NULL once it is an identity no more', async () => {
  const of = (rest: Partial<EntityColumn>) => entities([table('posts', [column('id', 'integer', rest)])]);
  const identity = of({ nullable: false, generation: 'identity always' });
  const byHand = [['ALTER TABLE posts ALTER COLUMN id DROP NOT NULL']];
  await keepPromises({ before: of({ nullable: false, generation: 'serial' }), after: identity, byHand });
  await keepPromises({ before: identity, after: of({}) });
});

test('a foreign key that refers to another table needs the key of that one, and lets go of it on the way back', async () => {
  const id = column('id', 'integer', { nullable: false });
  const of = (referenced: string, unique: string) =>
    entities([
      table('a', [column('x', 'integer')], {
        foreignKeys: [
          { ...keyOn(['x'], ['id']), references: { schema: 'public', table: referenced, columns: ['id'] } },
        ],
      }),
      table('b', [id, column('y', 'integer')], { uniques: [{ name: 'UQ', columns: [unique], deferrable: null }] }),
      table('c', [id], { primaryKey: { name: 'PK', columns: ['id'] } }),
    ]);
  await keepPromises({ before: of('c', 'y'), after: of('b', 'id') });
});
