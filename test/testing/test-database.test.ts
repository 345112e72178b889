/** `typeorm-autogen/testing`: templates, copies, and what is left behind. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { readCatalog } from '../catalog';
import { Project } from '../cli/command';
import { twoRevisions } from '../cli/files';
import { type Outcome, outcomeOf, plainEnvironment, until } from '../process';
import { testServer } from '../server';

let project: Project;
beforeEach(async () => {
  project = await Project.onServer(twoRevisions);
});
afterEach(async () => {
  for (const name of await databases()) await drop(name);
  await project.end();
});

/** All on the server that are this project's, or might be taken for it. */
const databases = () =>
  project.connected(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) OR datname = $2 ORDER BY 1',
      [ownerOf(), 'autogen_test_mine'],
    );
    return rows.map(({ name }) => name);
  });
const ownerOf = () =>
  `autogen_test_${createHash('sha256').update(project.path('ormconfig.js')).digest('hex').slice(0, 12)}`;
const drop = (name: string) => project.sql(`DROP DATABASE "${name}" WITH (FORCE)`);
const templates = async () => (await databases()).filter((name) => /^autogen_test_\w{12}_\w{12}$/.test(name));

/** Lets a process of the project work with the module; what it returns is printed. */
function start(work: string, { root, url } = project) {
  const script = `const { createTestDatabase, prepareTestDatabases } = require('typeorm-autogen/testing');
    (async () => { ${work} })().then((value) => console.log(JSON.stringify(value ?? null)));`;
  return spawn(process.execPath, ['-e', script], {
    cwd: root,
    env: plainEnvironment(url === undefined ? {} : { DATABASE_URL: url }),
  });
}
async function node<Value>(work: string, on = project): Promise<Value> {
  const { code, stdout, stderr }: Outcome = await outcomeOf(start(work, on));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Value;
}

async function catalogOf(config: ClientConfig): Promise<string[]> {
  const client = new Client(config);
  await client.connect();
  try {
    return await readCatalog(client);
  } finally {
    await client.end();
  }
}

test('a test database has what the revisions make, is its own, and is dropped', async () => {
  await project.autogen(['upgrade']);
  const child = start(`
    const [one, other] = [await createTestDatabase(), await createTestDatabase()];
    console.log(JSON.stringify([one.url, other.url, one.options]));
    await new Promise((go) => process.stdin.once('data', go));
    await Promise.all([one.drop(), other.drop(), one.drop()]);`);
  const [line] = (await new Promise<Buffer>((told) => child.stdout.once('data', told))).toString().split('\n');
  const [one, other, options] = JSON.parse(line!) as [string, string, Record<string, unknown>];
  expect(await databases()).toHaveLength(3);
  const { host, port, user, password } = project.database!;
  expect(options).toEqual({
    ...{ type: 'postgres', host, port, username: user, password, database: new URL(one).pathname.slice(1) },
    ...{ synchronize: false, dropSchema: false, migrationsRun: false },
  });
  const client = new Client(one);
  await client.connect();
  await client.query('DROP TABLE posts');
  expect(await catalogOf({ connectionString: other })).toEqual(await project.catalog());
  child.stdin.end('\n');
  const ended = outcomeOf(child);
  client.on('error', () => undefined);
  expect(await ended).toMatchObject({ code: 0 });
  expect(await databases()).toEqual(await templates());
  expect(await templates()).toHaveLength(1);
});

test('a copy takes milliseconds', async () => {
  const times = await node<number[]>(`
    await prepareTestDatabases();
    const times = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const started = performance.now();
      const database = await createTestDatabase();
      times.push(Math.round(performance.now() - started));
      await database.drop();
    }
    return times;`);
  process.stdout.write(`\ntest databases made in ${times.join(', ')} ms\n`);
  expect(Math.min(...times)).toBeLessThan(500);
});

