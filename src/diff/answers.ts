/** How a person answers questions: the text of a flag → the object that it means. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { displayName, readPath } from '../postgres/sql/quote';
import { formatId, formatPath, keyOf, type ObjectId, partOf, type SchemaObject } from '../schema/object';
import type { MissingValues, Question } from './change';

/** Answers as they were given, each the text behind its flag. */
export interface GivenAnswers {
  /** `column:public.posts.title=headline`, or any short form of it that means one thing. */
  readonly rename?: readonly string[];
  /** `column:public.posts.day="opened::date"`: how its values become those of another type. */
  readonly using?: readonly string[];
  /** `enum:public.status.old=new`: the label that a label has become. */
  readonly mapEnum?: readonly string[];
  /** `column:public.posts.slug="lower(title)"`: what rows get that have no value where one is wanted of them. */
  readonly backfill?: readonly string[];
  /** `column:public.posts.slug`: a person gives these rows their values before the revision is applied. */
  readonly byHand?: readonly string[];
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

/** What stands in an answer for an expression that only a person can write. */
const TO_BE_WRITTEN = '…';

/** All the ways to answer a question: renames by likelihood, a conversion or other values, then drop, then keep. */
export function answersTo(question: Question | MissingValues): PossibleAnswer[] {
  if ('suggestion' in question) {
    return [
      usingOf(question.after, question.suggestion ?? TO_BE_WRITTEN),
      { option: 'drop', value: formatId(question.after) },
    ];
  }
  if ('lostValue' in question) {
    const lost = partOf(question.after, question.lostValue);
    return [
      ...[...question.candidates, ...question.others].map((value) => mapTo(lost, value)),
      { option: 'drop', value: formatId(lost) },
    ];
  }
  if ('wanting' in question) {
    return [backfillOf(question.wanting, TO_BE_WRITTEN), { option: 'byHand', value: formatId(question.wanting) }];
  }
  const { lost, candidates, mayKeep, mayDrop } = question;
  const value = formatId(lost);
  return [
    ...candidates.map((candidate) => renameTo(lost, candidate)),
    ...(mayDrop ? [{ option: 'drop', value } as const] : []),
    ...(mayKeep ? [{ option: 'keep', value } as const] : []),
  ];
}

/** The same as flags, ready to copy. */
export function flagsFor(question: Question | MissingValues): string[] {
  return answersTo(question).map(flagOf);
}

function flagOf({ option, value }: PossibleAnswer): string {
  const words = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `--${words} ${shellWord(value)}`;
}

function renameTo(lost: ObjectId, gained: ObjectId): PossibleAnswer {
  const isMove = lost.path.length > 1 && lost.path.at(-2) !== gained.path.at(-2);
  const name = isMove ? formatPath(gained) : displayName(lastName(gained));
  return { option: 'rename', value: `${formatId(lost)}=${name}` };
}

function mapTo(lost: ObjectId, value: string): PossibleAnswer {
  return { option: 'mapEnum', value: `${formatId(lost)}=${displayName(value)}` };
}

function usingOf(changed: ObjectId, conversion: string): PossibleAnswer {
  return { option: 'using', value: `${formatId(changed)}=${conversion}` };
}

function backfillOf(wanting: ObjectId, value: string): PossibleAnswer {
  return { option: 'backfill', value: `${formatId(wanting)}=${value}` };
}

/** What an answer may mean, with the way to say so in full. */
interface Meaning {
  readonly object: ObjectId;
  readonly whole: string;
}

/** An answer to any flag but `--keep`, and what it has turned out to mean. */
interface Answer {
  readonly text: string;
  /** What is lost or changed. */
  readonly name: string;
  /** What it has become, or how it becomes that. */
  readonly to: string;
  readonly meant: Meaning[];
  /** What has the name that it gives to another one, and keeps it. */
  holder?: ObjectId;
}

/** Answers while they are matched with what is lost or changed. Remembers which were of use. */
export class Answers {
  readonly #rename: readonly Answer[];
  readonly #using: readonly Answer[];
  readonly #mapEnum: readonly Answer[];
  readonly #backfill: readonly Answer[];
  readonly #byHand: readonly Answer[];
  readonly #drop: readonly Answer[];

  constructor(given: GivenAnswers = {}) {
    const named = (texts: readonly string[] | undefined) =>
      [...new Set(texts)].map((text) => ({ text, name: text, to: '', meant: [] }));
    const paired = (texts: readonly string[] | undefined) =>
      [...new Set(texts)].map((text) => ({ text, ...halvesOf(text), meant: [] }));
    this.#rename = paired(given.rename);
    this.#using = paired(given.using);
    this.#mapEnum = paired(given.mapEnum);
    this.#backfill = paired(given.backfill);
    this.#byHand = named(given.byHand);
    this.#drop = named(given.drop);
  }

