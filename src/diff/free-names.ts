/** Names that nothing has, for the time between two renames. Pure; knows no kind. */

import { suffixedName } from '../postgres/sql/quote';
import { type Kinds, kindOf } from '../schema/kind';
import { keyOf, type SchemaObject } from '../schema/object';

/** What an object claims, as its kind says. */
export function claimsOf(object: SchemaObject, kinds: Kinds): readonly string[] {
  return kindOf(kinds, object).claims?.(object) ?? [];
}

/** Names that nothing has, beside those that objects have. */
export function namesBeside(objects: readonly SchemaObject[], kinds: Kinds): (object: SchemaObject) => string {
  const taken = new Set(objects.flatMap((object) => [keyOf(object), ...claimsOf(object, kinds)]));
  return (object) => {
    const own = claimsOf(object, kinds);
    for (let count = 0; ; count += 1) {
      const name = suffixedName(object.path.at(-1) as string, count === 0 ? '__old' : `__old${count}`);
      const named = { ...object, path: [...object.path.slice(0, -1), name] };
      const claims = [keyOf(named), ...claimsOf(named, kinds).filter((claim) => !own.includes(claim))];
      if (claims.some((claim) => taken.has(claim))) continue;
      for (const claim of claims) taken.add(claim);
      return name;
    }
  };
}
