/** Values that a trait lists no more although rows may hold them: decided by a person, or a question. Knows no kind. */

import { type Kinds, kindOf, needsOf, type Rule, type ValueMoves } from '../schema/kind';
import { keyOf, type ObjectId, partOf, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Answers } from './answers';
import type { LostValue, Rename } from './change';
import { differences, differingTraits } from './differences';
import { nameLikeness } from './pairing';
import { formerId, formerly } from './renames';

/** A value that gets another name. */
export interface ValueRename {
  /** What lists it, as it is in the database. */
  readonly object: ObjectId;
  readonly trait: string;
  readonly from: string;
  readonly to: string;
}

/** What is found out about values that go. */
export interface LostValues {
  readonly questions: readonly LostValue[];
  /** What was decided, by the keys of the objects that list them. */
  readonly moves: ReadonlyMap<string, ValueMoves>;
  readonly renames: readonly ValueRename[];
}

/**
 * Asks about every value that goes and that rows may hold, and takes the answers that there are.
 *
 * @param before - with the renames made.
 */
export function findLostValues(
  before: Schema,
  after: Schema,
  {
    kinds,
    answers,
    renames,
  }: { readonly kinds: Kinds; readonly answers: Answers; readonly renames: readonly Rename[] },
): LostValues {
  const questions: LostValue[] = [];
  const moves = new Map<string, ValueMoves>();
  const valueRenames: ValueRename[] = [];
  for (const [key, old, now] of differences(before, after).changed) {
    const rules = kindOf(kinds, now).traits as Readonly<Record<string, Rule<object, unknown>>>;
    for (const trait of differingTraits(old, now)) {
      const values = rules[trait]?.values;
      if (values === undefined) continue;
      const [from, to] = [old, now].map(({ traits }) =>
        values.of((traits as Readonly<Record<string, unknown>>)[trait]),
      );
      const { decided, open } = decide(old, from as readonly string[], to as readonly string[], { answers, renames });
      if (open.length > 0 && isHeld(old, now, { before, after, kinds })) {
        questions.push(...open.map((question) => ({ before: old, after: now, ...question })));
      }
      if (decided.renamed.size + decided.merged.size === 0) continue;
      moves.set(key, decided);
      const object = formerWhole(old, renames);
      valueRenames.push(...[...decided.renamed].map(([from, to]) => ({ object, trait, from, to })));
    }
  }
  return { questions, moves, renames: valueRenames };
}

/** What becomes of the values on the way back: those that got another name have their old one again. */
export function reverseMoves({ renamed }: ValueMoves): ValueMoves {
  return { renamed: new Map([...renamed].map(([from, to]) => [to, from])), merged: new Map() };
}

type Open = Pick<LostValue, 'lostValue' | 'candidates' | 'others'>;

/** What was answered about the values of one object, and what is open. */
function decide(
  object: SchemaObject,
  from: readonly string[],
  to: readonly string[],
  { answers, renames }: { readonly answers: Answers; readonly renames: readonly Rename[] },
): { readonly decided: ValueMoves; readonly open: readonly Open[] } {
  const renamed = new Map<string, string>();
  const merged = new Map<string, string>();
  const left: string[] = [];
  const taken = new Set(from);
  for (const value of from) {
    if (to.includes(value)) continue;
    const part = partOf(object, value);
    const former = formerId(part, renames);
    const other = answers.mapped(part, former, to);
    if (other === undefined) {
      if (!answers.dropped(part, former)) left.push(value);
      continue;
    }
    // Of several that become one new value, the first gets that name: then the others are what that is.
    (taken.has(other) ? merged : renamed).set(value, other);
    taken.add(other);
  }
  const free = to.filter((value) => !taken.has(value));
  const stand = { from, to };
  const open = left.map((value) => ({
    lostValue: value,
    candidates: byLikeness(value, free, stand),
    others: to.filter((other) => !free.includes(other)),
  }));
  return { decided: { renamed, merged }, open };
}

/** Whether something that holds values of an object itself goes on needing it. */
function isHeld(
  old: SchemaObject,
  now: SchemaObject,
  { before, after, kinds }: { readonly before: Schema; readonly after: Schema; readonly kinds: Kinds },
): boolean {
  const key = keyOf(old);
  const replaced = { before: old, after: now, traits: new Set<string>(), verb: 'replace' } as const;
  const needsIt = (object: SchemaObject, schema: Schema) => needsOf(kinds, object, schema).includes(key);
  return (
    before.find((object) => {
      const kind = kindOf(kinds, object);
      if (kind.reattach === undefined || !needsIt(object, before)) return false;
      const kept = after.get(object);
      // What makes way is made again, of other values.
      return kept !== undefined && needsIt(kept, after) && !kind.yields?.(object, replaced, before);
    }) !== undefined
  );
}

/** The object under the name that it has in the database. */
function formerWhole({ kind, path }: ObjectId, renames: readonly Rename[]): ObjectId {
  return formerly({ kind, path }, renames);
}

/** The likeliest first: spelled in another way, in the same place between values that stay, of an alike name. */
function byLikeness(
  lost: string,
  candidates: readonly string[],
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
): string[] {
  const place = placeIn(from, to, lost);
  const score = (gained: string) => {
    const isRespelled = letters(gained) === letters(lost) && letters(lost) !== '';
    return [isRespelled, placeIn(to, from, gained) === place, nameLikeness(lost, gained)].map(Number);
  };
  return candidates
    .map((gained) => ({ gained, score: score(gained) }))
    .sort((one, other) => {
      const differing = one.score.findIndex((value, at) => value !== other.score[at]);
      return differing < 0 ? 0 : (other.score[differing] as number) - (one.score[differing] as number);
    })
    .map(({ gained }) => gained);
}

/** How many values that stay come before it, and how many that do not between. */
function placeIn(values: readonly string[], others: readonly string[], value: string): string {
  const earlier = values.slice(0, values.indexOf(value)).map((one) => others.includes(one));
  return `${earlier.filter((stays) => stays).length}.${earlier.length - 1 - earlier.lastIndexOf(true)}`;
}

/** `in-progress`, `In Progress` and `IN_PROGRESS` are one word. */
function letters(value: string): string {
  return value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
