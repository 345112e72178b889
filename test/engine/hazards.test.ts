/** What may happen to data is said beside the operation that does it, in words that a reviewer understands. */
import { hazardsOf } from '../../src/postgres/operations';
import { type TypeName, TypeReference } from '../../src/postgres/sql/types';
import { typeChangeHazards } from '../../src/postgres/type-change-hazards';
import type { Operation } from '../../src/schema/operation';
import { keepPromises } from '../property/promises';
import { column, entities, table } from './entities';

const said = (operations: readonly Operation[]) =>
  operations.flatMap(hazardsOf).map(({ code, message }) => `${code}: ${message}`);

const point = new TypeReference('geometry', { modifiers: 'Point,4326' });

const CHANGES: readonly (readonly [from: TypeName, to: TypeName, said: readonly string[]])[] = [
  ['numeric(10,2)', 'integer', ['lossy: rounds public.items.price: numeric(10,2) becomes integer']],
  [
    'numeric',
    'smallint',
    [
      'lossy: rounds public.items.price: numeric becomes smallint',
      'fails-on-rows: fails on a row whose public.items.price is out of range: numeric becomes smallint',
    ],
  ],
  ['varchar(50)', 'varchar(200)', []],
  ['varchar(50)', 'text', []],
  ['integer', 'bigint', []],
  [
    'varchar(200)',
    'varchar(50)',
    [
      'fails-on-rows: fails on a row whose public.items.price has more than 50 characters: varchar(200) becomes varchar(50)',
    ],
  ],
  [
    'bigint',
    'integer',
    ['fails-on-rows: fails on a row whose public.items.price is out of range: bigint becomes integer'],
  ],
  [
    'text',
    'integer',
    ['fails-on-rows: fails on a row whose public.items.price cannot be read as integer: text becomes integer'],
  ],
  [
    'json',
    'jsonb',
    ['lossy: drops duplicate keys, spaces and the order of keys from public.items.price: json becomes jsonb'],
  ],
  [
    'timestamptz',
    'timestamp',
    ['lossy: reads public.items.price in the time zone of the session: timestamptz becomes timestamp'],
  ],
  // A value becomes an array of one, and is not cut.
  [
    'text',
    'varchar(20)[]',
    ['fails-on-rows: fails on a row whose public.items.price has more than 20 characters: text becomes varchar(20)[]'],
  ],
  [
    'jsonb',
    'varchar(20)[]',
    ['fails-on-rows: fails on a row whose public.items.price has more than 20 characters: jsonb becomes varchar(20)[]'],
  ],
  [
    new TypeReference('geometry'),
    point,
    [
      'fails-on-rows: fails on a row whose public.items.price does not fit "geometry"(Point,4326): "geometry" becomes "geometry"(Point,4326)',
    ],
  ],
  [point, new TypeReference('geometry'), []],
];

test.each(CHANGES)('a column of %s becomes one of %s', (from, to, expected) => {
  const hazards = typeChangeHazards('public.items.price', from, to);
  expect(hazards.map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
});

test('a change of type names the old type, and says in both directions what it does to values', async () => {
  const of = (type: string) => entities([table('items', [column('price', type)])]);
  const { comparison } = await keepPromises({ before: of('numeric(10,2)'), after: of('integer') });
  expect(comparison.upgrade()).toEqual([
    { name: 'alterColumn', args: ['items', 'price', { from: 'numeric(10,2)', type: 'integer' }] },
  ]);
  expect(said(comparison.upgrade())).toEqual(['lossy: rounds items.price: numeric(10,2) becomes integer']);
  expect(said(comparison.downgrade())).toEqual([
    'fails-on-rows: fails on a row whose items.price is out of range: integer becomes numeric(10,2)',
  ]);
});

test('labels that an enum loses stop the change where a row has one; labels that it gains do not', async () => {
  const of = (labels: readonly string[]) =>
    entities([table('items', [column('state', new TypeReference('state', { schema: 'public' }))])], {
      enums: [{ schema: 'public', name: 'state', labels }],
    });
  const { comparison } = await keepPromises({ before: of(['draft', 'live']), after: of(['live', 'gone', 'draft']) });
  expect(said(comparison.upgrade())).toEqual([]);
  expect(said(comparison.downgrade())).toEqual([
    'fails-on-rows: fails on a row whose items.state cannot be read as "public"."state": "public"."state__old" becomes "public"."state"',
  ]);
});
