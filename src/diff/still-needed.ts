/** What goes although something needs it that nobody has asked to change: a view made by hand. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { type Kinds, kindOf, needsOf } from '../schema/kind';
import { formatPath, keyOf, kindWords, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import type { Rename } from './change';
import { formerly } from './renames';

/** Two schemas, and how the first has come to its names. */
interface Differing {
  readonly before: Schema;
  readonly after: Schema;
  readonly renames: readonly Rename[];
  readonly kinds: Kinds;
}

/**
 * PostgreSQL would refuse it too, but only when the revision runs.
 *
 * @param staying - on both sides, as no entity describes them, or on neither.
 * @throws AutogenError `still-needed`.
 */
export function requireUnneeded(staying: Iterable<SchemaObject>, { before, after, renames, kinds }: Differing): void {
  const isGone = (id: ObjectId) => before.has(id) && !after.has(id);
  for (const one of staying) {
    const object = before.get(one) ?? one;
    const { parent } = object;
    if (object.needs === undefined || (parent !== null && isGone(parent))) continue;
    const goesAlong = (need: SchemaObject) => !kindOf(kinds, object).holds && isOfOneTable(need, object);
    const lost = object.needs
      .flatMap((key) => before.byKey(key) ?? [])
      .find((need) => isGone(need) && !goesAlong(need));
    if (lost === undefined) continue;
    const [user, used] = [describe(object), describe(formerly(lost, renames))];
    throw new AutogenError('still-needed', `The ${user} uses the ${used}, which no entity has any more.`, {
      hint: `change or drop the ${user} in the database first, or keep the ${used} in its entity`,
    });
  }
}

/**
 * What goes along silently when an object goes while its table stays: PostgreSQL drops the parts of a table that use it,
 * also those that the comparison leaves out.
 *
 * @param hidden - what is there, and neither compared nor dropped by an operation of its own.
 */
export function takenAlong(hidden: Schema, kinds: Kinds): (gone: SchemaObject) => readonly ObjectId[] {
  let users: Map<string, SchemaObject[]> | undefined;
  return (gone) => {
    if (users === undefined) {
      users = new Map();
      for (const object of hidden) {
        if (kindOf(kinds, object).holds) continue;
        for (const need of new Set(needsOf(kinds, object, hidden))) {
          const known = users.get(need);
          if (known === undefined) users.set(need, [object]);
          else known.push(object);
        }
      }
    }
    return (users.get(keyOf(gone)) ?? []).filter((object) => isOfOneTable(gone, object));
  };
}

/** Of a table's parts, PostgreSQL drops those that use a dropped one with it. */
function isOfOneTable(one: SchemaObject, other: SchemaObject): boolean {
  if (one.parent === null || other.parent === null || one.path.length < 3) return false;
  return keyOf(one.parent) === keyOf(other.parent);
}

function describe(object: ObjectId): string {
  return `${kindWords(object.kind)} ${formatPath(object)}`;
}
