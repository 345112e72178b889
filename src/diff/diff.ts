/** Two schemas → what differs. Pure; knows no kind. */

import type { Schema } from '../schema/schema';
import type { Change } from './change';
import { differences, differingTraits } from './differences';

/**
 * Every difference between two schemas, trait by trait: drops first, in the order of `before`, then creations and
 * alterations in the order of `after`. What was renamed must have its new name on both sides already.
 */
export function diff(before: Schema, after: Schema): Change[] {
  const { lost, gained, changed } = differences(before, after);
  return [
    ...lost.map(([, object]): Change => ({ verb: 'drop', object })),
    ...gained.map(([, object]): Change => ({ verb: 'create', object })),
    ...changed.flatMap(([, old, object]) =>
      differingTraits(old, object).map((trait): Change => ({ verb: 'alter', trait, before: old, after: object })),
    ),
  ];
}
