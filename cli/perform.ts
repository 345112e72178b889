/** From a command and its values to output and an exit code. Parses nothing, and knows no command by name. */

import { AutogenError, type Warning } from '../src/index';
import { ask, canAsk, confirm } from './ask';
import type { Answer, Command, Session, Values } from './command';
import { exit, INTERRUPTED, listenForInterruption } from './exit';
import { eventText } from './print/events';
import { asAutogenError, errorObject, errorText, withoutPasswords } from './print/failure';
import { jsonText } from './print/json';
import { type ColourChoice, paintFor, write } from './print/output';
import { shortPaths } from './print/path';
import { progressText } from './print/revisions';

/** The flags that every command has. */
export interface GlobalValues {
  readonly dataSource?: string | undefined;
  readonly json?: boolean | undefined;
  readonly color?: ColourChoice | undefined;
  readonly verbose?: boolean | undefined;
}

/** Runs a command, prints what it answers, and ends the process. */
export async function perform(
  command: Command,
  values: Values<Command['parameters']>,
  globals: GlobalValues,
): Promise<never> {
  const isJson = globals.json === true;
  const paint = paintFor('stderr', globals.color ?? 'auto');
  const told = new Set<string>();
  const notice = ({ message }: Warning) => {
    // A command that asked a question begins anew with the answer.
    if (told.has(message)) return;
    told.add(message);
    void write('stderr', withoutPasswords(shortPaths(message)));
  };
  let giveUp: (reason: AutogenError) => void = () => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  const interruption = listenForInterruption(() => {
    if (command.heedsInterrupt) void write('stderr', 'Interrupted: coming to an end; Ctrl-C again ends at once.');
    else
      giveUp(new AutogenError('interrupted', 'Interrupted; nothing was changed.', { hint: 'run the command again' }));
  });
  const isVerbose = globals.verbose === true;
  const progress: Session['progress'] = (text) =>
    void (text === undefined ? undefined : write('stderr', withoutPasswords(text(paint))));
  const session: Session = {
    project: { dataSource: globals.dataSource, onNotice: notice },
    isVerbose,
    signal: interruption.signal,
    progress,
    tell: (event) =>
      isJson ? void write('stderr', withoutPasswords(eventText(event))) : progress(progressText(event, isVerbose)),
    ...(!isJson && canAsk() ? { ask, confirm } : { ask: undefined, confirm: undefined }),
  };
  try {
    const answer = await Promise.race([command.run(values, session), interrupted]);
    return exit(await printAnswer(answer, globals));
  } catch (error) {
    return exit(await printError(error, globals));
  }
}

async function printAnswer({ value, text, exitCode = 0, remark, failure }: Answer, globals: GlobalValues) {
  if (globals.json) {
    const error = failure === undefined ? {} : { error: errorObject(failure) };
    await write('stdout', jsonText({ ok: failure === undefined, ...error, ...value }));
  } else {
    await write('stdout', text(paintFor('stdout', globals.color ?? 'auto')));
    if (failure !== undefined) return printError(failure, globals);
    if (remark !== undefined) await write('stderr', remark);
  }
  return failure?.exitCode ?? exitCode;
}

/** Prints whatever was thrown; the exit code that it means. */
export async function printError(thrown: unknown, globals: GlobalValues): Promise<number> {
  const error = asAutogenError(thrown);
  if (globals.json) await write('stdout', jsonText({ ok: false, error: errorObject(error) }));
  if (!globals.json || globals.verbose) {
    await write('stderr', errorText(error, paintFor('stderr', globals.color ?? 'auto'), globals.verbose === true));
  }
  return error.code === 'interrupted' ? INTERRUPTED : error.exitCode;
}
