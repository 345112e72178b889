/** Operations that follow each other become one where their kind says so. Pure; knows no kind. */

import type { Kinds } from '../schema/kind';
import type { Operation } from '../schema/operation';

/** The same operations in the same order, neighbours joined. */
export function joinNeighbours(operations: readonly Operation[], kinds: Kinds): Operation[] {
  const joining = [...kinds.values()].filter(({ join }) => join !== undefined);
  const joined: Operation[] = [];
  for (const operation of operations) {
    const last = joined.pop();
    const both = last && joining.map((kind) => kind.join?.(last, operation)).find((one) => one !== undefined);
    if (both !== undefined) joined.push(both);
    else joined.push(...(last === undefined ? [] : [last]), operation);
  }
  return joined;
}
