/** The only writer to stdout and stderr. The answer goes to stdout, everything else to stderr. */

import { colourPreference } from '../../src/index';
import { type Paint, painter } from './paint';

/** `--color`. */
export const COLOUR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColourChoice = (typeof COLOUR_CHOICES)[number];

type Stream = 'stdout' | 'stderr';

/** Before {@link reserveStdout}. */
const writeTo = {
  stdout: process.stdout.write.bind(process.stdout),
  stderr: process.stderr.write.bind(process.stderr),
} as const;

/** Whether text for a stream is coloured: the option, else `FORCE_COLOR` and `NO_COLOR`, else whether a terminal shows it. */
export function paintFor(stream: Stream, choice: ColourChoice): Paint {
  if (choice !== 'auto') return painter(choice === 'always');
  return painter(colourPreference() ?? process[stream].isTTY === true);
}

/** Resolves when the text has left the process, which may then end. An empty text is not written. */
export function write(stream: Stream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  // A reader that has gone (`autogen history | head -1`) is no failure.
  return new Promise((resolve) => {
    writeTo[stream](text.endsWith('\n') ? text : `${text}\n`, () => resolve());
  });
}

/** A reader that goes while something is written must not end the process with a stack trace. */
export function ignoreClosedReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** What a project's own files print is no part of an answer, by whichever way they print it. */
export function reserveStdout(): void {
  const { stdout, stderr } = process;
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
}

/** Gives stdout back to whoever asks a person something there, until it is answered. */
export async function lendStdout<Value>(ask: () => Promise<Value>): Promise<Value> {
  const { stdout } = process;
  const reserved = stdout.write;
  stdout.write = writeTo.stdout;
  try {
    return await ask();
  } finally {
    stdout.write = reserved;
  }
}

/** Whether a person can be asked: both sides of the conversation are terminals, and there is room for the question. */
export function isConversation(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && process.stdout.columns > 0;
}
