/** What serial and identity columns share: the sequence behind them. Not a kind. */

import { quoteLiteral } from './sql/quote';

/** Every parameter of a sequence. Whole numbers as text, because a bigint does not fit a JavaScript number. */
export interface SequenceTraits {
  readonly name: string;
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
}

/** How a revision writes the parameters that are not what PostgreSQL would choose. */
export interface SequenceOptions {
  readonly type?: 'smallint' | 'integer' | 'bigint';
  readonly start?: string;
  readonly increment?: string;
  readonly min?: string;
  readonly max?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
}

const LARGEST: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

/** The sequence that PostgreSQL makes for a serial or identity column of this type. */
export function impliedSequence(name: string, type: string): SequenceTraits {
  const max = LARGEST[type] ?? (LARGEST.bigint as string);
  return { name, type, start: '1', increment: '1', min: '1', max, cache: '1', cycle: false };
}

/** The parameters (without the name) in which two sequences differ, as the second has them. */
export function differingOptions(from: SequenceTraits, to: SequenceTraits): SequenceOptions {
  return Object.fromEntries(
    (['type', 'start', 'increment', 'min', 'max', 'cache', 'cycle'] as const)
      .filter((option) => from[option] !== to[option])
      .map((option) => [option, to[option]]),
  ) as SequenceOptions;
}

/** The parameters as SQL, each with a leading space. */
export function sequenceOptionsSql(options: SequenceOptions): string {
  return [
    options.type === undefined ? '' : ` AS ${options.type}`,
    options.increment === undefined ? '' : ` INCREMENT BY ${integer(options.increment)}`,
    options.min === undefined ? '' : ` MINVALUE ${integer(options.min)}`,
    options.max === undefined ? '' : ` MAXVALUE ${integer(options.max)}`,
    options.start === undefined ? '' : ` START WITH ${integer(options.start)}`,
    options.cache === undefined ? '' : ` CACHE ${integer(options.cache)}`,
    options.cycle === undefined ? '' : options.cycle ? ' CYCLE' : ' NO CYCLE',
  ].join('');
}

function integer(value: string): string {
  return BigInt(value).toString();
}

/** Lets the sequence of a column go on behind the largest value that the column holds; it begins with 1 by itself. */
export function continueSequence(table: string, column: string, quotedColumn: string): string {
  const sequence = `pg_get_serial_sequence(${quoteLiteral(table)}, ${quoteLiteral(column)})`;
  return `SELECT setval(${sequence}, max(${quotedColumn})) FROM ${table} HAVING max(${quotedColumn}) > 0`;
}
