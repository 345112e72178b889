/** Objects that stay and swap their names by a trait: one of them waits under a name that nothing has. Pure; knows no kind. */

import { type Kinds, kindOf } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';
import type { Alteration, PlanInput } from './input';

/** By the keys of those that wait: what they are for the time between. */
export function asidesOf(
  alterations: ReadonlyMap<string, Alteration>,
  { before, after, kinds }: Pick<PlanInput, 'before' | 'after' | 'kinds'>,
): ReadonlyMap<string, SchemaObject> {
  const movable = [...alterations].filter(
    ([, alteration]) => alteration.verb === 'alter' && kindOf(kinds, alteration.after).aside !== undefined,
  );
  const holders = new Map(
    movable.flatMap(([key, { before: old }]) => claimsOf(old, kinds).map((claim) => [claim, key] as const)),
  );
  const wanted = new Map(movable.map(([key, { after: now }]) => [key, claimsOf(now, kinds)]));
  const asides = new Map<string, SchemaObject>();
  const settled = new Set<string>();
  let taken: Set<string> | undefined;
  for (const [start] of movable) {
    const way: string[] = [];
    for (let key: string | undefined = start; key !== undefined && !settled.has(key); ) {
      settled.add(key);
      way.push(key);
      const own: string = key;
      key = wanted
        .get(own)
        ?.flatMap((claim) => holders.get(claim) ?? [])
        .find((holder) => holder !== own);
      if (key === undefined || !way.includes(key)) continue;
      taken ??= new Set([...before, ...after].flatMap((object) => claimsOf(object, kinds)));
      const known = taken;
      const old = alterations.get(key)?.before;
      const aside =
        old && kindOf(kinds, old).aside?.(old, (object) => claimsOf(object, kinds).every((one) => !known.has(one)));
      if (aside !== undefined) asides.set(keyOf(aside), aside);
    }
  }
  return asides;
}

function claimsOf(object: SchemaObject, kinds: Kinds): readonly string[] {
  return kindOf(kinds, object).claims?.(object) ?? [];
}
