/** The process is killed at every statement, or several start at once: what is there in the end is what one run makes. */

import { readFileSync, rmSync } from 'node:fs';
import { Project } from './command';
import { config, revision } from './files';

let project: Project;
afterEach(() => project.end());

const mixed = (id: string, down: string | null, upgrade: string) =>
  revision(id, { down, upgrade }).replace('  dependsOn = [];', '  dependsOn = [];\n  transaction = false;');

const files = {
  'ormconfig.js': config,
  'migrations/1_aaaa1111.js': revision('aaaa1111', {
    upgrade: `op.createTable('ran', { columns: { revision: { type: 'text' } } });
    op.createTable('a', { columns: { id: { type: 'integer' } } });
    op.bulkInsert('ran', [{ revision: 'aaaa1111' }]);`,
  }),
  'migrations/2_bbbb2222.js': mixed(
    'bbbb2222',
    'aaaa1111',
    `op.bulkInsert('ran', [{ revision: 'bbbb2222' }]);
    op.createIndex('IDX_a', { table: 'a', columns: ['id'], concurrently: true });
    op.addColumn('a', 'last', { type: 'integer' });`,
  ),
  // Loaded before the command: ends the process at a statement, before it is sent or as soon as it is.
  'kill.js': `const { Client } = require('pg');
const { appendFileSync } = require('node:fs');
const { query } = Client.prototype;
const [at, when] = [Number(process.env.KILL_AT), process.env.KILL_WHEN];
let count = 0;
Client.prototype.query = function (...args) {
  const own = (count += 1);
  if (process.env.STATEMENTS) appendFileSync(process.env.STATEMENTS, String(args[0]).slice(0, 40).replaceAll('\\n', ' ') + '\\n');
  if (own === at && when === 'before') process.kill(process.pid, 'SIGKILL');
  const answer = query.apply(this, args);
  if (own === at) {
    const { stream } = this.connection;
    stream.write('', () => process.kill(process.pid, 'SIGKILL'));
  }
  return answer;
};
`,
};

async function state(): Promise<unknown> {
  const ran = await project.connected(
    async (client) => (await client.query('SELECT revision FROM ran ORDER BY 1')).rows,
  );
  const journal = await project.connected(
    async (client) => (await client.query('SELECT * FROM autogen_version_progress')).rows,
  );
  const log = await project.connected(
    async (client) =>
      (await client.query(`SELECT revision FROM autogen_version_history WHERE outcome = 'done' ORDER BY id`)).rows,
  );
  return { catalog: await project.catalog(), versions: await project.versions(), ran, journal, log };
}

test('killed before or while any statement runs, the same command completes what is missing, once each', async () => {
  project = await Project.onServer(files);
  const preload = { NODE_OPTIONS: `--require ${project.path('kill.js')}` };
  const startAnew = () => project.sql('DROP SCHEMA public CASCADE', 'CREATE SCHEMA public');
  await startAnew();
  const list = project.path('statements.txt');
  expect(await project.autogen(['upgrade'], { env: { ...preload, STATEMENTS: list } })).toMatchObject({ code: 0 });
  const statements = readFileSync(list, 'utf8').trimEnd().split('\n');
  rmSync(list);
  const expected = await state();
  let points = 0;
  for (const when of ['before', 'sent']) {
    for (let at = statements.indexOf('BEGIN') + 1; at <= statements.length; at += 1) {
      await startAnew();
      const env = { ...preload, KILL_AT: String(at), KILL_WHEN: when };
      expect({ at, code: (await project.autogen(['upgrade'], { env })).code }).toEqual({ at, code: null });
      const { code, stderr } = await project.autogen(['upgrade']);
      expect({ at, when, code, stderr }).toMatchObject({ at, when, code: 0 });
      expect({ at, when, state: await state() }).toEqual({ at, when, state: expected });
      points += 1;
    }
  }
  process.stdout.write(`${points} points at which the process was killed\n`);
}, 600_000);

test('of eight processes that start at once, one upgrades and seven find nothing left to do', async () => {
  project = await Project.onServer(files);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => project.autogen(['upgrade', 'head'])));
  expect(outcomes.map(({ code }) => code)).toEqual(Array(8).fill(0));
  expect(outcomes.map(({ stdout }) => stdout).sort()).toEqual([
    ...Array(7).fill('Nothing to upgrade: the database is at bbbb2222.\n'),
    'Upgraded 2 revisions: the database is at bbbb2222.\n',
  ]);
  expect(await state()).toMatchObject({
    versions: ['bbbb2222'],
    ran: [{ revision: 'aaaa1111' }, { revision: 'bbbb2222' }],
    log: [{ revision: 'aaaa1111' }, { revision: 'bbbb2222' }],
    journal: [],
  });
});
