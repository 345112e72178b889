/** Whether operations are those that a reviewer would want. */

import { isSql } from '../../src/postgres/sql/sql';
import { isTypeReference } from '../../src/postgres/sql/types';
import type { Operation } from '../../src/schema/operation';
import type { ExpectedArgument, ExpectedOperation } from './scenario';

/** What is wrong first, or nothing. */
export function mismatch(expected: readonly ExpectedOperation[], found: readonly Operation[]): string | undefined {
  const names = [expected.map(([name]) => name), found.map(({ name }) => name)].map((list) => list.join(' '));
  if (names[0] !== names[1]) return 'other operations';
  for (const [place, [name, ...args]] of expected.entries()) {
    const actual = found[place]?.args.map(plain) ?? [];
    const isExact = name.startsWith('alter') || name === 'addColumn';
    const isLike = args.every((arg, index) => like(arg, actual[index], isExact));
    if (!isLike || (isExact && args.length < actual.length)) return `other arguments of operation ${place + 1}`;
  }
  return undefined;
}

/** What an operation says beside what it does. */
const REMARKS = ['from', 'schema'];

function like(wanted: ExpectedArgument, found: unknown, isExact: boolean): boolean {
  if (typeof wanted === 'string') return typeof found === 'string' && glob(wanted).test(found);
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      wanted.length === found.length &&
      wanted.every((one, place) => like(one, found[place], isExact))
    );
  }
  if (typeof wanted !== 'object' || wanted === null) return wanted === found;
  if (typeof found !== 'object' || found === null) return false;
  const given = new Map(Object.entries(found));
  const isMore = [...given].some(([key, value]) => !(key in wanted) && !REMARKS.includes(key) && value !== undefined);
  return Object.entries(wanted).every(([key, value]) => like(value, given.get(key), isExact)) && !(isExact && isMore);
}

function glob(pattern: string): RegExp {
  const pieces = pattern.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`, 's');
}

/** SQL and types as their text. */
function plain(value: unknown): unknown {
  if (isSql(value)) return value.text;
  if (isTypeReference(value)) {
    const { schema, name, modifiers, array } = value;
    return `${schema === undefined ? '' : `${schema}.`}${name}${modifiers === undefined ? '' : `(${modifiers})`}${array ? '[]' : ''}`;
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
