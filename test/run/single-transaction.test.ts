import { chain } from './chain';
import { createsTable, Database, type Drafts, failure, migrate, project } from './project';

let database: Database;
beforeEach(async () => {
  database = await Database.create();
});
afterEach(() => database.drop());

const together = { singleTransaction: true };
const three: Drafts = { aaaa1111: createsTable('a'), bbbb1111: createsTable('b'), cccc1111: createsTable('c') };

test('all revisions run in one transaction', async () => {
  await migrate(database, project(three), 'upgrade', 'aaaa1111');
  const client = await database.client();
  const statements: string[] = [];
  const watched: typeof client = {
    ...client,
    query(text, values) {
      statements.push(text);
      return client.query(text, values);
    },
  };
  const result = await migrate(database, project(three), 'upgrade', 'head', { ...together, client: watched });
  expect(result).toMatchObject({ before: ['aaaa1111'], after: ['cccc1111'] });
  expect(statements.filter((text) => ['BEGIN', 'COMMIT'].includes(text))).toEqual(['BEGIN', 'COMMIT']);
  expect(await database.tables()).toEqual(['a', 'b', 'c']);
  expect(await database.versions()).toEqual(['cccc1111']);
});

test('one that fails takes all with it', async () => {
  const drafts: Drafts = { ...three, dddd1111: { upgrade: (op) => void op.execute('SELECT 1 / 0') } };
  const { code, message, at } = await failure(migrate(database, project(drafts), 'upgrade', 'head', together));
  expect(code).toBe('operation-failed');
  expect(message).toMatch(/^execute\('SELECT 1 \/ 0'\) failed in upgrade of revision dddd1111/);
  expect(message).toMatch(/\nAll revisions were rolled back; the database is at base \(no revision is applied\)\.$/);
  expect(at).toBe('migrations/dddd1111.ts');
  expect(await database.tables()).toEqual([]);
});

test('one that ends the transaction is found out by name', async () => {
  const drafts: Drafts = { aaaa1111: { upgrade: (op) => void op.execute('COMMIT') }, bbbb1111: createsTable('b') };
  const { code, message } = await failure(migrate(database, project(drafts), 'upgrade', 'head', together));
  expect(code).toBe('transaction-ended');
  expect(message).toContain('Revision aaaa1111 in migrations/aaaa1111.ts ended the transaction it runs in');
});

test('one that needs no transaction is refused, and nothing is changed', async () => {
  const { code, message, hint, at } = await failure(migrate(database, project(chain), 'upgrade', 'head', together));
  expect(code).toBe('not-in-one-transaction');
  expect(message).toContain(
    'Revision cccc1111 in migrations/cccc1111.ts says `transaction = false`, so it cannot run in one transaction with others; nothing was changed.',
  );
  expect({ hint, at }).toEqual({
    hint: 'leave --single-transaction out, or upgrade to the revision before it first',
    at: 'migrations/cccc1111.ts',
  });
  expect(await database.tables()).toEqual([]);
});

test('it is tried again as a whole where it gets no lock', async () => {
  await migrate(database, project(three), 'upgrade', 'aaaa1111');
  const drafts: Drafts = { ...three, dddd1111: { upgrade: (op) => void op.addColumn('a', 'x', { type: 'integer' }) } };
  const session = await database.connect();
  await session.query('BEGIN; LOCK TABLE a');
  await migrate(database, project(drafts), 'upgrade', 'head', {
    ...{ ...together, lockTimeout: 100, lockRetries: 3, lockRetryPause: 10 },
    onProgress: ({ event }) => void (event === 'blocked' && session.query('COMMIT')),
  });
  expect(await database.versions()).toEqual(['dddd1111']);
});

test('nothing to do is nothing done', async () => {
  await migrate(database, project(three), 'upgrade', 'head');
  expect(await migrate(database, project(three), 'upgrade', 'head', together)).toMatchObject({ steps: [] });
});
