/** What wants values of rows that may not have them: the answers that there are. Pure; knows no kind. */

import { type Kinds, kindOf } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Answers } from './answers';
import type { Change, Decisions } from './change';
import { formerId } from './renames';

/** What was decided, by keys of the objects. */
export interface FilledValues {
  /** SQL of what the rows get. */
  readonly backfills: ReadonlyMap<string, string>;
  /** The values are given by a person, before the revision is applied. */
  readonly byHand: ReadonlySet<string>;
}

/**
 * Takes what was said about rows of tables that are there. Whether any row is in the way, only a database can tell: that
 * is no question here.
 */
export function findFilledValues(
  changes: readonly Change[],
  {
    before,
    kinds,
    answers,
    recreated,
  }: {
    readonly before: Schema;
    readonly kinds: Kinds;
    readonly answers: Answers;
    readonly recreated: Decisions['recreated'];
  },
): FilledValues {
  const backfills = new Map<string, string>();
  const byHand = new Set<string>();
  const renames = changes.filter((change) => change.verb === 'rename');
  const wanting = new Map<string, SchemaObject>();
  for (const change of changes) {
    const object = change.verb === 'create' ? change.object : change.verb === 'alter' ? change.after : undefined;
    if (object === undefined || object.parent === null || !before.has(object.parent)) continue;
    const key = keyOf(object);
    const old = recreated.has(key) ? undefined : before.byKey(key);
    if (kindOf(kinds, object).unfilled?.(old, object) !== undefined) wanting.set(key, object);
  }
  for (const [key, object] of wanting) {
    const former = formerId(object, renames);
    const value = answers.filling(object, former);
    if (value !== undefined) backfills.set(key, value);
    else if (answers.filledByHand(object, former)) byHand.add(key);
  }
  return { backfills, byHand };
}
