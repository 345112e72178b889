/** Processes that tests start: what surrounds them, and what they leave behind. */

import type { ChildProcess } from 'node:child_process';

/** What a process left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits until a process has ended. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle({ code, ...said }));
  });
}

/** The environment of a developer's machine: no server named, no CI, nothing said about colour. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(
    ([name]) => !/^(?:PG.*|DATABASE_URL|CI|NODE_ENV|NODE_OPTIONS|AUTOGEN_.*|npm_.*|FORCE_COLOR|NO_COLOR)$/.test(name),
  );
  return { ...Object.fromEntries(plain), ...extra };
}

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
