/** A constraint is added NOT VALID so that nobody waits while the rows are read: then the lock must be gone by then. */

import { sql } from '../../src/postgres/sql/sql';
import { Database, type Draft, failure, migrate, project } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
  await database.read('CREATE TABLE owner (id int PRIMARY KEY)');
  await database.read('CREATE TABLE a (id int, owner int)');
  await database.read('INSERT INTO owner VALUES (1) RETURNING id');
  await database.read('INSERT INTO a VALUES (1, 1) RETURNING id');
});
afterEach(() => database.drop());

const both: Draft = {
  transaction: false,
  upgrade(op) {
    op.addColumn('a', 'size', { type: 'integer' });
    op.createCheck('CHK_a', { table: 'a', expression: sql`id > 0`, validity: 'not valid' });
    const references = { table: 'owner', columns: ['id'] };
    op.createForeignKey('FK_a', { table: 'a', columns: ['owner'], references, validity: 'not valid' });
    op.validateCheck('CHK_a', { table: 'a' });
    op.validateForeignKey('FK_a', { table: 'a' });
    op.addColumn('a', 'last', { type: 'integer' });
  },
};
const { transaction: _apart, ...together } = both;

const constraints = () =>
  database.read(
    `SELECT concat_ws(' ', conname, convalidated) FROM pg_constraint WHERE conrelid = 'a'::regclass AND contype IN ('c', 'f') ORDER BY 1`,
  );
const journal = () => database.read(`SELECT concat_ws(' ', finished, running) FROM autogen_version_progress`);
const upgrade = (draft: Draft, more = {}) => migrate(database, project({ aaaa1111: draft }), 'upgrade', 'head', more);

/** Upgrades; another session tries to write whenever rows are about to be read. */
async function whileOthersWrite(draft: Draft): Promise<readonly string[]> {
  const client = await database.client();
  const other = await database.connect();
  await other.query('SET lock_timeout = 100');
  const outcomes: string[] = [];
  const query: typeof client.query = async (text, values) => {
    const answer = await client.query(text, values);
    if (text.includes('VALIDATE')) {
      const written = other.query('INSERT INTO a (id, owner) VALUES (2, 1)');
      outcomes.push(
        await written.then(
          () => 'written',
          ({ code }) => code,
        ),
      );
    }
    return answer;
  };
  await upgrade(draft, { client: { ...client, query } });
  return outcomes;
}

test('without a transaction, others write while the rows are read', async () => {
  expect(await whileOthersWrite(both)).toEqual(['written', 'written']);
  expect(await constraints()).toEqual(['CHK_a t', 'FK_a t']);
  expect(await database.versions()).toEqual(['aaaa1111']);
  expect(await journal()).toEqual([]);
});

test('in one transaction, all or nothing is done', async () => {
  expect(await whileOthersWrite(together)).toEqual(['55P03', '55P03']);
  expect(await constraints()).toEqual(['CHK_a t', 'FK_a t']);
});

describe('rows that do not keep to it', () => {
  const breakOff = async () => {
    await database.read('INSERT INTO a VALUES (-1, 1) RETURNING id');
    const { code, message } = await failure(upgrade(both));
    expect(code).toBe('operation-failed');
    expect(message).toContain('check constraint "CHK_a" of relation "a" is violated by some row');
    expect(await constraints()).toEqual(['CHK_a f', 'FK_a f']);
    expect(await journal()).toEqual(['3 f']);
    await database.read('DELETE FROM a WHERE id < 0 RETURNING id');
  };

  test('are corrected, and the same command goes on with the reading', async () => {
    await breakOff();
    await upgrade(both);
    expect(await constraints()).toEqual(['CHK_a t', 'FK_a t']);
    expect(await journal()).toEqual([]);
  });

  test('are corrected by somebody who also had them read', async () => {
    await breakOff();
    await database.read('ALTER TABLE a VALIDATE CONSTRAINT "CHK_a"');
    await database.read('ALTER TABLE a VALIDATE CONSTRAINT "FK_a"');
    await upgrade(both);
    expect(await constraints()).toEqual(['CHK_a t', 'FK_a t']);
    expect(await database.versions()).toEqual(['aaaa1111']);
  });
});
