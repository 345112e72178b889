/** What a command is: its words and flags as plain data, and one call. Knows neither commander nor a terminal. */

import type { AutogenError, OpenQuestion, PossibleAnswer, Progress, ProjectOptions } from '../src/index';
import type { Paint } from './print/paint';

/** A flag or an argument. `Value` is what `run` receives for it. */
export interface Parameter<Value> {
  /** As commander reads it: `-m, --message <text>`, or `[target]` for an argument. */
  readonly syntax: string;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly isRepeatable?: boolean;
  readonly isRequired?: boolean;
  readonly fallback?: Value;
}

/** The parameters of a command; a flag's key is its long name in camel case. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What `run` receives. */
export type Values<Given extends Parameters> = {
  readonly [Name in keyof Given]: Given[Name] extends Parameter<infer Value> ? Value : never;
};

/** Present or not. */
export function flag(syntax: string, help: string): Parameter<boolean | undefined> {
  return { syntax, help };
}

/** A flag with a text, or an argument that may be left out. */
export function text(syntax: string, help: string): Parameter<string | undefined> {
  return { syntax, help };
}

/** A flag or an argument without which the command makes no sense, or that has a value of its own otherwise. */
export function requiredText(syntax: string, help: string, fallback?: string): Parameter<string> {
  return fallback === undefined ? { syntax, help, isRequired: true } : { syntax, help, fallback };
}

/** One of several words. */
export function choice<const Word extends string>(
  syntax: string,
  choices: readonly Word[],
  help: string,
): Parameter<Word | undefined> {
  return { syntax, help, choices };
}

/** As {@link choice}, and must be given. */
export function requiredChoice<const Word extends string>(
  syntax: string,
  choices: readonly Word[],
  help: string,
): Parameter<Word> {
  return { syntax, help, choices, isRequired: true };
}

/** A flag that may be given several times. */
export function repeatable(syntax: string, help: string): Parameter<readonly string[] | undefined> {
  return { syntax, help, isRepeatable: true };
}

/** 0 done or in sync, 1 failed, 2 differences found or a decision is needed. */
export type ExitCode = 0 | 1 | 2;

/** What a command has to say at its end. */
export interface Answer {
  /** Of `--json`, beside `ok`. */
  readonly value: object;
  /** For people; nothing is printed for an empty text. */
  readonly text: (paint: Paint) => string;
  /** @default 0 */
  readonly exitCode?: ExitCode;
  /** A line for people that is no part of the answer. */
  readonly remark?: string;
  /** What went wrong, where there is an answer all the same. */
  readonly failure?: AutogenError;
}

/** What surrounds a command. */
export interface Session {
  readonly project: ProjectOptions;
  readonly isVerbose: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** A line for people while they wait. */
  readonly progress: (text: ((paint: Paint) => string) | undefined) => void;
  /** What revisions that run are doing: a line for people, or an event. */
  readonly tell: (progress: Progress) => void;
  /** `undefined` where nobody can be asked; answers `undefined` where the person leaves a question open. */
  readonly ask: ((question: OpenQuestion) => Promise<PossibleAnswer | undefined>) | undefined;
  /** Yes or no; `undefined` where nobody can be asked. */
  readonly confirm: ((sentence: string) => Promise<boolean>) | undefined;
}

/** A command. */
export interface Command<Given extends Parameters = Parameters> {
  readonly name: string;
  readonly summary: string;
  /** One line that works as it stands. */
  readonly example: string;
  readonly parameters: Given;
  /** Ctrl-C: `true` where `run` heeds the session's signal and says itself where things stand. */
  readonly heedsInterrupt?: boolean;
  run(values: Values<Given>, session: Session): Promise<Answer>;
}

/** Keeps the types of the parameters while a command is written. */
export function defineCommand<const Given extends Parameters>(command: Command<Given>): Command {
  return command as unknown as Command;
}
