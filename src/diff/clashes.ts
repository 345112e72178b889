/** Two objects that PostgreSQL would give one name: an enum and a table, two indexes of one schema. Pure; knows no kind. */

import { AutogenError } from '../errors';
import { cutRemark, displayName } from '../postgres/sql/quote';
import { type Kinds, kindOf } from '../schema/kind';
import { formatPath, keyOf, kindWords, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import { differences } from './differences';

/** What is compared, and what the comparison leaves alone. */
export interface NamesInUse {
  readonly wanted: Schema;
  /** The whole database. */
  readonly database: Schema;
  /** The part of the database that becomes what is wanted. */
  readonly covered: Schema;
}

/**
 * Refuses a new object whose name another one keeps or is to have too. PostgreSQL would refuse it as well, but only
 * when the revision runs.
 *
 * @throws AutogenError `name-clash`.
 */
export function requireDistinctNames({ wanted, database, covered }: NamesInUse, kinds: Kinds): void {
  const taken = new Map<string, SchemaObject>();
  const meet = (object: SchemaObject, takes: boolean) => {
    for (const claim of kindOf(kinds, object).claims?.(object) ?? []) {
      const other = taken.get(claim);
      if (other !== undefined && keyOf(other) !== keyOf(object)) {
        throw clash(
          claim,
          [other, object],
          [other, object].filter((one) => wanted.has(one)),
          kinds,
        );
      }
      if (takes) taken.set(claim, object);
    }
  };
  // What has no author's name is named by PostgreSQL, which takes another name where that one is taken.
  for (const [, object] of differences(covered, wanted).gained) {
    if (kindOf(kinds, object).named !== undefined) meet(object, true);
  }
  if (taken.size === 0) return;
  for (const object of wanted) meet(object, false);
  for (const object of database) if (!covered.has(object)) meet(object, false);
}

function clash(
  claim: string,
  objects: readonly SchemaObject[],
  wanted: readonly SchemaObject[],
  kinds: Kinds,
): AutogenError {
  const [namespace, ...path] = claim.split('\u0000');
  const ways = new Set(wanted.flatMap((object) => kindOf(kinds, object).named ?? []));
  return new AutogenError(
    'name-clash',
    `The ${objects.map(described).join(' and the ')} would both be the ${namespace} ${path.map(displayName).join('.')}${cutRemark(path.at(-1) as string)}.`,
    { hint: `give one of them another name: ${[...ways].join(', or ')}` },
  );
}

/** `foreign key public.posts."FK_1"`. */
function described(object: SchemaObject): string {
  return `${kindWords(object.kind)} ${formatPath(object)}`;
}
