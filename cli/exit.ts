/** How a process ends: the exit codes, Ctrl-C, and the one place that calls `process.exit`. */

/** 128 + SIGINT, as shells count. */
export const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const end = process.exit.bind(process);
let isEnding = false;

/** Ctrl-C while a command runs. */
export interface Interruption {
  readonly signal: AbortSignal;
}

/**
 * Listens for Ctrl-C: the first aborts the signal, so that the command can come to a clean end; the second ends the
 * process at once.
 */
export function listenForInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) exit(INTERRUPTED);
    controller.abort();
    onFirst();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return { signal: controller.signal };
}

/** Whatever a project's own files throw when nobody waits for them any more: a timer, a promise that they forgot. */
export function listenForStrays(onStray: (error: unknown) => void): void {
  process.on('uncaughtException', onStray);
  process.on('unhandledRejection', onStray);
}

/**
 * A project's own file that calls `process.exit(0)` would make a deployment look done: it fails instead, where it calls.
 */
export function refuseExit(): void {
  process.exit = (code) => {
    throw new Error(`process.exit(${code ?? ''}) was called`);
  };
}

/** Node ends by itself where nothing is left that could happen, a promise that nobody settles included. */
export function listenForEarlyEnd(onEnd: () => void): void {
  process.on('exit', () => {
    if (isEnding) return;
    process.exitCode = 1;
    onEnd();
  });
}

/** Ends the process now: a project's own timers and connections must not keep it. Everything has been written before. */
export function exit(code: number): never {
  isEnding = true;
  return end(code);
}