test('the template is made once, by whichever of several processes comes first', async () => {
  const made = await Promise.all(
    Array.from({ length: 4 }, () =>
      node<boolean>(`const { created } = await prepareTestDatabases();
        await (await createTestDatabase()).drop();
        return created;`),
    ),
  );
  expect(made.sort()).toEqual([false, false, false, true]);
  expect(await databases()).toHaveLength(1);
  expect(await node('return (await prepareTestDatabases()).created;')).toBe(false);
});

test('other revisions have another template, and the one that nobody holds goes', async () => {
  await node('await prepareTestDatabases();');
  const [before] = await templates();
  const file = 'migrations/2_bbbb2222_posts.js';
  project.write({ [file]: project.read(file).replace("type: 'text'", "type: 'varchar'") });
  expect(await node('return (await prepareTestDatabases()).created;')).toBe(true);
  const after = await templates();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual([before]);
});

test('one that somebody holds stays', async () => {
  const child = start(`await prepareTestDatabases(); const { url } = await createTestDatabase(); console.log(url);
    await new Promise((go) => process.stdin.once('data', go));`);
  await new Promise<Buffer>((told) => child.stdout.once('data', told));
  const held = await databases();
  project.write({ 'migrations/2_bbbb2222_posts.js': `${project.read('migrations/2_bbbb2222_posts.js')}\n` });
  await node('await prepareTestDatabases();');
  expect(await databases()).toEqual(expect.arrayContaining(held));
  expect(await databases()).toHaveLength(3);
  child.stdin.end('\n');
  await outcomeOf(child);
});

test('what a killed run has left goes with the next one, and nothing else', async () => {
  const child = start(`await prepareTestDatabases(); const { url } = await createTestDatabase(); console.log(url);
    await new Promise((go) => process.stdin.once('data', go));`);
  await new Promise<Buffer>((told) => child.stdout.once('data', told));
  const left = await databases();
  child.kill('SIGKILL');
  await outcomeOf(child);
  const [template] = await templates();
  const owner = template!.slice(0, -13);
  const building = `${owner}_0123456789ab_building`;
  const strange = ['autogen_test_mine', `${owner}_mine`, `${template}_mine`, `${owner}x_0123456789ab`];
  for (const name of [building, ...strange]) await project.sql(`CREATE DATABASE "${name}"`);
  expect(left).toHaveLength(2);
  await node('await prepareTestDatabases();');
  expect(await databases()).toEqual([template, ...strange].sort());
});

test('a process that forgets to drop ends all the same', async () => {
  await node('await createTestDatabase();');
  expect(await databases()).toHaveLength(2);
  await node('await prepareTestDatabases();');
  expect(await databases()).toHaveLength(1);
});

test('a revision that fails leaves no template, and says what fails', async () => {
  const file = 'migrations/2_bbbb2222_posts.js';
  project.write({ [file]: project.read(file).replace('upgrade(op) {', "upgrade(op) { op.execute('SELECT nothing');") });
  const { code, stderr } = await outcomeOf(start('await createTestDatabase();'));
  expect(code).toBe(1);
  expect(stderr).toContain('operation-failed');
  expect(await templates()).toEqual([]);
});

test('where nothing names a server, it is a throw-away one, which ends with the process', async () => {
  const alone = Project.alone(twoRevisions);
  const url = await node<string>(
    `const database = await createTestDatabase();
    const { Client } = require('pg');
    const client = new Client(database.url);
    await client.connect();
    await client.query('SELECT title FROM posts');
    await client.end();
    return database.url;`,
    alone,
  );
  await until(() =>
    catalogOf({ connectionString: url }).then(
      () => false,
      ({ code }: { readonly code?: string }) => code === 'ECONNREFUSED',
    ),
  );
  await alone.end();
});

