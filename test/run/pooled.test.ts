/** A pooler that gives each transaction another session is refused before anything is done, and one that does not is not. */

import { Client as PgClient } from 'pg';
import { pgClient } from '../../src/run/client';
import { stamp } from '../../src/run/stamp';
import { Pooler, type Pooling } from './pooler';
import { createsTable, Database, failure, migrate, project, tables } from './project';

let database: Database;
let pooler: Pooler | undefined;
const connections: PgClient[] = [];
beforeEach(async () => {
  database = await Database.create();
});
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.end();
  await pooler?.stop();
  pooler = undefined;
  await database.drop();
});

async function connect(): Promise<PgClient> {
  const connection = new PgClient({ ...database.config, host: '127.0.0.1', port: pooler?.port, ssl: false });
  connections.push(connection);
  await connection.connect();
  return connection;
}

async function through(pooling: Pooling, sessions?: number) {
  pooler = await Pooler.start(database.config, pooling, sessions);
  return pgClient(await connect(), async () => {
    const other = await connect();
    return Object.assign(other, { end: async () => undefined });
  });
}

const revisions = project({ aaaa1111: createsTable('a'), bbbb1111: createsTable('b') });
const refusal = {
  code: 'pooled-connection',
  message:
    'The connection goes through a pooler that gives each transaction another session: locks and settings of a session do not last there. Nothing was changed.',
  hint: 'connect to the server itself, or to the pooler in session mode: the DataSource or DATABASE_URL says where',
};

/** Advisory locks that nobody has given back. */
const locks = () =>
  database.read(
    `SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
  );

test.each<[string, Pooling, number]>([
  ['that takes one session after the other', { mode: 'transaction', takes: 'first' }, 2],
  // It answers one client with one session all the time, until somebody else comes.
  ['that takes the same session again', { mode: 'transaction', takes: 'last' }, 2],
  ['that has one session only', { mode: 'transaction', takes: 'last' }, 1],
])('a pooler %s', async (_name, pooling, sessions) => {
  const client = await through(pooling, sessions);
  expect(await failure(migrate(database, revisions, 'upgrade', 'head', { client }))).toMatchObject(refusal);
  expect([await database.tables(), await locks()]).toEqual([[], ['0']]);
});

test('the database is not stamped through it either', async () => {
  const client = await through({ mode: 'transaction', takes: 'first' });
  const { graph } = revisions;
  const work = stamp({
    ...{ client, graph, tables, plan: () => ['aaaa1111'], purge: false },
    present: async () => ({ file: undefined, checksum: undefined, fileChecksum: undefined }),
  });
  expect(await failure(work)).toMatchObject(refusal);
});

test('one that keeps the session of a connection is as good as the server itself', async () => {
  const client = await through({ mode: 'session', takes: 'first' });
  expect(await migrate(database, revisions, 'upgrade', 'head', { client })).toMatchObject({ after: ['bbbb1111'] });
  expect([await database.tables(), await locks()]).toEqual([['a', 'b'], ['0']]);
});

test('a session that changes later is noticed before the next revision', async () => {
  const [first, second] = [await database.client(), await database.client()];
  let isSwitched = false;
  const query: typeof first.query = (text, values) => (isSwitched ? second : first).query(text, values);
  const said = failure(
    migrate(database, revisions, 'upgrade', 'head', {
      client: { query },
      onProgress: (progress) => {
        isSwitched = progress.event === 'done';
      },
    }),
  );
  expect(await said).toMatchObject({
    code: 'pooled-connection',
    message: expect.stringContaining('The database is at aaaa1111.'),
  });
  expect(await database.tables()).toEqual(['a']);
});
