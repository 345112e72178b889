/** Errors: one sentence, a code, a hint. A stack trace only on request, and a password never. */

import { AutogenError } from '../../src/index';
import type { Paint } from './paint';
import { shortPath, shortPaths } from './path';

/** An error as `--json` has it. */
export interface ErrorObject {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly at?: string | undefined;
}

/**
 * Whatever was thrown, as an AutogenError. Recognised by its name: a revision may have loaded another copy of the
 * package.
 */
export function asAutogenError(error: unknown): AutogenError {
  if (error instanceof Error && error.name === 'AutogenError' && 'code' in error) return error as AutogenError;
  const message = error instanceof Error ? error.message : String(error);
  return new AutogenError(
    'unexpected',
    `Something went wrong that autogen did not expect: ${message || 'no message'}`,
    {
      hint: 'run the command again with --verbose, and report what it prints',
      cause: error,
    },
  );
}

/** The error for `--json`. */
export function errorObject({ code, message, hint, at }: AutogenError): ErrorObject {
  return {
    code,
    message: withoutPasswords(message),
    ...(hint === undefined ? {} : { hint: withoutPasswords(hint) }),
    ...(at === undefined ? {} : { at }),
  };
}

/** The error for people. */
export function errorText(error: AutogenError, paint: Paint, isVerbose: boolean): string {
  const { code, message, hint, at } = error;
  const lines = [
    `${paint('danger', 'error:')} ${shortPaths(message)}`,
    `${paint('quiet', 'code:')} ${code}`,
    // The sentence has the place already, as a rule.
    ...(at === undefined || message.includes(at) ? [] : [`${paint('quiet', 'at:')} ${shortPath(at)}`]),
    ...(hint === undefined ? [] : [`${paint('strong', 'hint:')} ${shortPaths(hint)}`]),
    ...(isVerbose ? ['', ...stacks(error).map((stack) => paint('quiet', stack))] : []),
  ];
  return withoutPasswords(lines.join('\n'));
}

/** The error's stack and those of its causes. Never what an inspector shows: that has options with passwords in it. */
function stacks(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const label = depth === 0 ? '' : 'caused by ';
  return [`${label}${error.stack ?? error.message}`, ...stacks(error.cause, depth + 1)];
}

/** Passwords inside URLs, should some library have quoted one. */
export function withoutPasswords(text: string): string {
  return text.replaceAll(/(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@]*):[^\s@]+@/gi, '$1:****@');
}
