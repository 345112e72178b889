/** Where the server of the tests has more conversions than 15, on which the matrix was measured. */

import { POSTGRES_MAJOR } from '../postgres-major';

const WHOLE = ['smallint', 'integer', 'bigint', 'dom_int', 'dom_int_chk'];

/**
 * 18 has casts between whole numbers and bytea; up to 14, `"char"` was a string like any other; up to 13, a path had a
 * center. None of these is used: a revision that is written on one server runs on all others as well.
 */
export function hasMoreThan15(from: string, to: string): boolean {
  if (POSTGRES_MAJOR >= 18) return (WHOLE.includes(from) && to === 'bytea') || (from === 'bytea' && WHOLE.includes(to));
  if (POSTGRES_MAJOR < 15 && [from, to].includes('"char"')) return true;
  return POSTGRES_MAJOR < 14 && from === 'path' && to === 'point';
}
