/**
 * The connection is lost before and after every single statement of a chain of revisions, and the same command is run
 * again: what is there then must be what an undisturbed run makes, and each revision must have run once.
 */

import type { Client as PgClient } from 'pg';
import { type Client, pgClient } from '../../src/run/client';
import { readCatalog } from '../catalog';
import { chain, committing } from './chain';
import { Database, type Drafts, failure, migrate, type Project, project } from './project';

const LOST = 'Connection terminated unexpectedly';

let database: Database;
let watcher: PgClient;
/** For the runs that are to succeed. */
let steady: Client;
beforeAll(async () => {
  database = await Database.create();
  watcher = await database.connect();
  steady = await database.client();
});
afterAll(() => database.drop());

/** How a connection is lost at a statement. */
interface Fault {
  readonly how: 'thrown' | 'terminated';
  readonly when: 'before' | 'after';
}

/** A client that counts its statements, and loses its connection at one of them. */
async function faulty(at: number, { how, when }: Fault) {
  const connection = await database.connect();
  const plain = pgClient(connection);
  const { rows } = await connection.query('SELECT pg_backend_pid() AS pid');
  let count = 0;
  let isLost = false;
  const lose = async () => {
    isLost = true;
    if (how === 'terminated') {
      await watcher.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      const isThere = 'SELECT FROM pg_stat_activity WHERE pid = $1';
      while ((await watcher.query(isThere, [rows[0].pid])).rows.length > 0) await new Promise(setImmediate);
    }
  };
  const query: Client['query'] = async (text, values) => {
    count += 1;
    if (isLost && how === 'thrown') throw new Error(LOST);
    if (count === at && when === 'before') await lose();
    if (isLost && how === 'thrown') throw new Error(LOST);
    const answer = await plain.query(text, values);
    if (count !== at || when !== 'after') return answer;
    await lose();
    if (how === 'thrown') throw new Error(LOST);
    return answer;
  };
  return { client: { ...plain, query }, count: () => count, end: () => connection.end().catch(() => undefined) };
}

async function state() {
  const ran = await watcher.query('SELECT revision FROM ran ORDER BY 1');
  const rows = await watcher.query('SELECT * FROM a ORDER BY id');
  const invalid = await watcher.query('SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid');
  const journal = await watcher.query('SELECT * FROM autogen_version_progress');
  const versions = await watcher.query('SELECT * FROM autogen_version');
  const log = await watcher.query(
    `SELECT revision, direction FROM autogen_version_history WHERE outcome = 'done' ORDER BY id`,
  );
  return {
    catalog: await readCatalog(watcher),
    ...{ ran: ran.rows, rows: rows.rows, invalid: invalid.rows, journal: journal.rows, versions: versions.rows },
    log: log.rows,
  };
}

/** Does as the hint says where only a person can tell whether SQL of an author took effect. */
async function settleByHand(revisions: Project): Promise<void> {
  const { rows } = await watcher.query(
    `SELECT to_regclass('autogen_version_progress') IS NOT NULL AND to_regclass('ran') IS NOT NULL AS known`,
  );
  if (rows[0].known !== true) return;
  const { rows: begun } = await watcher.query(
    `SELECT FROM autogen_version_progress WHERE running AND revision = 'eeee1111'`,
  );
  if (begun.length === 0) return;
  const { code, hint } = await failure(migrate(database, revisions, 'upgrade', 'head', { client: steady }));
  expect(code).toBe('half-done-unknown');
  const { rows: ran } = await watcher.query(`SELECT FROM ran WHERE revision = 'eeee1111'`);
  const [, done, undone] = /if so: (.*); if not: (.*)$/.exec(hint) ?? [];
  await watcher.query((ran.length > 0 ? done : undone) as string);
}

async function startAnew(): Promise<void> {
  await watcher.query('DROP SCHEMA public CASCADE');
  await watcher.query('CREATE SCHEMA public');
}

const faults: readonly Fault[] = (['thrown', 'terminated'] as const).flatMap((how) =>
  (['before', 'after'] as const).map((when) => ({ how, when })),
);

test.each<readonly [string, Drafts, readonly Fault[]]>([
  ['all steps', chain, faults],
  // How a client learns of it has been tried with the first chain.
  ['steps that commit', committing, faults.filter(({ how }) => how === 'terminated')],
])(
  'a lost connection at any statement leaves what the next run completes, once each (%s)',
  async (_what, drafts, ways) => {
    const [ids, revisions] = [Object.keys(drafts), project(drafts)];
    await startAnew();
    const undisturbed = await faulty(0, faults[0]!);
    await migrate(database, revisions, 'upgrade', 'head', { client: undisturbed.client });
    await undisturbed.end();
    const total = undisturbed.count();
    const expected = await state();
    expect(expected.ran.map(({ revision }) => revision)).toEqual(ids);
    expect(expected.log.map(({ revision }) => revision)).toEqual(ids);
    expect(total).toBeGreaterThan(60);
    let points = 0;
    for (const fault of ways) {
      for (let at = 1; at <= total; at += 1) {
        await startAnew();
        const { client, end } = await faulty(at, fault);
        // Some statements may be lost without harm: the reset of a setting, the release of the lock.
        const said = await migrate(database, revisions, 'upgrade', 'head', { client }).then(
          () => 'done',
          (error) => error.code as string,
        );
        await end();
        expect({ at, fault, said }).toEqual({
          ...{ at, fault },
          said: expect.stringMatching(/^(done|connection-lost)$/),
        });
        await settleByHand(revisions);
        const { after } = await migrate(database, revisions, 'upgrade', 'head', { client: steady });
        expect({ at, fault, after, ...(await state()) }).toEqual({ at, fault, after: ids.slice(-1), ...expected });
        points += 1;
      }
    }
    process.stdout.write(`${points} fault points: ${total} statements, lost in ${ways.length} ways\n`);
  },
  600_000,
);
