/** Builds `dist/` where it is older than the sources; once, however many test runs want it at the same time. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const REPOSITORY = resolve(__dirname, '..');
const DIST = join(REPOSITORY, 'dist');
const LOCK = join(REPOSITORY, 'node_modules', '.autogen-build.lock');
/** A build takes five seconds; one that was killed must not lock out all others. Milliseconds. */
const LOCK_LIFE = 120_000;

/** The command as it is shipped. */
export const COMMAND = join(DIST, 'cli', 'main.js');

/** Makes sure that {@link COMMAND} is as new as the sources. */
export async function buildOnce(): Promise<void> {
  if (!isStale()) return;
  while (!lock()) await sleep(100);
  try {
    if (isStale()) build();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isStale(): boolean {
  if (!existsSync(COMMAND)) return true;
  const built = statSync(COMMAND).mtimeMs;
  const sources = ['src', 'cli'].flatMap((folder) => filesBelow(join(REPOSITORY, folder)));
  return [...sources, join(REPOSITORY, 'tsconfig.build.json')].some((file) => statSync(file).mtimeMs > built);
}

/** Whether this process may build now. */
function lock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const made = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && Date.now() - made > LOCK_LIFE) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/** Into a folder of its own first; then file by file, so that a command that runs meanwhile never reads half a file. */
function build(): void {
  const begun = new Date();
  mkdirSync(DIST, { recursive: true });
  const fresh = mkdtempSync(join(REPOSITORY, 'node_modules', '.autogen-build-'));
  try {
    const tsc = require.resolve('typescript/bin/tsc');
    const options = ['-p', join(REPOSITORY, 'tsconfig.build.json'), '--outDir', fresh];
    try {
      execFileSync(process.execPath, [tsc, ...options], { cwd: REPOSITORY, encoding: 'utf8' });
    } catch (error) {
      // What does not type-check is another test's business, as long as there is something to run.
      if (!existsSync(join(fresh, 'cli', 'main.js'))) throw error;
      process.stderr.write(`dist/ was built from sources with type errors:\n${(error as { stdout: string }).stdout}`);
    }
    const made = filesBelow(fresh).map((file) => relative(fresh, file));
    for (const name of made) {
      const [from, to] = [join(fresh, name), join(DIST, name)];
      mkdirSync(dirname(to), { recursive: true });
      if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) renameSync(from, to);
    }
    const wanted = new Set(made);
    for (const file of filesBelow(DIST)) if (!wanted.has(relative(DIST, file))) rmSync(file);
    chmodSync(COMMAND, 0o755);
    utimesSync(COMMAND, begun, begun);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
