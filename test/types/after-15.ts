/** Where the server of the tests says more about a change of type than 15, on which the matrix was measured. */

const WHOLE = ['smallint', 'integer', 'bigint', 'dom_int', 'dom_int_chk'];

/**
 * 18 has casts between whole numbers and bytea. They are not used: a revision that is written on 18 runs on 15 as well.
 */
export function isOnlyOn18(from: string, to: string): boolean {
  return (WHOLE.includes(from) && to === 'bytea') || (from === 'bytea' && WHOLE.includes(to));
}
