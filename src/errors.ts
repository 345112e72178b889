/**
 * The one error that users meet: a sentence, a code to search for, and what to do next.
 *
 * Nothing here knows where an error is printed; `cli/print` decides that.
 */

/** What an {@link AutogenError} carries beside its message. */
export interface AutogenErrorDetails {
  /** The next command or edit, ready to copy. */
  readonly hint?: string;
  /** Where it happened: a file, with a line where one is known (`migrations/x.ts:12`). */
  readonly at?: string;
  /** What was caught, for `--verbose`. */
  readonly cause?: unknown;
  /**
   * 1 when the command failed, 2 when only a decision of a person is missing.
   *
   * @default 1
   */
  readonly exitCode?: 1 | 2;
}

/** A failure that a person can act upon. `code` is stable; the wording of `message` is not. */
export class AutogenError extends Error {
  override readonly name = 'AutogenError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly at: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(code: string, message: string, details: AutogenErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.at = details.at;
    this.exitCode = details.exitCode ?? 1;
  }
}
