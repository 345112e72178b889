/** A `USING` that autogen writes is one that PostgreSQL accepts, and says only what the plain form cannot. */
import { Client } from 'pg';
import { conversion, needsUsing } from '../../src/postgres/casts';
import { testServer } from '../server';

const CHANGES: readonly (readonly [from: string, to: string, value: string])[] = [
  ['integer', 'uuid', "'1'"],
  ['text', 'integer', "'12'"],
  ['integer', 'boolean', '1'],
  ['boolean', 'integer', 'true'],
  ['text', 'uuid', "'00000000-0000-0000-0000-000000000001'"],
  ['text', 'text[]', "'a'"],
  ['jsonb', 'integer', "'3'"],
  ['point', 'text', "'(1,2)'"],
  ['character varying', 'jsonb', "'{}'"],
  ['timestamp without time zone', 'bigint', "'2026-01-01'"],
];

test.each(CHANGES)('%s → %s', async (from, to, value) => {
  const server = await testServer();
  const config = await server.createDatabase();
  const client = new Client(config);
  await client.connect();
  try {
    await client.query(`CREATE TABLE t (c ${from})`);
    const plain = client.query(`ALTER TABLE t ALTER c TYPE ${to}`).then(
      () => true,
      () => false,
    );
    expect(needsUsing(from, to)).toBe(!(await plain));
    if (!needsUsing(from, to)) return;
    // On an empty table a cast that does not exist fails all the same: 42846.
    await client.query(`ALTER TABLE t ALTER c TYPE ${to} USING ${conversion('c', from, to)}`);
    await client.query(`DROP TABLE t; CREATE TABLE t (c ${from}); INSERT INTO t VALUES (${value})`);
    const filled = await client.query(`ALTER TABLE t ALTER c TYPE ${to} USING ${conversion('c', from, to)}`).then(
      () => 'converted',
      (error: { code: string }) => error.code,
    );
    expect(['converted', '22P02']).toContain(filled);
  } finally {
    await client.end();
    await server.dropDatabase(config);
  }
});
