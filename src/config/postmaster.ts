/**
 * One PostgreSQL server process: start it, find it again, stop it.
 *
 * Knows data folders and processes; decides nothing about who may use a server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AutogenError } from '../errors';
import { cannotRun, isBroken, type PostgresBinaries } from './postgres-binaries';
import { errorCode } from './system-error';
import type { SystemUser } from './system-user';

/** The superuser of every server that autogen makes: what psql and pgAdmin expect. */
export const SUPERUSER = 'postgres';

/** What `postmaster.pid` says. Source: PostgreSQL, src/include/utils/pidfile.h. */
export interface RunningPostmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
  /** The `cluster_name` it was started with: autogen's note about the owner. */
  readonly clusterName: string;
}

/** How to start a server. */
export interface StartOptions {
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | undefined;
  /** The data folder. */
  readonly data: string;
  readonly port: number;
  /** A note that `findRunning` gives back; at most 63 characters. */
  readonly clusterName: string;
  /** Server settings, as in `postgresql.conf`. */
  readonly settings: Readonly<Record<string, string>>;
  /** A file for the server's log; overwritten once the server runs, or fails to. */
  readonly log: string;
  /**
   * `with-us`: the server stops when this process ends, however it ends. `alone`: it stays until it is stopped.
   */
  readonly lives: 'with-us' | 'alone';
  /** How it stops with us: `fast` as on shutdown, `immediate` where nothing is worth keeping. */
  readonly shutdown: 'fast' | 'immediate';
  /** A folder to remove when the server that lives with us has stopped. */
  readonly removeAfterwards?: string;
}

/** A server that this process started. */
export interface StartedPostmaster {
  readonly pid: number;
  readonly port: number;
  /** Stops it and waits for its end. */
  stop(): Promise<void>;
}

/** Why a server did not start, where another attempt may succeed. */
export class StartRefused extends Error {
  constructor(readonly reason: 'occupied' | 'port-taken') {
    super(reason);
  }
}

/** Milliseconds. Crash recovery of a large database may take long; a person waits no longer. */
const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 30_000;

/**
 * Runs the server until it ends by itself or the pipe at file descriptor 3 closes, which the death of the process that
 * holds the other end does, even by SIGKILL. Arguments: signal, folder to remove (or empty), program, its arguments.
 */
export const SUPERVISOR = `
exec 3<&0 </dev/null
signal=$1; remove=$2; program=$3; shift 3
"$program" "$@" 3<&- & server=$!
( while read -r line <&3; do :; done; while kill -s "$signal" "$server"; do sleep 0.1; done ) 2>/dev/null & watcher=$!
exec 3<&-
wait "$server"; code=$?
kill "$watcher" 2>/dev/null
if [ -n "$remove" ]; then rm -rf "$remove"; fi
exit "$code"
`;

/**
 * Starts a server on 127.0.0.1 and waits until it takes connections.
 *
 * @throws StartRefused where another server has the data folder or the port; AutogenError otherwise.
 */
export async function startPostmaster(options: StartOptions): Promise<StartedPostmaster> {
  const { binaries, user, data } = options;
  clearForeignPidFile(data);
  const args = ['-D', data, '-p', String(options.port)];
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    cluster_name: options.clusterName,
    ...options.settings,
  };
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);

  // Of its own until the server runs: another process may be trying the same, and its words must not be taken for ours.
  const ownLog = `${options.log}.${process.pid}.${options.port}`;
  const log = openSync(ownLog, 'w', 0o600);
  // `detached`: Ctrl-C in a terminal goes to the whole group of processes, and the server must outlive the statement
  // that is being finished or rolled back.
  const isSupervised = options.lives === 'with-us' && process.platform !== 'win32';
  const shared = { ...user, env: binaries.environment, cwd: '/', detached: true } as const;
  const child = isSupervised
    ? spawn(
        '/bin/sh',
        [
          '-c',
          SUPERVISOR,
          'autogen',
          options.shutdown === 'fast' ? 'INT' : 'QUIT',
          options.removeAfterwards ?? '',
          binaries.postgres,
          ...args,
        ],
        { ...shared, stdio: ['pipe', log, log] },
      )
    : spawn(binaries.postgres, args, { ...shared, stdio: ['ignore', log, log] });
  closeSync(log);
  child.stdin?.on('error', () => undefined);

  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });

  const deadline = Date.now() + START_TIMEOUT;
  for (let pause = 4; ; pause = Math.min(pause * 1.5, 50)) {
    const running = findRunning(data);
    if (running?.clusterName === options.clusterName && running.isReady) {
      // Whoever forgets to stop it must not be kept from ending; the supervisor then stops the server.
      child.unref();
      unreference(child);
      renameSync(ownLog, options.log);
      return { pid: running.pid, port: running.port, stop: () => stopStarted(child, running.pid, ended) };
    }
    if (!isRunning) throw startFailure(options, ownLog);
    if (Date.now() > deadline) {
      child.stdin?.end();
      renameSync(ownLog, options.log);
      throw new AutogenError(
        'embedded-failed',
        `The embedded PostgreSQL in ${data} did not get ready within ${START_TIMEOUT / 1000} seconds.`,
        {
          hint: `read its log: ${options.log}`,
        },
      );
    }
    await sleep(pause);
  }
}

