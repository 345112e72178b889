/**
 * What a change of a column's type does to the values: which it rounds, cuts or reads otherwise without an error, and
 * which it stops at. What a type can hold is written down here; test/engine/type-change-hazards.test.ts asks PostgreSQL
 * about every pair. Not a kind.
 */

import type { Hazard } from '../schema/operation';
import { conversionBetween, stepBetween } from './casts';
import {
  baseType,
  isArrayType,
  isTypeReference,
  longType,
  memberType,
  modifiersOf,
  shortType,
  type TypeName,
  type TypeReference,
  typeSql,
} from './sql/types';

/** One thing that may happen to a value, in words about the column. */
interface Outcome {
  readonly code: Hazard['code'];
  readonly says: (column: string) => string;
}

function changes(verb: string, how = ''): Outcome {
  return { code: 'lossy', says: (column) => `${verb} ${column}${how}` };
}

function fails(condition: string): Outcome {
  return { code: 'fails-on-rows', says: (column) => `fails on a row whose ${column} ${condition}` };
}

const ROUNDS = changes('rounds');
const RESHAPES = changes('changes the shape of');
const CUTS_DATE = changes('cuts the date from');
const CUTS_TIME = changes('cuts the time of day from');
const CUTS_ZONE = changes('cuts the time zone from');
/** Twice in a year two moments have one local time. */
const READS_IN_ZONE = changes('reads', ' in the time zone of the session');
const OUT_OF_RANGE = fails('is out of range');

/** A built-in type by its word, or the name of any other. */
interface Shape {
  readonly word: string;
  readonly modifiers: readonly number[];
  /** Of an interval: `day to second`. */
  readonly fields?: string;
}

/** Types that hold any text; what is said of `text` is true of them all. */
const TEXTS = new Set(['text', 'character varying', 'character', 'name', 'citext']);

const TIMESTAMP = 'timestamp without time zone';
const TIMESTAMPTZ = 'timestamp with time zone';
const TIME = 'time without time zone';
const TIMETZ = 'time with time zone';

/** What one type says and another has no place for. */
const LOSSES = pairs<Outcome>([
  [['json', 'text'], ['jsonb'], changes('drops duplicate keys, spaces and the order of keys from')],
  [['inet'], ['cidr'], changes('cuts the host part from')],
  [['text'], ['tsvector'], changes('drops the order and repeated words from')],
  [['smallint', 'integer'], ['oid'], changes('reads', ' as a number above 2147483647 where it is negative')],
  [['oid'], ['integer'], changes('reads', ' as a negative number where it is above 2147483647')],
  [['integer'], ['boolean'], changes('keeps of', ' only whether it is 0')],
  [['path'], ['polygon'], fails('is an open path')],
  [['macaddr8'], ['macaddr'], fails('has no FF:FE in the middle')],
  [['bigint'], ['oid'], OUT_OF_RANGE],
  [['integer'], ['"char"'], OUT_OF_RANGE],
  [['box'], ['circle', 'lseg', 'point'], RESHAPES],
  [['circle'], ['box', 'point', 'polygon'], RESHAPES],
  [['polygon'], ['box', 'circle', 'point'], RESHAPES],
  [['lseg'], ['point'], RESHAPES],
  [['date', TIMESTAMP, 'text'], [TIMESTAMPTZ], READS_IN_ZONE],
  [[TIMESTAMPTZ], [TIMESTAMP], READS_IN_ZONE],
  [[TIME], [TIMETZ], READS_IN_ZONE],
  [['text'], [TIMESTAMP], CUTS_ZONE],
  [[TIMETZ], [TIME], CUTS_ZONE],
  [[TIMESTAMP, TIMESTAMPTZ, 'text'], ['date'], CUTS_TIME],
  [[TIMESTAMP, TIMESTAMPTZ, 'text'], [TIME, TIMETZ], CUTS_DATE],
  [['interval'], [TIME], changes('cuts days and months from')],
]);

function pairs<Value>(
  rows: readonly (readonly [from: readonly string[], to: readonly string[], value: Value])[],
): ReadonlyMap<string, Value> {
  return new Map(
    rows.flatMap(([from, to, value]) => from.flatMap((one) => to.map((other) => [pair(one, other), value] as const))),
  );
}

function pair(from: string, to: string): string {
  return `${TEXTS.has(from) ? 'text' : from}\u0000${to}`;
}

/** What a reviewer should know about a change of a column's type; nothing where every value stays what it is. */
export function typeChangeHazards(column: string, from: TypeName, to: TypeName): Hazard[] {
  const [before, after] = [from, to].map((type) => (isTypeReference(type) ? type : longType(type))) as [
    TypeName,
    TypeName,
  ];
  return outcomesOf(before, after).map(({ code, says }) => ({
    code,
    message: `${says(column)}: ${typeText(before)} becomes ${typeText(after)}`,
  }));
}

