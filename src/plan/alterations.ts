/** Changes of objects that stay: each object once, and how its traits change. Pure; knows no kind. */

import type { Change } from '../diff/change';
import { type ChangeVerb, type Kinds, kindOf, needsOf, providesOf } from '../schema/kind';
import { keyOf } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Alteration, PlanInput } from './input';

/** All alterations, by keys: in place, until it is decided. */
export function alterationsOf(changes: readonly Change[]): Map<string, Alteration> {
  const alterations = new Map<string, Alteration>();
  for (const change of changes) {
    if (change.verb !== 'alter') continue;
    const key = keyOf(change.after);
    const known = alterations.get(key);
    if (known !== undefined) known.traits.add(change.trait);
    else {
      const { before, after, trait } = change;
      alterations.set(key, { before, after, traits: new Set([trait]), verb: 'alter' });
    }
  }
  return alterations;
}

/** How each alteration is made: the strongest way that one of its traits asks for. */
export function decideVerbs(
  alterations: ReadonlyMap<string, Alteration>,
  { changes, after, kinds, decisions }: PlanInput,
): void {
  const used = usedByChanges(changes, after, kinds);
  for (const [key, alteration] of alterations) {
    const kind = kindOf(kinds, alteration.after);
    const rules = kind.traits as Readonly<Record<string, { readonly change: unknown }>>;
    const verbs = [...alteration.traits].map((trait): ChangeVerb => {
      if (decisions?.recreated.has(key)) return 'recreate';
      const rule = rules[trait]?.change;
      if (typeof rule !== 'function') return rule as ChangeVerb;
      const [desired, actual] = [alteration.after, alteration.before].map(
        ({ traits }) => (traits as Readonly<Record<string, unknown>>)[trait],
      );
      const renamed = decisions?.values?.get(key)?.renamed ?? new Map();
      return rule(desired, actual, { used: used().has(key), desired: alteration.after.traits, renamed }) as ChangeVerb;
    });
    alteration.verb = verbs.includes('recreate') ? 'recreate' : verbs.includes('replace') ? 'replace' : 'alter';
  }
}

/** The keys of all that an expression of this very change may use. Found out only when somebody asks. */
function usedByChanges(changes: readonly Change[], after: Schema, kinds: Kinds): () => ReadonlySet<string> {
  let found: Set<string> | undefined;
  return () => {
    if (found !== undefined) return found;
    found = new Set<string>();
    const queue = changes.flatMap((change) => {
      const object = change.verb === 'create' ? change.object : change.verb === 'alter' ? change.after : undefined;
      return object !== undefined && kindOf(kinds, object).texts?.(object) ? [object] : [];
    });
    for (let object = queue.pop(); object !== undefined; object = queue.pop()) {
      for (const need of needsOf(kinds, object, after)) {
        if (found.has(need)) continue;
        found.add(need);
        const needed = after.byKey(need);
        if (needed !== undefined) queue.push(needed);
        else for (const [key, other] of after.entries()) if (providesOf(kinds, other).includes(need)) found.add(key);
      }
    }
    return found;
  };
}
