/** `autogen sql`: its script, run by another client, does what `upgrade` and `downgrade` do. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { COMMAND } from '../build';
import { readCatalog } from '../catalog';
import { plainEnvironment } from '../process';
import { testServer } from '../server';
import { Project } from './command';
import { config, revision } from './files';

const ROOT = join(__dirname, '../..');

describe('of the sample', () => {
  let databases: ClientConfig[];
  beforeAll(async () => {
    const server = await testServer();
    databases = [await server.createDatabase(), await server.createDatabase()];
  });
  afterAll(async () => {
    const server = await testServer();
    for (const database of databases) await server.dropDatabase(database);
  });

  function autogen(words: readonly string[], database?: ClientConfig): string {
    const { host, port, user, password, database: name } = database ?? {};
    const url = `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${name}`;
    const env = plainEnvironment(database === undefined ? {} : { DATABASE_URL: url });
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], {
      ...{ cwd: ROOT, env, encoding: 'utf8' },
    });
    expect({ stderr: database === undefined ? stderr : '', status }).toEqual({ stderr: '', status: 0 });
    return stdout;
  }

  /** The whole script in one go, as any client sends it. */
  async function state(database: ClientConfig, sql = '') {
    const client = new Client(database);
    await client.connect();
    try {
      await client.query(sql);
      const { rows } = await client.query('SELECT version_num FROM autogen_version');
      const log = await client.query(
        'SELECT revision, direction, outcome, role, file, checksum, file_checksum FROM autogen_version_history ORDER BY id',
      );
      return {
        ...{ rows, log: log.rows },
        catalog: await readCatalog(client, { ignoreTables: ['autogen_version_progress'] }),
      };
    } finally {
      await client.end();
    }
  }

  test('up, and down, and in two pieces', async () => {
    const [online, offline] = databases as [ClientConfig, ClientConfig];
    const up = autogen(['sql']);
    expect(up.match(/^-- upgrade of revision \w+: .*$/gm)).toEqual([
      '-- upgrade of revision 8d1c5a90e3f7: migrations/2026_11_20_1441-8d1c5a90e3f7_create_posts.ts',
      expect.stringContaining('1f3a9c2b7d10'),
      expect.stringContaining('cfcc4fd02d18'),
    ]);
    expect(up.match(/^BEGIN;$/gm)).toHaveLength(3);
    expect(up.match(/^COMMIT;$/gm)).toHaveLength(3);
    autogen(['upgrade', 'head'], online);
    expect(await state(offline, up)).toEqual(await state(online));

    autogen(['downgrade', '1f3a'], online);
    expect(await state(offline, autogen(['sql', 'head:1f3a']))).toEqual(await state(online));
    autogen(['downgrade', 'base'], online);
    expect(await state(offline, autogen(['sql', '1f3a:base']))).toEqual(await state(online));
    autogen(['upgrade', 'head'], online);
    await state(offline, autogen(['sql', 'base:+1']));
    expect(await state(offline, autogen(['sql', '8d1c:head']))).toEqual(await state(online));

    await expect(state(offline, up)).rejects.toThrow('The database is not at base');
    expect(await state(offline)).toEqual(await state(online));
  });

  test('where there is nothing to run it says so', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, 'sql', 'head:head'], {
      ...{ cwd: ROOT, env: plainEnvironment(), encoding: 'utf8' },
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: 'There is nothing to run.\n', status: 0 });
  });
});

describe('where there is no script', () => {
  let project: Project;
  afterEach(() => project.end());

  test('because a revision asks the database, the error names the file and the line', async () => {
    project = Project.alone({
      'ormconfig.js': config,
      'migrations/1_aaaa1111.js': revision('aaaa1111', {
        upgrade: "op.execute('SELECT 1');\n    return op.query('SELECT 2');",
      }),
      'migrations/2_bbbb2222.ts': `import { Revision, type Operations } from 'typeorm-autogen';
export class B1795186990000 extends Revision {
  readonly revision = 'bbbb2222';
  readonly downRevision = 'aaaa1111';
  readonly branchLabels: readonly string[] = [];
  readonly dependsOn: readonly string[] = [];

  async upgrade(op: Operations): Promise<void> {
    type Row = { readonly id: number };

    await op.query<Row>('SELECT 1');
  }
  downgrade(): void {}
}
`,
    });
    const line = project
      .read('migrations/1_aaaa1111.js')
      .split('\n')
      .findIndex((text) => text.includes('op.query'));
    const plain = await project.autogen(['sql', 'base:aaaa']);
    expect(plain.stderr).toContain(
      `migrations/1_aaaa1111.js:${line + 1}: upgrade of revision aaaa1111 asks the database (op.query), so its operations cannot be told without one.`,
    );
    expect(plain.stderr).toContain('hint: use op.execute where the answer is not needed');
    expect({ code: plain.code, stdout: plain.stdout }).toEqual({ code: 1, stdout: '' });
    const { object } = await project.json(['sql', 'aaaa:head']);
    expect(object).toMatchObject({
      ok: false,
      error: { code: 'offline-query', at: expect.stringMatching(/2_bbbb2222\.ts:11$/) },
    });
  });

  test('because it is no range, or not known', async () => {
    project = Project.alone({ 'ormconfig.js': config, 'migrations/1_aaaa1111.js': revision('aaaa1111') });
    const one = await project.json(['sql', 'head']);
    expect(one.object).toMatchObject({ ok: false, error: { code: 'invalid-target' } });
    expect(one.code).toBe(1);
    expect((await project.json(['sql', 'base:cccc'])).object).toMatchObject({ error: { code: 'unknown-target' } });
  });
});