function unreference(child: ChildProcess): void {
  const { stdin } = child;
  if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
}

async function stopStarted(child: ChildProcess, pid: number, ended: Promise<void>): Promise<void> {
  child.ref();
  if (child.stdin === null) signal(pid, 'SIGINT');
  else child.stdin.end();
  const timer = sleep(STOP_TIMEOUT, 'late', { ref: false });
  if ((await Promise.race([ended, timer])) !== 'late') return;
  // A client that does not let go: the next start recovers from the log.
  signal(pid, 'SIGQUIT');
  await ended;
}

function startFailure(options: StartOptions, ownLog: string): Error {
  const text = readText(ownLog);
  rmSync(ownLog, { force: true });
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(text))
    return new StartRefused('occupied');
  if (/could not bind|could not create any TCP\/IP sockets/.test(text)) return new StartRefused('port-taken');
  writeFileSync(options.log, text, { mode: 0o600 });
  const broken = isBroken(options.binaries);
  if (broken !== undefined) return cannotRun(options.binaries, broken);
  return new AutogenError(
    'embedded-failed',
    `The embedded PostgreSQL in ${options.data} did not start: ${lastWords(text, 'its log is empty')}.`,
    {
      hint: `read its log: ${options.log}`,
      cause: new Error(text),
    },
  );
}

/** The server that runs on a data folder, if any. Servers that are not ready yet, or shutting down, count. */
export function findRunning(data: string): RunningPostmaster | undefined {
  const lines = readText(join(data, 'postmaster.pid')).split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0 || !isServer(pid)) return undefined;
  const options = readText(join(data, 'postmaster.opts'));
  return {
    pid,
    port: Number(lines[3] ?? 0),
    isReady: lines[7]?.trim() === 'ready',
    clusterName: /"cluster_name=([^"]*)"/.exec(options)?.[1] ?? '',
  };
}

/**
 * Stops a server that another process started on this data folder, and waits for its end.
 *
 * @returns whether it ended in time.
 */
export async function stopRunning(data: string, pid: number): Promise<boolean> {
  for (const [name, patience] of [
    ['SIGINT', STOP_TIMEOUT],
    ['SIGQUIT', 5_000],
  ] as const) {
    // Asked again right before: the number may belong to another program by now.
    if (findRunning(data)?.pid !== pid) return true;
    signal(pid, name);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (!isServer(pid)) return true;
      await sleep(20);
    }
  }
  return false;
}

/**
 * PostgreSQL takes `postmaster.pid` for valid if any process has that number. After a crash of the machine or in a
 * new container the number may be another program's, or a dead server nobody has buried.
 */
function clearForeignPidFile(data: string): void {
  const file = join(data, 'postmaster.pid');
  const pid = Number(readText(file).split('\n')[0]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && !isServer(pid)) rmSync(file, { force: true });
}

/** True where the process lives and is a PostgreSQL server. */
function isServer(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const command = readText(`/proc/${pid}/cmdline`);
  // A zombie has no command line. A server that is ending may have replaced its own by "postgres: …".
  return command.includes('postgres');
}

/** True where a process of that number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * When a process started, as an opaque mark that tells it from a later one with the same number; empty where the
 * platform does not say.
 */
export function processMark(pid: number): string {
  // Field 22, counted behind the name, which is in parentheses and may hold anything.
  const status = readText(`/proc/${pid}/stat`);
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** A TCP port of 127.0.0.1 that is free now: `wanted`, if it is. */
export async function freePort(wanted = 0): Promise<number> {
  const port = await listenOnce(wanted);
  return port ?? (await listenOnce(0)) ?? 0;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const actual = typeof address === 'object' && address !== null ? address.port : undefined;
      probe.close(() => resolve(actual));
    });
  });
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The line of a log that says why, without PostgreSQL's own full stop. */
export function lastWords(log: string, otherwise: string): string {
  const lines = log
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const line = lines.filter((entry) => /FATAL|PANIC|ERROR|error:/.test(entry)).at(-1) ?? lines.at(-1) ?? otherwise;
  return line.replace(/^.*?(?:FATAL|PANIC|ERROR|error):\s*/, '').replace(/\.$/, '');
}
