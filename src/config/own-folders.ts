/** The folders that autogen makes for itself: in the project, and outside of it. */
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AutogenError } from '../errors';
import { cacheHome } from './environment';
import { isRoot } from './system-user';

/** In which folder of a project everything of autogen's own is. */
export const OWN_FOLDER = '.autogen';

/**
 * Where the project of a configuration keeps `.autogen`: beside the nearest package.json, so that a configuration in
 * `src/` does not fill `src/` with data. Beside the configuration where no package.json is in the repository, and where
 * `.autogen` is there already.
 *
 * @param root - the folder of the configuration, absolute.
 */
export function homeOf(root: string): string {
  const configured = resolve(root);
  if (existsSync(join(configured, OWN_FOLDER))) return configured;
  for (let folder = configured; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    // A file in worktrees and submodules.
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) return configured;
  }
}

/**
 * The project's `.autogen`, made where it is missing, with a `.gitignore` of its own: nothing in it belongs into a
 * repository.
 *
 * @param root - the folder of the configuration, absolute.
 * @throws what `mkdir` throws, where the project is read-only.
 */
export function projectFolder(root: string): string {
  const folder = join(homeOf(root), OWN_FOLDER);
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  return folder;
}

/**
 * A folder of this user's own outside any project: for what projects share, and for what must not be below a private
 * home. For root it is one that other users can pass through, because the server runs as another user.
 */
export function sharedFolder(): string {
  if (isRoot()) return ownedFolder(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), 0o711);
  const home = cacheHome() ?? join(homedir(), '.cache');
  try {
    const folder = join(home, 'typeorm-autogen');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return ownedFolder(tmpdir(), 0o700);
  }
}

/**
 * A folder of fixed name in a place where everybody may write: it is only trusted if it is this user's own and nobody
 * else can write to it.
 */
function ownedFolder(parent: string, mode: number): string {
  const uid = process.getuid?.() ?? 0;
  const folder = join(parent, `typeorm-autogen-${uid}`);
  mkdirSync(folder, { recursive: true, mode });
  const { uid: owner, mode: actual } = lstatSync(folder);
  const isOwn = lstatSync(folder).isDirectory() && (process.platform === 'win32' || owner === uid);
  if (!isOwn || (process.platform !== 'win32' && (actual & 0o022) !== 0)) {
    throw new AutogenError('folder-not-owned', `The folder ${folder} exists and belongs to somebody else.`, {
      hint: `remove it, or set DATABASE_URL: ls -ld ${folder}`,
    });
  }
  // The umask may have taken what the server's user needs.
  chmodSync(folder, mode);
  return folder;
}

/** A short name for a path, stable and safe in file names. */
export function pathKey(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

/** Writes a file as a whole or not at all: a reader at the same moment sees the old or the new text. */
export function writeAtomically(file: string, text: string, mode = 0o666): void {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A small JSON file, or `undefined` where it is missing or damaged. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
