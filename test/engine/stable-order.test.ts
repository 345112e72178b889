/** The order of entity files is nobody's intention: the list of differences and the revision are the same whatever it is. */
import { Client } from 'pg';
import { compare } from '../../src/autogen';
import { settledDifferences } from '../../src/commands/comparison';
import { differenceText } from '../../src/render/describe';
import { renderOperation } from '../../src/render/report';
import { testServer } from '../server';
import { column, entities, table } from './entities';

test('differences and operations come by schema and name, the parts of a table in their own order', async () => {
  const server = await testServer();
  const config = await server.createDatabase();
  const client = new Client(config);
  await client.connect();
  try {
    await client.query('CREATE TABLE b (id integer, z integer); CREATE TABLE c (id integer, gone integer)');
    const id = column('id', 'integer');
    const tables = [
      table('c', [column('id', 'bigint'), column('new', 'text')]),
      table('a', [column('z', 'integer'), id]),
      { ...table('d', [id]), schema: 'app' },
      table('b', [id, column('z', 'bigint'), column('a', 'text')]),
    ];
    const found = [];
    for (const order of [tables, [...tables].reverse()]) {
      const wanted = entities(order);
      const comparison = await compare({
        ...{
          client,
          context: wanted,
          entities: async () => wanted,
          created: async () => new Set<string>(),
          ignored: [],
          kept: [],
        },
        answers: {},
      });
      found.push({
        differences: settledDifferences(comparison).map(differenceText),
        upgrade: comparison.upgrade().map(renderOperation),
        downgrade: comparison.downgrade().map(renderOperation),
      });
    }
    expect(found[0]?.differences).toEqual([
      '+ schema app',
      '+ table app.d',
      '+ column app.d.id',
      '+ table public.a',
      '+ column public.a.z',
      '+ column public.a.id',
      '~ column public.b.z: type integer → bigint',
      '+ column public.b.a',
      '- column public.c.gone',
      '~ column public.c.id: type integer → bigint',
      '+ column public.c.new',
    ]);
    expect(found[0]).toEqual(found[1]);
  } finally {
    await client.end();
    await server.dropDatabase(config);
  }
});
