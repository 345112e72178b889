/** The word "lock": how strongly an operation holds what others use. */

import { keyOf, type ObjectId } from './object';

/** PostgreSQL's lock modes of tables, the weakest first. */
const LOCK_MODES = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;

/** In PostgreSQL's words. */
export type LockMode = (typeof LOCK_MODES)[number];

/** One lock: on an object, or on those of which an operation does not say the names. */
export type Lock =
  | { readonly mode: LockMode; readonly object: ObjectId }
  | {
      readonly mode: LockMode;
      /** `the table that the foreign key refers to`. */
      readonly which: string;
    };

/** One lock on each, the strongest of it, in the order in which they are taken first. */
export function strongestLocks(locks: readonly Lock[]): readonly Lock[] {
  const found = new Map<string, Lock>();
  for (const lock of locks) {
    const key = 'object' in lock ? keyOf(lock.object) : lock.which;
    const known = found.get(key);
    if (known === undefined || LOCK_MODES.indexOf(known.mode) < LOCK_MODES.indexOf(lock.mode)) found.set(key, lock);
  }
  return [...found.values()];
}
