/** What is in the way of a change and cannot make way, or could not come back. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { type Kinds, kindOf, needsOf } from '../schema/kind';
import { formatPath, keyOf, kindWords, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Alteration, PlanInput } from './input';

/**
 * PostgreSQL would refuse it too, but only when the revision runs.
 *
 * @param recreated - keys of what is dropped and created again.
 * @throws AutogenError `still-needed`, `renamed-and-changed`.
 */
export function requireMobile(
  alterations: ReadonlyMap<string, Alteration>,
  recreated: ReadonlySet<string>,
  { changes, before, kinds, staying = new Set(), hidden = [] }: PlanInput,
): void {
  if (alterations.size + recreated.size === 0) return;
  const isInWay = (object: SchemaObject) => (need: string) => {
    const alteration = alterations.get(need);
    if (recreated.has(need)) return true;
    return alteration !== undefined && kindOf(kinds, object).yields?.(object, alteration, before) === true;
  };
  for (const object of hidden) if (kindOf(kinds, object).holds) refuseFirm(object, isInWay(object), before);
  const newNames = new Set(changes.flatMap((change) => (change.verb === 'rename' ? [keyOf(change.to)] : [])));
  for (const key of recreated) {
    const object = before.byKey(key);
    if (object === undefined) continue;
    if (kindOf(kinds, object).firm) refuseFirm(object, isInWay(object), before);
    const { early, byHandOnly } = kindOf(kinds, object);
    // What may be compared says the new names: PostgreSQL has settled its text.
    if (staying.has(key) && !early && byHandOnly === undefined) refuseOldWords(object, newNames, before, kinds);
  }
}

/** @throws AutogenError `still-needed`. */
function refuseFirm(object: SchemaObject, isInWay: (need: string) => boolean, before: Schema): void {
  const need = (object.needs ?? []).find(isInWay);
  const used = need === undefined ? undefined : before.byKey(need);
  if (used === undefined) return;
  const user = describe(object);
  throw new AutogenError(
    'still-needed',
    `The ${user} uses the ${describe(used)}, which PostgreSQL does not change as long as something uses it.`,
    { hint: `drop the ${user} in the database first, and create it again after the upgrade` },
  );
}

/**
 * Its text is known as it is before the renames only.
 *
 * @throws AutogenError `renamed-and-changed`.
 */
function refuseOldWords(object: SchemaObject, newNames: ReadonlySet<string>, before: Schema, kinds: Kinds): void {
  if (newNames.size === 0) return;
  const isRenamed = (key: string): boolean => {
    if (newNames.has(key)) return true;
    const parent = before.byKey(key)?.parent;
    return parent != null && isRenamed(keyOf(parent));
  };
  const need = needsOf(kinds, object, before).find(isRenamed);
  const used = need === undefined ? undefined : before.byKey(need);
  if (used === undefined) return;
  throw new AutogenError(
    'renamed-and-changed',
    `The ${describe(object)} has to make way for a change, and says the old name of the ${describe(used)}, which is renamed at the same time.`,
    { hint: 'write two revisions: one while the entities differ in names only, the next one behind it' },
  );
}

function describe(object: ObjectId): string {
  return `${kindWords(object.kind)} ${formatPath(object)}`;
}
