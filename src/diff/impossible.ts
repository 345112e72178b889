/** Changes that the database has no way to make: decided by a person, or a question. Pure; knows no kind. */

import { type Kinds, kindOf, type Rule } from '../schema/kind';
import { keyOf } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Answers } from './answers';
import type { Change, Decisions, Impossibility } from './change';
import { formerId } from './renames';

/** Asks about every change that its kind declares impossible, and takes the answers that there are. */
export function findImpossible(
  changes: readonly Change[],
  kinds: Kinds,
  answers: Answers,
  schemas: { readonly before: Schema; readonly after: Schema },
): { readonly questions: readonly Impossibility[]; readonly decisions: Decisions } {
  const questions: Impossibility[] = [];
  const conversions = new Map<string, string>();
  const recreated = new Set<string>();
  const renames = changes.filter((change) => change.verb === 'rename');
  for (const change of changes) {
    if (change.verb !== 'alter') continue;
    const { before, after, trait } = change;
    const rules = kindOf(kinds, after).traits as Readonly<Record<string, Rule<object, unknown>>>;
    const rule = rules[trait];
    if (rule?.impossible === undefined) continue;
    const former = formerId(after, renames);
    const conversion = answers.conversion(after, former);
    if (conversion !== undefined) {
      conversions.set(keyOf(after), conversion);
      continue;
    }
    const found = rule.impossible(before, after, schemas);
    if (found === null) continue;
    if (answers.dropped(after, former)) recreated.add(keyOf(after));
    else questions.push({ trait, before, after, ...found });
  }
  return { questions, decisions: { conversions, recreated } };
}
