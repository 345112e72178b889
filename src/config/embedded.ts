/**
 * The embedded PostgreSQL of a project: started on demand, stopped by the command that started it.
 *
 * One owner at a time. PostgreSQL's own lock on its data folder decides who that is; the owner's process number is in
 * the server's `cluster_name`, so that no lock file of ours can go stale. A server that lives with its owner stops when
 * the owner ends, even by SIGKILL (see the supervisor in `postmaster.ts`); one without an owner, left by a killed
 * supervisor, is stopped by the next command. A server that `autogen embedded start` started belongs to nobody and is
 * used by every command.
 */
import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { AutogenError } from '../errors';
import {
  DATABASE,
  type EmbeddedStore,
  locateStore,
  prepareStore,
  readCredentials,
  rememberPort,
} from './embedded-store';
import { findBinaries, type PostgresBinaries } from './postgres-binaries';
import {
  findRunning,
  freePort,
  isAlive,
  processMark,
  type RunningPostmaster,
  StartRefused,
  SUPERUSER,
  startPostmaster,
  stopRunning,
} from './postmaster';
import { type SystemUser, serverUser } from './system-user';

export { createScratchServer, type ScratchServer } from './scratch-server';

/** Which embedded server. */
export interface EmbeddedOptions {
  /** The folder of the configuration. */
  readonly root: string;
  /**
   * How long to wait for another command that uses the database, in milliseconds.
   *
   * @default 5000
   */
  readonly wait?: number;
}

/** A running embedded server, ready for connections. */
export interface EmbeddedServer {
  /** For psql and pgAdmin; it holds the password. */
  readonly url: string;
  readonly config: ClientConfig;
  /** A line for people: that this is the embedded server, its folder, its port. Without the password. */
  readonly firstLine: string;
  /** Stops the server if this process started it, and nobody else in this process still uses it. */
  stop(): Promise<void>;
}

/** Cluster names: `autogen:<pid>:<mark of the process>:<random>`, or `autogen:alone:<random>`. */
const ALONE = 'autogen:alone';

/** How long such a server runs, for people. */
const SHARED = 'running until `autogen embedded stop`';

/** A server may be seen in the moment before it has noted its owner. Milliseconds. */
const GRACE = 1_500;

/** The servers that this process owns, by folder: a library may open one twice. */
const open = new Map<string, { users: number; readonly server: Promise<OwnedServer> }>();

interface OwnedServer {
  readonly port: number;
  /** `embedded start` started it: it stays when this process ends. */
  readonly isShared?: boolean;
  stop(): Promise<void>;
}

/**
 * Starts the embedded server of a project, or joins the one that `autogen embedded start` started.
 *
 * @throws AutogenError `embedded-busy` where another command keeps it for longer than `wait`; `embedded-missing`,
 *   `embedded-unsupported`, `embedded-failed`, `embedded-version`, `embedded-user`.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await prepare(options.root);
  const running = open.get(place.store.directory);
  const entry = running ?? { users: 0, server: own(place, options.wait ?? 5_000) };
  open.set(place.store.directory, entry);
  entry.users += 1;
  try {
    const owned = await entry.server;
    let isStopped = false;
    const until = owned.isShared ? SHARED : 'stopped when this command ends';
    return describe(place, owned.port, until, async () => {
      if (isStopped) return;
      isStopped = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      open.delete(place.store.directory);
      await owned.stop();
    });
  } catch (error) {
    open.delete(place.store.directory);
    throw error;
  }
}

/**
 * Starts the embedded server for everybody: it stays until {@link stopEmbedded}. One that stays already is returned.
 *
 * @throws AutogenError as {@link openEmbedded}.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await prepare(options.root);
  const { port } = await start(place, 'alone', options.wait ?? 5_000);
  return describe(place, port, SHARED, () => Promise.resolve());
}

/**
 * Stops the server that {@link startEmbedded} started.
 *
 * @returns false where none runs.
 * @throws AutogenError `embedded-busy` where the running server belongs to a command that is at work.
 */
export async function stopEmbedded(options: Pick<EmbeddedOptions, 'root'>): Promise<boolean> {
  const store = locateStore(options.root, serverUser());
  const running = findRunning(store.data);
  if (running === undefined) return false;
  const owner = ownerOf(running);
  if (owner !== undefined && isOwner(owner)) throw busy(store, owner.pid);
  if (await stopRunning(store.data, running.pid)) return true;
  throw new AutogenError(
    'embedded-failed',
    `The embedded PostgreSQL in ${store.directory} (process ${running.pid}) does not stop.`,
    {
      hint: `close the programs that are connected to it, or read its log: ${store.log}`,
    },
  );
}

/**
 * The URL of the embedded database, with its password: for psql and pgAdmin. Valid while a server runs.
 *
 * @returns the URL, and whether a server runs now.
 */
