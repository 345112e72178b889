/** A name may be held, before a rename, by what gives it up only after the rename. */
import { diff } from '../../src/diff/diff';
import { plan } from '../../src/plan/plan';
import { TypeReference } from '../../src/postgres/sql/types';
import type { Kind } from '../../src/schema/kind';
import { Schema } from '../../src/schema/schema';
import type { Entities } from '../../src/typeorm/entities';
import { keepPromises } from '../property/promises';
import { namesOf } from '../workbench';
import { column, entities, table } from './entities';

const id = column('id', 'integer', { nullable: false });

async function bothWays(before: Entities, after: Entities): Promise<readonly string[]> {
  const { comparison } = await keepPromises({ before, after, answer: () => 0 });
  await keepPromises({ before: after, after: before, answer: () => 0 });
  return namesOf(comparison.upgrade());
}

describe('a table takes the name', () => {
  const state = (name: string) => column('state', new TypeReference(name, { schema: 'public' }));
  const enums = (name: string) => [{ schema: 'public', name, labels: ['x'] }];
  const unique = (name: string) => [{ name, columns: ['id'], deferrable: null }];

  test('of the enum of a column that becomes a text', async () => {
    const before = entities([table('posts', [id, state('state')])], { enums: enums('state') });
    const made = await bothWays(before, entities([table('state', [id, column('state', 'text')])]));
    expect(made).toEqual(['renameEnum', 'renameTable', 'alterColumn', 'dropEnum']);
  });

  test('of the enum of a column that takes the name of the table', async () => {
    const before = entities([table('posts', [id, state('state')])], { enums: enums('state') });
    const after = entities([table('state', [id, state('posts')])], { enums: enums('posts') });
    expect(await bothWays(before, after)).toEqual(['renameEnum', 'renameTable', 'renameEnum']);
  });

  test('of an index of its own', async () => {
    const index = { name: 'ids', columns: ['id'], unique: false, method: 'btree', where: null };
    const before = entities([table('posts', [id], { indexes: [index] })]);
    expect(await bothWays(before, entities([table('ids', [id])]))).toEqual(['renameIndex', 'renameTable', 'dropIndex']);
  });

  test('of a constraint of its own', async () => {
    const before = entities([table('posts', [id], { uniques: unique('ids') })]);
    const made = await bothWays(before, entities([table('ids', [id])]));
    expect(made).toEqual(['renameUnique', 'renameTable', 'dropUnique']);
  });

  test('of a constraint of its own that takes the name of the table', async () => {
    const before = entities([table('posts', [id], { uniques: unique('ids') })]);
    const after = entities([table('ids', [id], { uniques: unique('posts') })]);
    expect(await bothWays(before, after)).toEqual(['renameUnique', 'renameTable', 'renameUnique']);
  });
});

test('a table takes the name of a part of another one that goes, and that its foreign key refers to', async () => {
  const index = { name: 'authors', columns: ['id'], unique: false, method: 'btree', where: null };
  const foreignKey = {
    ...{ name: 'FK', columns: ['id'], references: { schema: 'public', table: 'users', columns: ['id'] } },
    ...{ onDelete: 'NO ACTION' as const, onUpdate: 'NO ACTION' as const, deferrable: null },
  };
  const before = entities([
    table('users', [id], { primaryKey: { name: 'PK', columns: ['id'] }, indexes: [index] }),
    table('people', [id, column('name', 'text'), column('age', 'integer')], { foreignKeys: [foreignKey] }),
  ]);
  const after = entities([table('authors', [id, column('name', 'text'), column('age', 'integer')])]);
  const { comparison } = await keepPromises({
    before,
    after,
    answer: (candidates) => (candidates === 0 ? undefined : 0),
  });
  expect(namesOf(comparison.upgrade())).toEqual(['renameIndex', 'renameTable', 'dropForeignKey', 'dropTable']);
});

test('where nothing can step aside, it is said which changes wait for each other', () => {
  const of = (name: string, need: string) => ({ kind: 'thing', path: [name], parent: null, traits: {}, needs: [need] });
  const things = [of('a', 'thing\u0000b'), of('b', 'thing\u0000a')];
  const kind = { name: 'thing', traits: {}, needs: ({ needs = [] }: { needs?: readonly string[] }) => needs };
  const kinds = new Map([['thing', { ...kind, create: () => [] } as unknown as Kind]]);
  const [before, after] = [Schema.empty, Schema.of(things)];
  expect(() => plan({ changes: diff(before, after), before, after, kinds, defaultSchema: 'public' })).toThrow(
    expect.objectContaining({
      code: 'circular-change',
      message: 'Each of these changes would have to come after another one of them: create thing:a, create thing:b.',
      hint: 'let one of them wait for a revision of its own: change its entity back until this one is written',
    }),
  );
});