test('another server by its URL', async () => {
  const server = await testServer();
  const other = await server.createDatabase();
  const { user, password, host, port, database } = other;
  const url = `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
  await node(`await (await createTestDatabase({ server: ${JSON.stringify(url)} })).drop();`);
  expect(await templates()).toHaveLength(1);
  await server.dropDatabase(other);
});

test('a role that may make no databases is told what it needs', async () => {
  const role = `autogen_tester_${process.pid}`;
  await project.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'geheim'`);
  try {
    const said = await node<object>(`await prepareTestDatabases();
      const template = JSON.parse(process.env.AUTOGEN_TEST_TEMPLATE);
      const config = { ...template.config, user: '${role}', password: 'geheim' };
      process.env.AUTOGEN_TEST_TEMPLATE = JSON.stringify({ ...template, config });
      return createTestDatabase().catch(({ code, message, hint }) => ({ code, message, hint }));`);
    expect(said).toEqual({
      code: 'test-database-failed',
      message: expect.stringMatching(
        /^The test database autogen_test_\w+ cannot be made: permission denied to create database\.$/,
      ),
      hint: `let a superuser run: ALTER ROLE ${role} CREATEDB;`,
    });
  } finally {
    await project.sql(`DROP ROLE ${role}`);
  }
});

test('a template that is gone is told from a role that may not', async () => {
  const said = await node<object>(`await prepareTestDatabases();
    const template = JSON.parse(process.env.AUTOGEN_TEST_TEMPLATE);
    process.env.AUTOGEN_TEST_TEMPLATE = JSON.stringify({ ...template, name: 'autogen_test_gone' });
    return createTestDatabase().catch(({ code, message, hint }) => ({ code, message, hint }));`);
  expect(said).toEqual({
    code: 'test-database-failed',
    message: expect.stringMatching(
      /^The test database autogen_test_gone_\w+ cannot be made: template database "autogen_test_gone" does not exist\.$/,
    ),
    hint: 'call prepareTestDatabases again: it makes the template if it is gone',
  });
});

test('where pg is not installed it says so', async () => {
  const said = await node<object>(`const { Module } = require('node:module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (request, ...rest) => {
      if (request === 'pg') throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
      return resolve(request, ...rest);
    };
    process.env.AUTOGEN_TEST_TEMPLATE = JSON.stringify({ config: {}, name: 'autogen_test' });
    return createTestDatabase().catch(({ code, message, hint }) => ({ code, message, hint }));`);
  expect(said).toEqual({
    code: 'pg-missing',
    message: 'The package pg is not installed in this project.',
    hint: 'npm install pg',
  });
});

test('in Jest without its globalSetup it says what is missing', async () => {
  symlinkSync(join(__dirname, '../../node_modules/jest'), project.path('node_modules/jest'));
  project.write({
    'jest.config.js': 'module.exports = { transform: {}, haste: { forceNodeFilesystemAPI: true } };\n',
    'one.test.js': `const { createTestDatabase } = require('typeorm-autogen/testing');
test('one', async () => {
  const { code, message, hint } = await createTestDatabase().catch((error) => error);
  require('node:fs').writeFileSync('said.json', JSON.stringify({ code, message, hint }));
});
`,
  });
  const jest = spawn(process.execPath, ['node_modules/jest/bin/jest.js', '--no-cache'], {
    cwd: project.root,
    env: plainEnvironment({ DATABASE_URL: project.url! }),
  });
  expect(await outcomeOf(jest)).toMatchObject({ code: 0 });
  expect(JSON.parse(project.read('said.json'))).toEqual({
    code: 'tests-not-prepared',
    message: 'Jest lets no test load what makes the template of test databases.',
    hint: 'call prepareTestDatabases in a file that the configuration of Jest names as globalSetup',
  });
});

test('importing it loads nothing heavy', async () => {
  const loaded = await node<string[]>(`return Object.keys(require.cache);`);
  const names = loaded.map((file) => /\/dist\/src\/(\w+)/.exec(file)?.[1] ?? /node_modules\/([^/]+)/.exec(file)?.[1]);
  expect([...new Set(names)].sort()).toEqual([
    'commands',
    'config',
    'errors',
    'pg-connection-string',
    'postgres',
    'run',
    'testing',
  ]);
});
