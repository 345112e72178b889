/** What goes although something needs it that nobody has asked to change: a view made by hand. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { formatPath, kindWords, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';

/**
 * PostgreSQL would refuse it too, but only when the revision runs.
 *
 * @param staying - on both sides, as no entity describes them.
 * @throws AutogenError `still-needed`.
 */
export function requireUnneeded(staying: readonly SchemaObject[], before: Schema, after: Schema): void {
  for (const object of staying.flatMap((one) => before.get(one) ?? [])) {
    const lost = object.needs?.map((key) => before.byKey(key)).find((need) => need !== undefined && !after.has(need));
    if (lost === undefined) continue;
    const [user, used] = [describe(object), describe(lost)];
    throw new AutogenError('still-needed', `The ${user} uses the ${used}, which no entity has any more.`, {
      hint: `change or drop the ${user} in the database first, or keep the ${used} in its entity`,
    });
  }
}

function describe(object: SchemaObject): string {
  return `${kindWords(object.kind)} ${formatPath(object)}`;
}
