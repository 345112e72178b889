/**
 * A serial column becomes an identity column, or the other way round: it gets another sequence, because the one of an
 * identity column cannot be given away, and goes on where it was. Not a kind.
 */

import { defineOperation } from '../schema/operation';
import { inTable, qualified } from './place';
import { type SequenceOptions, sequenceOptionsSql } from './sequence';
import { quoteIdentifier, quoteLiteral, suffixedName } from './sql/quote';

/** The sequence that the column gets, and the one that goes. */
export interface SequenceSwap extends SequenceOptions {
  /** The new one. */
  readonly sequence: string;
  /** The old one, where it has another name. */
  readonly replaces?: string;
  readonly schema?: string;
}

/** The names of all that takes part, as SQL. */
function partsOf(
  context: { readonly defaultSchema: string },
  of: string,
  name: string,
  { sequence, replaces = sequence, schema }: SequenceSwap,
) {
  const old = suffixedName(replaces, '__old');
  return {
    table: qualified(context, of, schema),
    column: quoteIdentifier(name),
    next: qualified(context, sequence, schema),
    old: qualified(context, old, schema),
    renameOld: `ALTER SEQUENCE ${qualified(context, replaces, schema)} RENAME TO ${quoteIdentifier(old)}`,
  };
}

/** The old sequence's value, or the column's own furthest one where somebody wrote past the sequence. */
function goOn(
  { table, column, next, old }: ReturnType<typeof partsOf>,
  { increment = '1', min, max }: SequenceOptions,
): string {
  const isDescending = BigInt(increment) < 0n;
  const [furthest, end, beyond] = isDescending ? ['LEAST', 'min', '<='] : ['GREATEST', 'max', '>='];
  const first = BigInt((isDescending ? max : min) ?? (isDescending ? '-1' : '1'));
  return [
    `SELECT setval(${quoteLiteral(next)}, ${furthest}(${first}, s.last_value, t.value),`,
    `s.is_called OR COALESCE(t.value ${beyond} s.last_value, false))`,
    `FROM ${old} s, (SELECT ${end}(${column}) AS value FROM ${table}) t`,
  ].join(' ');
}

export const serialToIdentity = defineOperation({
  locks: 'ACCESS EXCLUSIVE',
  statements: (
    context,
    of: string,
    name: string,
    swap: SequenceSwap & { readonly identity: 'always' | 'by default' },
  ) => {
    const parts = partsOf(context, of, name, swap);
    const { table, column, next, old, renameOld } = parts;
    const identity = `ADD GENERATED ${swap.identity.toUpperCase()} AS IDENTITY`;
    const options = sequenceOptionsSql(swap);
    // It begins with the column's type, whose bounds may be too narrow for the others.
    const isOfOtherType = swap.type !== undefined;
    return [
      `ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`,
      renameOld,
      `ALTER TABLE ${table} ALTER COLUMN ${column} ${identity} (SEQUENCE NAME ${next}${isOfOtherType ? '' : options})`,
      ...(isOfOtherType ? [`ALTER SEQUENCE ${next}${options}`] : []),
      goOn(parts, swap),
      `DROP SEQUENCE ${old}`,
    ];
  },
  touches: (
    context,
    table: string,
    name: string,
    swap: SequenceSwap & { readonly identity: 'always' | 'by default' },
  ) => ({
    changes: [inTable(context, 'column', { ...swap, table }, name)],
  }),
});

export const identityToSerial = defineOperation({
  locks: 'ACCESS EXCLUSIVE',
  statements: (context, of: string, name: string, swap: SequenceSwap) => {
    const parts = partsOf(context, of, name, swap);
    const { table, column, next, renameOld } = parts;
    return [
      renameOld,
      `CREATE SEQUENCE ${next}${sequenceOptionsSql(swap)}`,
      goOn(parts, swap),
      `ALTER TABLE ${table} ALTER COLUMN ${column} DROP IDENTITY`,
      `ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT nextval(${quoteLiteral(next)}::regclass)`,
      `ALTER SEQUENCE ${next} OWNED BY ${table}.${column}`,
    ];
  },
  touches: (context, table: string, name: string, swap: SequenceSwap) => ({
    changes: [inTable(context, 'column', { ...swap, table }, name)],
  }),
});
