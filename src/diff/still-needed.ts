/** What goes although something needs it that nobody has asked to change: a view made by hand. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { formatPath, keyOf, kindWords, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/**
 * PostgreSQL would refuse it too, but only when the revision runs.
 *
 * @param staying - on both sides, as no entity describes them, or on neither.
 * @throws AutogenError `still-needed`.
 */
export function requireUnneeded(staying: readonly SchemaObject[], before: Schema, after: Schema): void {
  const isGone = (id: ObjectId) => before.has(id) && !after.has(id);
  for (const object of staying.map((one) => before.get(one) ?? one)) {
    const { parent } = object;
    if (object.needs === undefined || (parent !== null && isGone(parent))) continue;
    const lost = object.needs
      .flatMap((key) => before.byKey(key) ?? [])
      .find((need) => isGone(need) && !isOfOneTable(need, object));
    if (lost === undefined) continue;
    const [user, used] = [describe(object), describe(lost)];
    throw new AutogenError('still-needed', `The ${user} uses the ${used}, which no entity has any more.`, {
      hint: `change or drop the ${user} in the database first, or keep the ${used} in its entity`,
    });
  }
}

/** Of a table's parts, PostgreSQL drops those that use a dropped one with it. */
function isOfOneTable(one: SchemaObject, other: SchemaObject): boolean {
  if (one.parent === null || other.parent === null || one.path.length < 3) return false;
  return keyOf(one.parent) === keyOf(other.parent);
}

function describe(object: SchemaObject): string {
  return `${kindWords(object.kind)} ${formatPath(object)}`;
}
