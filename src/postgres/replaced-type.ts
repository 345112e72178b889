/** The name that a type has while those that need it move over to its replacement. Not a kind. */

import { suffixedName } from './sql/quote';
import { isTypeReference, type TypeName, TypeReference } from './sql/types';

/** `state` → `state__old`. */
export function replacedName(name: string): string {
  return suffixedName(name, '__old');
}

/** The same in the type of a column. */
export function replacedType(type: TypeName): TypeName {
  return isTypeReference(type) ? new TypeReference(replacedName(type.name), type) : type;
}