function typeText(type: TypeName): string {
  return isTypeReference(type) ? typeSql(type) : shortType(type);
}

function outcomesOf(from: TypeName, to: TypeName): readonly Outcome[] {
  const [fromArray, toArray] = [isArrayType(from), isArrayType(to)];
  if (fromArray === toArray) return memberOutcomes(memberType(from), memberType(to));
  if (toArray) {
    const ofMembers = memberOutcomes(from, memberType(to));
    // A text is read as a whole array of what is no text; any other value becomes one of one.
    const isOfTexts = TEXTS.has(shapeOf(memberType(to)).word);
    if (isOfTexts || conversionBetween(from, to) === 'none') return ofMembers;
    return [...ofMembers.filter(({ code }) => code === 'lossy'), fails(`cannot be read as ${typeText(to)}`)];
  }
  const target = shapeOf(to);
  return TEXTS.has(target.word)
    ? textOutcomes({ word: 'array', modifiers: [] }, target)
    : [fails(`cannot be read as ${typeText(to)}`)];
}

function memberOutcomes(from: TypeName, to: TypeName): readonly Outcome[] {
  const step = stepBetween(from, to);
  if (step !== undefined) return [...new Set([...memberOutcomes(from, step), ...memberOutcomes(step, to)])];
  const [source, target] = [shapeOf(from), shapeOf(to)];
  if (TEXTS.has(target.word)) return textOutcomes(source, target);
  const key = pair(source.word, target.word);
  const conversion = conversionBetween(from, to);
  const isPlain = conversion === 'automatic';
  // What is no text is read without fail, but for a document that holds something else.
  const isReadable = isPlain || (conversion === 'using' && !TEXTS.has(source.word) && source.word !== 'jsonb');
  const loss = LOSSES.get(key);
  const isByte = target.word === '"char"' && source.word !== 'integer';
  return [
    ...(loss === undefined ? [] : [loss]),
    ...numberOutcomes(source, target, isPlain),
    ...bitOutcomes(source, target),
    ...fractionOutcomes(source, target),
    ...(isByte ? [changes('cuts', ' after the first byte')] : []),
    ...(isReadable || isByte ? [] : [fails(`cannot be read as ${typeText(to)}`)]),
    ...(isPlain && isTypeReference(to) && isLimited(to) ? [fails(`does not fit ${typeText(to)}`)] : []),
  ];
}

/** Whether it may refuse what its base has room for. */
function isLimited({ modifiers, domainOver }: TypeReference): boolean {
  return modifiers !== undefined || domainOver !== undefined;
}

function shapeOf(type: TypeName): Shape {
  if (!isTypeReference(type)) {
    const [word, modifiers] = [baseType(type), modifiersOf(type)];
    return word.startsWith('interval ')
      ? { word: 'interval', modifiers, fields: word.slice('interval '.length) }
      : { word, modifiers };
  }
  if (type.domainOver !== undefined) return shapeOf(type.domainOver);
  return { word: type.schema === undefined ? type.name : `${type.schema}\u0000${type.name}`, modifiers: [] };
}

// ── Texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The most characters that a value has as text; without an entry, any number. */
const LONGEST: Readonly<Record<string, number>> = {
  boolean: 5,
  smallint: 6,
  integer: 11,
  bigint: 20,
  oid: 10,
  real: 15,
  'double precision': 24,
  '"char"': 4,
  name: 63,
  uuid: 36,
  date: 13,
  [TIME]: 20,
  [TIMETZ]: 30,
  [TIMESTAMP]: 40,
  [TIMESTAMPTZ]: 50,
  macaddr: 17,
  macaddr8: 23,
  cidr: 43,
  inet: 43,
};

function longest({ word, modifiers: [size, scale = 0] }: Shape): number {
  if (size === undefined || FINE.has(word)) return LONGEST[word] ?? Number.POSITIVE_INFINITY;
  if (word === 'numeric') return 1 + Math.max(size - scale, 1) + (scale > 0 ? 1 + scale : 0);
  const counts = TEXTS.has(word) || word === 'bit' || word === 'bit varying';
  return counts ? size : Number.POSITIVE_INFINITY;
}

function textOutcomes(from: Shape, to: Shape): Outcome[] {
  const length = longest(from);
  // A character has up to four bytes.
  if (to.word === 'name') {
    return length * (TEXTS.has(from.word) && from.word !== 'name' ? 4 : 1) > 63
      ? [changes('cuts', ' after 63 bytes')]
      : [];
  }
  const [limit] = to.modifiers;
  const isTooLong = limit !== undefined && length > limit;
  const isPadded = to.word === 'character' && TEXTS.has(from.word) && from.word !== 'character';
  return [
    ...(isPadded ? [changes('cuts trailing spaces from')] : []),
    ...(isTooLong ? [fails(`has more than ${limit} characters`)] : []),
  ];
}

// ── Numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a type of number can hold. */
interface Capacity {
  readonly largest: number;
  /** Digits behind the point. */
  readonly scale: number;
  /** Digits that it keeps whatever the size. */
  readonly digits: number;
  readonly isFloat?: true;
}

const ANY = Number.POSITIVE_INFINITY;

const CAPACITIES: Readonly<Record<string, Capacity>> = {
  smallint: { largest: 32_767, scale: 0, digits: 5 },
  integer: { largest: 2_147_483_647, scale: 0, digits: 10 },
  bigint: { largest: 9.2e18, scale: 0, digits: 19 },
  money: { largest: 9.2e16, scale: 2, digits: 19 },
  real: { largest: 3.4e38, scale: ANY, digits: 6, isFloat: true },
  'double precision': { largest: Number.MAX_VALUE, scale: ANY, digits: 15, isFloat: true },
  numeric: { largest: Number.MAX_VALUE, scale: ANY, digits: ANY },
  jsonb: { largest: Number.MAX_VALUE, scale: ANY, digits: ANY },
};

/** A text may hold any number; one that is too large counts as unreadable. */
const OF_TEXT: Capacity = { largest: 0, scale: ANY, digits: ANY };

/** Reading a text as one of these rounds it; a whole number must be written as one. */
const FRACTIONS = new Set(['numeric', 'money', 'real', 'double precision']);

function capacityOf({ word, modifiers: [precision, scale = 0] }: Shape): Capacity | undefined {
  if (TEXTS.has(word)) return OF_TEXT;
  if (word !== 'numeric' || precision === undefined) return CAPACITIES[word];
  return { largest: 10 ** (precision - scale), scale, digits: precision };
}

function numberOutcomes(source: Shape, target: Shape, isPlain: boolean): Outcome[] {
  const [from, to] = [capacityOf(source), capacityOf(target)];
  const isNumber = isPlain || source.word === 'jsonb' || (from === OF_TEXT && FRACTIONS.has(target.word));
  if (from === undefined || to === undefined || !isNumber) return [];
  const rounds = to.isFloat ? from.digits > to.digits : from.scale > to.scale || from.isFloat === true;
  // What is rounded up may be one digit longer.
  const grows = rounds && from.largest === to.largest && to.largest < Number.MAX_VALUE;
  return [...(rounds ? [ROUNDS] : []), ...(from.largest > to.largest || grows ? [OUT_OF_RANGE] : [])];
}

// ── Bits ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The bits of a whole number. */
const BITS: Readonly<Record<string, number>> = { integer: 32, bigint: 64 };

function bitOutcomes(from: Shape, to: Shape): Outcome[] {
  const isOfBits = from.word === 'bit' || from.word === 'bit varying';
  const [size, limit] = [(isOfBits ? from.modifiers[0] : undefined) ?? ANY, to.modifiers[0] ?? ANY];
  const number = BITS[from.word];
  if (from.word === 'bit') {
    const width = BITS[to.word];
    if (width !== undefined) return size > width ? [OUT_OF_RANGE] : [];
  }
  if (to.word === 'bit') {
    if (number !== undefined) return limit < number ? [changes('keeps of', ` only the last ${limit} bits`)] : [];
    if (from.word === 'bit' && size === limit) return [];
    return [fails(`has not ${limit} bits`)];
  }
  return to.word === 'bit varying' && size > limit ? [fails(`has more than ${limit} bits`)] : [];
}

// ── Moments ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Types with fractions of seconds: six digits, unless they say how many. */
const FINE = new Set([TIMESTAMP, TIMESTAMPTZ, TIME, TIMETZ, 'interval']);

/** From the coarsest. What is finer than the last field of an interval is cut. */
const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'];

function finestField({ fields = 'second' }: Shape): number {
  return FIELDS.indexOf(fields.split(' ').at(-1) as string);
}

function fractionOutcomes(from: Shape, to: Shape): Outcome[] {
  if (!(FINE.has(from.word) || TEXTS.has(from.word)) || !FINE.has(to.word)) return [];
  if (finestField(from) > finestField(to)) return [changes('keeps of', ` only ${to.fields}`)];
  if (finestField(from) < FIELDS.length - 1) return [];
  const digits = FINE.has(from.word) ? (from.modifiers[0] ?? 6) : 6;
  return digits > (to.modifiers[0] ?? 6) ? [ROUNDS] : [];
}
