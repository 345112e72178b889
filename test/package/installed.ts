/**
 * The package as it is published: packed, and unpacked into an empty project. Its dependencies are those of this
 * repository, linked one by one; nothing of this repository's own is in reach.
 */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');
const MODULES = join(REPOSITORY, 'node_modules');

/** Which dependencies a project has that installed the package. */
export interface Choice {
  /** As after `npm ci --omit=optional`. */
  readonly withoutOptional?: boolean;
}

interface Manifest {
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The tarball of `npm pack`, in a folder of its own. The suite has built the package. */
export function pack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'autogen-pack-'));
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  execFileSync('npm', args, { cwd: REPOSITORY, stdio: ['ignore', 'ignore', 'inherit'], shell: isWindows });
  return join(folder, readdirSync(folder)[0]!);
}

const isWindows = process.platform === 'win32';

/** An empty project into which a tarball was installed, with the peers that it asks for. */
export function installInto(tarball: string, { withoutOptional = false }: Choice = {}): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'autogen-installed-')));
  chmodSync(project, 0o755);
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "version": "1.0.0" }\n');
  const packages = join(project, 'node_modules');
  mkdirSync(join(packages, '.bin'), { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', packages]);
  const own = join(packages, 'typeorm-autogen');
  renameSync(join(packages, 'package'), own);

  const manifest = readManifest(own);
  for (const name of ownTree(manifest, withoutOptional)) link(packages, name);
  for (const name of Object.keys(manifest.peerDependencies ?? {})) link(packages, name);
  for (const [name, path] of Object.entries(manifest.bin ?? {})) {
    chmodSync(join(own, path), 0o755);
    symlinkSync(join('..', 'typeorm-autogen', path), join(packages, '.bin', name));
  }
  return project;
}

/** All files of the package and of the dependencies that come with it, in bytes; the peers are the project's own. */
export function installedBytes(project: string, choice: Choice = {}): number {
  const own = join(project, 'node_modules/typeorm-autogen');
  const tree = ownTree(readManifest(own), choice.withoutOptional ?? false);
  return [own, ...[...tree].map((name) => join(MODULES, name))].reduce((sum, folder) => sum + bytesIn(folder), 0);
}

/** The names of all dependencies, direct and not, that this repository holds flat. */
function ownTree(manifest: Manifest, withoutOptional: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = ({ dependencies = {}, optionalDependencies = {} }: Manifest): void => {
    for (const name of [...Object.keys(dependencies), ...(withoutOptional ? [] : Object.keys(optionalDependencies))]) {
      // A binary of another platform is not installed.
      if (found.has(name) || (name in optionalDependencies && !existsSync(join(MODULES, name)))) continue;
      found.add(name);
      visit(readManifest(join(MODULES, name)));
    }
  };
  // npm lists optional dependencies among the others as well when it publishes, and does not when it packs.
  visit(manifest);
  return found;
}

function link(packages: string, name: string): void {
  const place = join(packages, name);
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(MODULES, name), place, 'junction');
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
