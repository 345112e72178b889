/**
 * The system user that a PostgreSQL server runs as: PostgreSQL refuses to run as root.
 *
 * Knows users and permissions; starts no server.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AutogenError } from '../errors';

/** A user and group by number, as `spawn` takes them. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

let known: SystemUser | undefined;

/** True where this process is root, so that a server needs another user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The user to start servers as: `undefined` (this process's own) unless that is root, then `postgres`, who is created
 * where the machine has none.
 *
 * @throws AutogenError `embedded-user` where no such user can be had.
 */
export function serverUser(): SystemUser | undefined {
  if (!isRoot()) return undefined;
  known ??= lookUp('postgres') ?? create() ?? lookUp('nobody');
  if (known !== undefined) return known;
  throw new AutogenError(
    'embedded-user',
    'The embedded PostgreSQL refuses to run as root, and the system user postgres could not be created.',
    {
      hint: 'run autogen as another user, create one with `useradd --system postgres`, or set DATABASE_URL',
    },
  );
}

/**
 * Whether a user can open what is below `folder`: every folder on the way must let them through.
 *
 * The server's user has no supplementary groups (`spawn` drops them), so its own group is all there is to ask.
 */
export function canReach(folder: string, user: SystemUser | undefined): boolean {
  try {
    if (user === undefined) {
      accessSync(folder, constants.X_OK);
      return true;
    }
    for (let path = realpathSync(folder); ; path = dirname(path)) {
      if (!mayPass(path, user)) return false;
      if (path === dirname(path)) return true;
    }
  } catch {
    return false;
  }
}

function mayPass(path: string, user: SystemUser): boolean {
  const { mode, uid, gid } = statSync(path);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function lookUp(name: string): SystemUser | undefined {
  try {
    const id = (flag: string): number => Number(run('id', [flag, name]).trim());
    const user = { uid: id('-u'), gid: id('-g') };
    return Number.isInteger(user.uid) && Number.isInteger(user.gid) && user.uid !== 0 ? user : undefined;
  } catch {
    return undefined;
  }
}

/** `useradd` (most of Linux), then `adduser` (BusyBox). A race with another process ends in both seeing the user. */
function create(): SystemUser | undefined {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ];
  for (const [command, args] of attempts) {
    try {
      run(command, args);
    } catch {
      // The next attempt, or the look-up below, decides.
    }
    const user = lookUp('postgres');
    if (user !== undefined) return user;
  }
  return undefined;
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
