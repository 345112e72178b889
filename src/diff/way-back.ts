/** The changes that undo others: found by comparing the other way round. Pure; knows no kind. */

import { type Kinds, kindOf, type Rule, type ValueMoves } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import { Schema } from '../schema/schema';
import type { Change, Decisions, Rename } from './change';
import { diff, inStableOrder } from './diff';
import { differingTraits } from './differences';
import { reverseMoves } from './lost-values';
import { applyRename, wayBackOf } from './renames';

/** What leads back. */
export interface WayBackInput {
  /** The database as it was. */
  readonly original: Schema;
  /** That, with all renames made. */
  readonly renamed: Schema;
  readonly after: Schema;
  readonly renames: readonly Rename[];
  /** What was decided about the way forth. */
  readonly decisions: Decisions;
  readonly kinds: Kinds;
}

/** The changes from `after` to what the database was. */
export function wayBack({
  original,
  renamed,
  after,
  renames,
  decisions: { recreated, values, conversions },
  kinds,
}: WayBackInput) {
  const inverse = wayBackOf(renames, after, original, kinds);
  const moved = [...inverse.reduce((schema, rename) => applyRename(schema, rename, kinds), after)];
  // What the renames alone lead to comes back by the renames alone, whatever names its texts mention.
  const before = Schema.of(
    [...after].map((object, place) => {
      const [forward, back] = [renamed.get(object), moved[place] as SchemaObject];
      const known = original.get(back);
      const stays = known !== undefined && forward !== undefined && differingTraits(forward, object).length === 0;
      return stays ? { ...back, traits: known.traits } : back;
    }),
  );
  // What holds nothing of before has nothing to give back.
  const again = new Set<string>();
  const movesBack = new Map<string, ValueMoves>();
  const said = new Set<string>();
  for (const [place, object] of after.list().entries()) {
    const key = keyOf(object);
    if (recreated.has(key)) again.add(keyOf(moved[place] as SchemaObject));
    if (conversions.has(key)) said.add(keyOf(moved[place] as SchemaObject));
    const moves = values?.get(key);
    if (moves !== undefined) movesBack.set(keyOf(moved[place] as SchemaObject), reverseMoves(moves));
  }
  const changes = inStableOrder([...inverse, ...diff(before, original)]);
  const decisions: Decisions = {
    conversions: conversionsBack(changes, said, kinds),
    recreated: again,
    values: movesBack,
  };
  return { changes, before, after: original, decisions, renames: inverse };
}

/** How values become what they were; where a person said how they become what they are, the database is left to it. */
function conversionsBack(
  changes: readonly Change[],
  said: ReadonlySet<string>,
  kinds: Kinds,
): ReadonlyMap<string, string> {
  const conversions = new Map<string, string>();
  for (const change of changes) {
    if (change.verb !== 'alter') continue;
    const { before, after, trait } = change;
    const rules = kindOf(kinds, after).traits as Readonly<Record<string, Rule<object, unknown>>>;
    const conversion = said.has(keyOf(after)) ? null : rules[trait]?.wayBack?.(before, after);
    if (conversion != null) conversions.set(keyOf(after), conversion);
  }
  return conversions;
}