  /**
   * Which of the new objects a lost one has become, if somebody said so.
   *
   * @param former - the lost one as it was before its whole was renamed: that name is taken too.
   */
  renamed(lost: SchemaObject, former: ObjectId, gained: readonly SchemaObject[]): SchemaObject | undefined {
    for (const { name, to, meant } of this.#rename) {
      if (!isNamed(lost, name) && !isNamed(former, name)) continue;
      const found = gained.find((object) => lastName(object) === to || isNamed(object, to));
      if (found === undefined) continue;
      meant.push({ object: lost, whole: flagOf(renameTo(lost, found)) });
      return found;
    }
    return undefined;
  }

  /** The same where the new object is in another place and has another name there: it is named with its place. */
  moved(lost: SchemaObject, former: ObjectId, gained: () => readonly SchemaObject[]): SchemaObject | undefined {
    const placed = this.#rename.filter(({ to }) => (readPath(to)?.length ?? 0) > 1);
    if (placed.length === 0) return undefined;
    return this.renamed(
      lost,
      former,
      gained().filter((object) => placed.some(({ to }) => isNamed(object, to))),
    );
  }

  /** Whether anything was said about names. */
  get speakOfRenames(): boolean {
    return this.#rename.length > 0;
  }

  /** Which of some places an object has taken, if somebody says so; it counts as an answer when it is {@link renamed}. */
  saidOf(object: SchemaObject, former: ObjectId, places: () => readonly SchemaObject[]): SchemaObject | undefined {
    const about = this.#rename.filter(({ name }) => isNamed(object, name) || isNamed(former, name));
    if (about.length === 0) return undefined;
    const all = places();
    for (const { to } of about) {
      const found = all.find((place) => lastName(place) === to || isNamed(place, to));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** That `holder` keeps the name which somebody said that an object has now. */
  refuseName(object: SchemaObject, former: ObjectId, holder: SchemaObject): void {
    for (const answer of this.#rename) {
      const isMeant = isNamed(object, answer.name) || isNamed(former, answer.name);
      if (isMeant && (lastName(holder) === answer.to || isNamed(holder, answer.to))) answer.holder = holder;
    }
  }

  /** Whether somebody said that an object has another name now, whichever. */
  speaksOf(object: ObjectId): boolean {
    return this.#rename.some(({ name }) => isNamed(object, name));
  }

  /** How the values of an object are to be converted, if somebody said so. */
  conversion(changed: SchemaObject, former: ObjectId): string | undefined {
    return expressionFor(this.#using, changed, former, usingOf);
  }

  /** What rows get that have no value where the object wants one, if somebody said so. */
  filling(wanting: SchemaObject, former: ObjectId): string | undefined {
    return expressionFor(this.#backfill, wanting, former, backfillOf);
  }

  /** Whether somebody said that a person gives these rows their values. */
  filledByHand(wanting: SchemaObject, former: ObjectId): boolean {
    return isAmong(this.#byHand, wanting, former, 'byHand');
  }

  /** Which of the values that are left, or new, a lost one has become, if somebody said so. */
  mapped(lost: SchemaObject, former: ObjectId, values: readonly string[]): string | undefined {
    for (const { name, to, meant } of this.#mapEnum) {
      if (!isNamed(lost, name) && !isNamed(former, name)) continue;
      const read = readPath(to);
      const found =
        values.find((value) => value === to) ?? values.find((value) => read?.length === 1 && value === read[0]);
      if (found === undefined) continue;
      meant.push({ object: lost, whole: flagOf(mapTo(lost, found)) });
      return found;
    }
    return undefined;
  }

  /** Whether somebody said that an object, or what it holds, is to be dropped. */
  dropped(object: SchemaObject, former: ObjectId): boolean {
    return isAmong(this.#drop, object, former, 'drop');
  }

  /**
   * Complains about answers that mean nothing, or several things.
   *
   * @throws AutogenError `unknown-answer`, `ambiguous-answer`.
   */
  requireAllUsed(questions: readonly Question[]): void {
    for (const [flag, answers] of [
      ['--rename', this.#rename],
      ['--using', this.#using],
      ['--map-enum', this.#mapEnum],
      ['--backfill', this.#backfill],
      ['--by-hand', this.#byHand],
      ['--drop', this.#drop],
    ] as const) {
      for (const { text, meant, holder } of answers) {
        const meanings = [...new Map(meant.map((meaning) => [keyOf(meaning.object), meaning])).values()];
        if (meanings.length > 1) throw ambiguous(flag, text, meanings);
        if (meanings.length === 0) throw unknown(flag, text, questions, holder);
      }
    }
  }
}

/** The expression of the answer that names an object; one that is still to be written is none. */
function expressionFor(
  answers: readonly Answer[],
  object: SchemaObject,
  former: ObjectId,
  say: (object: ObjectId, expression: string) => PossibleAnswer,
): string | undefined {
  for (const { name, to, meant } of answers) {
    const expression = to.trim();
    if (expression === '' || expression === TO_BE_WRITTEN) continue;
    if (!isNamed(object, name) && !isNamed(former, name)) continue;
    meant.push({ object, whole: flagOf(say(object, expression)) });
    return expression;
  }
  return undefined;
}

/** Whether one of the answers names an object. */
function isAmong(
  answers: readonly Answer[],
  object: SchemaObject,
  former: ObjectId,
  option: PossibleAnswer['option'],
): boolean {
  for (const { name, meant } of answers) {
    if (!isNamed(object, name) && !isNamed(former, name)) continue;
    meant.push({ object, whole: flagOf({ option, value: formatId(object) }) });
    return true;
  }
  return false;
}

/**
 * The tables that flags keep. Complains about one that is not there or that the entities have, and about a short name,
 * in a flag or in the settings, of several tables that would be asked about. A name in the settings may mean nothing:
 * not every database has every table.
 *
 * @param lost - the tables that no entity describes.
 * @param created - keys of those that revisions created: the others stay in any case.
 * @throws AutogenError `unknown-answer`, `ambiguous-answer`.
 */
export function keptTables(
  { flags, settings }: { readonly flags: readonly string[]; readonly settings: readonly string[] },
  lost: readonly ObjectId[],
  created: ReadonlySet<string>,
  questions: readonly Question[],
): readonly ObjectId[] {
  const severalOf = (text: string) => {
    const meant = lost.filter((object) => created.has(keyOf(object)) && isNamed(object, text));
    return meant.length > 1 ? meant : undefined;
  };
  for (const text of settings) {
    const several = severalOf(text);
    if (several === undefined) continue;
    const meanings = several.map((object) => ({ object, whole: formatId(object) }));
    throw ambiguous('The setting `keep` with', text, meanings);
  }
  const kept = flags.flatMap((text) => {
    const several = severalOf(text);
    if (several !== undefined) {
      const meanings = several.map((object) => ({
        object,
        whole: flagOf({ option: 'keep', value: formatId(object) }),
      }));
      throw ambiguous('--keep', text, meanings);
    }
    const meant = lost.filter((object) => isNamed(object, text));
    if (meant.length === 0) throw unknown('--keep', text, questions);
    return meant;
  });
  return [...new Map(kept.map((object) => [keyOf(object), object])).values()];
}

function ambiguous(place: string, text: string, meanings: readonly Meaning[]): AutogenError {
  const names = meanings.map(({ object }) => formatId(object));
  return new AutogenError('ambiguous-answer', `${place} ${text} could mean ${names.join(' or ')}.`, {
    hint: `write the whole name: ${meanings.map(({ whole }) => whole).join(' or ')}`,
    exitCode: 2,
  });
}

/** Why an answer means nothing. */
const UNUSED: Readonly<Record<string, string>> = {
  '--using': 'no object of that name has values to convert',
  '--map-enum': 'no enum loses a label of that name and has the other one',
  '--backfill': 'nothing of that name wants values that rows of before do not have, or no expression is given',
  '--by-hand': 'nothing of that name wants values that rows of before do not have',
};

function unknown(flag: string, text: string, questions: readonly Question[], holder?: ObjectId): AutogenError {
  const open = questions.flatMap(flagsFor);
  const none = UNUSED[flag] ?? 'no object of that name is lost and found';
  const reason = holder === undefined ? none : `${formatId(holder)} has that name, and keeps it`;
  const goes = holder && `if ${formatId(holder)} goes, add ${flagOf({ option: 'drop', value: formatId(holder) })}`;
  const others = open.length === 0 ? [] : [`the open questions are answered by: ${open.join('  ')}`];
  return new AutogenError('unknown-answer', `${flag} ${text} answers nothing: ${reason}.`, {
    hint: [goes ?? (open.length === 0 ? 'run the command again without it' : []), others].flat().join('; '),
    exitCode: 2,
  });
}

function lastName(object: ObjectId): string {
  return object.path.at(-1) as string;
}

/** Whether a text names the object: `column:public.posts.title`, or the end of that, with or without the kind. */
export function isNamed(object: ObjectId, text: string): boolean {
  const { kind, path } = /^(?:(?<kind>[a-zA-Z]+):)?(?<path>.*)$/s.exec(text)?.groups ?? {};
  const names = readPath(path ?? '');
  if (names === undefined || (kind !== undefined && kind !== object.kind)) return false;
  const end = object.path.slice(-names.length);
  return end.length === names.length && names.every((name, place) => name === end[place]);
}

/** `title=headline` at the first sign that is in no quotes. */
function halvesOf(text: string): { readonly name: string; readonly to: string } {
  const [name = ''] = /^(?:"[^"]*"|[^"=])*/.exec(text) ?? [];
  return { name, to: text.slice(name.length + 1) };
}

/** Quoted for a shell where it must be. */
function shellWord(text: string): string {
  return /^[\w:.=@/+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
