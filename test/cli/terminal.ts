/** The command in a terminal: `script`, which every Linux has from util-linux, gives a process one. */

import { spawn } from 'node:child_process';
import { COMMAND } from '../build';
import { type Outcome, outcomeOf, plainEnvironment, until } from '../process';
import type { Project } from './command';

/** What is typed once the terminal shows a text. */
export interface Typed {
  readonly when: RegExp;
  readonly keys: string;
}

/** Runs a command in a terminal; stdout holds all that the terminal shows. */
export async function inTerminal(
  project: Project,
  args: readonly string[],
  typed: readonly Typed[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const words = [process.execPath, COMMAND, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  // Without a width a question would be one letter a line.
  const line = `stty cols 200 rows 50; exec ${words}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd: project.root,
    env: plainEnvironment({
      TERM: 'xterm',
      ...(project.url === undefined ? {} : { DATABASE_URL: project.url }),
      ...env,
    }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
  });
  const ended = outcomeOf(child);
  try {
    for (const { when, keys } of typed) {
      await until(() => when.test(shown) || child.exitCode !== null);
      shown = '';
      child.stdin.write(keys);
    }
    return await ended;
  } finally {
    child.kill('SIGKILL');
  }
}
