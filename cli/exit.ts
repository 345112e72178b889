/** How a process ends: the exit codes, Ctrl-C, and the one place that calls `process.exit`. */

/** 128 + SIGINT, as shells count. */
export const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

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
    if (controller.signal.aborted) process.exit(INTERRUPTED);
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

/** Ends the process now: a project's own timers and connections must not keep it. Everything has been written before. */
export function exit(code: number): never {
  process.exit(code);
}