export async function embeddedUrl(
  options: Pick<EmbeddedOptions, 'root'>,
): Promise<{ url: string; isRunning: boolean }> {
  const place = await prepare(options.root);
  const running = findRunning(place.store.data);
  const port = running?.port ?? readCredentials(place.store).port;
  return { url: describe(place, port, '', () => Promise.resolve()).url, isRunning: running?.isReady === true };
}

/** Everything that does not change while a command runs. */
interface Place {
  readonly root: string;
  readonly store: EmbeddedStore;
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | undefined;
}

async function prepare(root: string): Promise<Place> {
  const user = serverUser();
  const binaries = findBinaries(root, user);
  const store = locateStore(root, user);
  await prepareStore(store, root, binaries, user);
  return { root, store, binaries, user };
}

/** The server that `embedded start` started, which is not ours to stop, or one of our own. */
async function own(place: Place, wait: number): Promise<OwnedServer> {
  return await start(place, 'with-us', wait);
}

async function start(place: Place, lives: 'with-us' | 'alone', wait: number): Promise<OwnedServer> {
  const { store } = place;
  const deadline = Date.now() + wait;
  let port = readCredentials(store).port;
  for (;;) {
    const free = await waitUntilFree(store, deadline);
    if (free !== 'free') return { port: free.port, isShared: true, stop: () => Promise.resolve() };
    port = await freePort(port);
    try {
      const started = await startPostmaster({
        binaries: place.binaries,
        user: place.user,
        data: store.data,
        port,
        clusterName: `${lives === 'alone' ? ALONE : `autogen:${process.pid}:${processMark(process.pid)}`}:${randomBytes(4).toString('hex')}`,
        settings: { max_connections: '50', shared_buffers: '32MB', jit: 'off' },
        log: store.log,
        lives,
        shutdown: 'fast',
      });
      if (port !== readCredentials(store).port) rememberPort(store, port);
      return started;
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error;
      // Another command was faster: wait for it like for any other. Or another program took the port: take another.
      if (error.reason === 'port-taken') port = 0;
    }
  }
}

/** Waits until no server runs on the folder; a server that belongs to nobody is returned at once, for use. */
async function waitUntilFree(store: EmbeddedStore, deadline: number): Promise<'free' | RunningPostmaster> {
  let ownerlessSince: number | undefined;
  for (;;) {
    const running = findRunning(store.data);
    if (running === undefined) return 'free';
    if (running.clusterName.startsWith(ALONE)) {
      if (running.isReady) return running;
    } else {
      const owner = ownerOf(running);
      const isOwned = owner !== undefined && isOwner(owner);
      if (isOwned) ownerlessSince = undefined;
      else ownerlessSince ??= Date.now();
      if (ownerlessSince !== undefined && Date.now() - ownerlessSince > GRACE) {
        await stopRunning(store.data, running.pid);
        continue;
      }
      if (isOwned && Date.now() > deadline) throw busy(store, owner.pid);
    }
    // Whatever keeps a server from getting ready or from ending: never wait for ever.
    if (Date.now() > deadline + 60_000) throw busy(store, running.pid);
    await sleep(25);
  }
}

interface Owner {
  readonly pid: number;
  readonly mark: string;
}

function ownerOf(running: RunningPostmaster): Owner | undefined {
  const [prefix, pid, mark] = running.clusterName.split(':');
  return prefix === 'autogen' && Number(pid) > 0 ? { pid: Number(pid), mark: mark ?? '' } : undefined;
}

/** The number of a dead process may have been given to another: its mark tells. */
function isOwner(owner: Owner): boolean {
  return isAlive(owner.pid) && (owner.mark === '' || processMark(owner.pid) === owner.mark);
}

function busy(store: EmbeddedStore, pid: number): AutogenError {
  return new AutogenError(
    'embedded-busy',
    `Another command (process ${pid}) is using the embedded database in ${store.directory}.`,
    {
      hint: 'run it again when the other has finished, or let all commands share one server: autogen embedded start',
      at: store.directory,
    },
  );
}

function describe(place: Place, port: number, until: string, stop: () => Promise<void>): EmbeddedServer {
  const { store } = place;
  const { password } = readCredentials(store);
  const inside = relative(process.cwd(), store.directory);
  const folder = inside === '' || inside.startsWith('..') ? store.directory : inside;
  const because = store.displaced === undefined ? '' : ` (${store.displaced})`;
  return {
    url: `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`,
    config: { host: '127.0.0.1', port, user: SUPERUSER, password, database: DATABASE, ssl: false },
    firstLine: `Embedded PostgreSQL ${place.binaries.version} on 127.0.0.1:${port}, data in ${folder}${because}, ${until}`,
    stop,
  };
}
