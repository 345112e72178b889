/** How a person answers questions: the text of a flag → the object that it means. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { displayName } from '../postgres/sql/quote';
import { formatId, keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Question } from './change';

/** Answers as they were given, each the text behind its flag. */
export interface GivenAnswers {
  /** `column:public.posts.title=headline`, or any short form of it that means one thing. */
  readonly rename?: readonly string[];
  /** `column:public.posts.title`: it goes, and what is new is new. */
  readonly drop?: readonly string[];
  /** `table:public.legacy`: it stays, although the entities have lost it. */
  readonly keep?: readonly string[];
}

/** One way to answer a question: a flag's name, and the text behind it. */
export interface PossibleAnswer {
  readonly option: keyof GivenAnswers;
  readonly value: string;
}

/** All the ways to answer a question: renames by likelihood, then drop, then keep. */
export function answersTo({ lost, candidates, mayKeep }: Question): PossibleAnswer[] {
  const value = formatId(lost);
  return [
    ...candidates.map((candidate): PossibleAnswer => {
      return { option: 'rename', value: `${value}=${displayName(lastName(candidate))}` };
    }),
    { option: 'drop', value },
    ...(mayKeep ? [{ option: 'keep', value } as const] : []),
  ];
}

/** The same as flags, ready to copy. */
export function flagsFor(question: Question): string[] {
  return answersTo(question).map(({ option, value }) => `--${option} ${shellWord(value)}`);
}

/** Answers while they are matched with what is lost. Remembers which were of use. */
export class Answers {
  readonly #rename: Map<string, SchemaObject[]>;
  readonly #drop: Map<string, SchemaObject[]>;

  constructor(given: GivenAnswers = {}) {
    this.#rename = new Map((given.rename ?? []).map((text) => [text, []]));
    this.#drop = new Map((given.drop ?? []).map((text) => [text, []]));
  }

  /** Which of the new objects a lost one has become, if somebody said so. */
  renamed(lost: SchemaObject, gained: readonly SchemaObject[]): SchemaObject | undefined {
    for (const [text, meant] of this.#rename) {
      const found = gained.find((object) =>
        formsOf(lost).some((form) => newNames(object).some((name) => text === `${form}=${name}`)),
      );
      if (found === undefined) continue;
      meant.push(lost);
      return found;
    }
    return undefined;
  }

  /** Whether somebody said that a lost object is to be dropped. */
  dropped(lost: SchemaObject): boolean {
    for (const [text, meant] of this.#drop) {
      if (!formsOf(lost).includes(text)) continue;
      meant.push(lost);
      return true;
    }
    return false;
  }

  /**
   * Complains about answers that mean nothing, or several things.
   *
   * @throws AutogenError `unknown-answer`, `ambiguous-answer`.
   */
  requireAllUsed(questions: readonly Question[]): void {
    for (const [flag, answers] of [
      ['--rename', this.#rename],
      ['--drop', this.#drop],
    ] as const) {
      for (const [text, meant] of answers) {
        const objects = [...new Map(meant.map((object) => [keyOf(object), object])).values()];
        if (objects.length > 1) throw ambiguous(flag, text, objects);
        if (objects.length === 0) throw unknown(flag, text, questions);
      }
    }
  }
}

/**
 * Complains about a table to keep that is not there, or that the entities have.
 *
 * @throws AutogenError `unknown-answer`.
 */
export function requireKept(keep: readonly string[], lost: readonly ObjectId[], questions: readonly Question[]): void {
  const useless = keep.find((text) => !lost.some((object) => isNamed(object, [text])));
  if (useless !== undefined) throw unknown('--keep', useless, questions);
}

function ambiguous(flag: string, text: string, objects: readonly ObjectId[]): AutogenError {
  return new AutogenError('ambiguous-answer', `${flag} ${text} could mean ${objects.map(formatId).join(' or ')}.`, {
    hint: `write the whole name: ${flag} ${formatId(objects[0] as ObjectId)}`,
    exitCode: 2,
  });
}

function unknown(flag: string, text: string, questions: readonly Question[]): AutogenError {
  const open = questions.flatMap(flagsFor);
  return new AutogenError(
    'unknown-answer',
    `${flag} ${text} answers nothing: no object of that name is lost and found.`,
    {
      hint:
        open.length === 0
          ? 'run the command again without it'
          : `the open questions are answered by: ${open.join('  ')}`,
      exitCode: 2,
    },
  );
}

/** All the ways to name an object: from `column:public.posts.title` to `title`. */
function formsOf(object: ObjectId): string[] {
  const names = object.path.map(displayName);
  const paths = names.map((_, place) => names.slice(place).join('.'));
  return paths.flatMap((path) => [path, `${object.kind}:${path}`]);
}

function newNames(object: SchemaObject): string[] {
  return [lastName(object), ...formsOf(object)];
}

function lastName(object: ObjectId): string {
  return object.path.at(-1) as string;
}

/** Whether one of the texts names the object, in any form. */
export function isNamed(object: ObjectId, texts: readonly string[]): boolean {
  return texts.length > 0 && formsOf(object).some((form) => texts.includes(form));
}

/** Quoted for a shell where it must be. */
function shellWord(text: string): string {
  return /^[\w:.=@/+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
