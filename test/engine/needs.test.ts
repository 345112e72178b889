/** A text needs the columns that PostgreSQL says it mentions: what happens to another column is nothing to it. */

import { hazardsOf } from '../../src/postgres/operations';
import { TypeReference } from '../../src/postgres/sql/types';
import type { Operation } from '../../src/schema/operation';
import type { EntityColumn, EntityTable } from '../../src/typeorm/entities';
import { keepPromises } from '../property/promises';
import { column, entities, table } from './entities';

const calls = (operations: readonly Operation[]) => operations.map(({ name, args }) => `${name} ${args[1]}`);

/** A table with a text of each sort over `a`, and columns that none of them mentions. */
function items(others: readonly EntityColumn[], rest: Partial<EntityTable> = {}) {
  return entities([
    table('items', [column('a', 'integer'), ...others, column('twice', 'integer', { generatedAs: 'a*2' })], {
      checks: [{ name: 'CHK', expression: 'a>0' }],
      exclusions: [{ name: 'XCL', expression: 'USING btree (a WITH =) WHERE (a>0)', deferrable: null }],
      indexes: [{ name: 'IDX', columns: ['a'], unique: false, method: 'btree', where: 'a>0 AND twice>0' }],
      ...rest,
    }),
  ]);
}

test('a column that no text mentions is retyped and dropped without touching a text, there and back', async () => {
  const { comparison } = await keepPromises({
    before: items([column('b', 'integer'), column('c', 'text')]),
    after: items([column('b', 'bigint')]),
  });
  expect(calls(comparison.upgrade())).toEqual(['alterColumn b', 'dropColumn c']);
  expect(calls(comparison.downgrade()).sort()).toEqual(['addColumn c', 'alterColumn b']);
});

test('a column that texts mention takes them along, and no others', async () => {
  const over = (b: string) =>
    items([column('b', b)], {
      checks: [
        { name: 'CHK_a', expression: 'a>0' },
        { name: 'CHK_b', expression: 'b>0' },
      ],
      indexes: [
        { name: 'IDX_a', columns: ['a'], unique: false, method: 'btree', where: 'a>0' },
        { name: 'IDX_b', columns: ['a'], unique: false, method: 'btree', where: 'b>0' },
      ],
    });
  const { comparison } = await keepPromises({ before: over('integer'), after: over('double precision') });
  const again = [
    ...['alterColumn b', 'createCheck [object Object]', 'createIndex [object Object]'],
    ...['dropCheck [object Object]', 'dropIndex [object Object]'],
  ];
  expect(calls(comparison.upgrade()).sort()).toEqual(again);
  expect(calls(comparison.downgrade()).sort()).toEqual(again);
});

test.each<[string, Partial<EntityTable>, Partial<EntityTable>]>([
  [
    'whose text changes',
    { checks: [{ name: 'CHK', expression: 'a>0' }] },
    { checks: [{ name: 'CHK', expression: 'a>1' }] },
  ],
  [
    'with the same text',
    { indexes: [{ name: 'IDX', columns: ['a'], unique: false, method: 'btree', where: '(a > 0)' }] },
    { indexes: [{ name: 'IDX', columns: ['a'], unique: true, method: 'btree', where: '(a > 0)' }] },
  ],
  [
    'that uses a generated column',
    { checks: [{ name: 'CHK', expression: 'twice>0' }] },
    { checks: [{ name: 'CHK', expression: 'twice>1' }] },
  ],
])('an enum grows in place beside something that changes and does not mention it: %s', async (_what, old, now) => {
  const mood = column('mood', new TypeReference('mood', { schema: 'public' }));
  const twice = column('twice', 'integer', { generatedAs: '(a * 2)' });
  const over = (labels: readonly string[], rest: Partial<EntityTable>) =>
    entities([table('items', [column('a', 'integer'), mood, twice], rest)], {
      enums: [{ schema: 'public', name: 'mood', labels }],
    });
  const { comparison } = await keepPromises({ before: over(['sad'], old), after: over(['sad', 'glad'], now) });
  const about = comparison.upgrade().flatMap(({ name }) => (name.includes('Enum') ? [name] : []));
  expect(about).toEqual(['addEnumValue']);
});

test('a generated column that is made again loses nothing, and none is said to', async () => {
  const of = (generatedAs: string | null) =>
    entities([table('items', [column('a', 'integer'), column('b', 'integer', { generatedAs })])]);
  const said = (operations: readonly Operation[]) => operations.flatMap(hazardsOf).map(({ message }) => message);
  const { comparison } = await keepPromises({ before: of('a * 2'), after: of('a * 3') });
  expect(calls(comparison.upgrade())).toEqual(expect.arrayContaining(['addColumn b', 'dropColumn b']));
  expect(said([...comparison.upgrade(), ...comparison.downgrade()])).toEqual([]);
  // The values of a plain column are nobody's but its own.
  const { comparison: plain } = await keepPromises({ before: of(null), after: of('a * 3') });
  expect(said(plain.upgrade())).toEqual(['drops the column items.b and its values']);
});
