/** Decisions as plain numbers: whatever they are, a valid schema comes out, so that shrinking is left to fast-check. */

import fc from 'fast-check';

/** Numbers to decide with; when they are used up, every decision is the first and simplest one. */
export class Tape {
  readonly #numbers: readonly number[];
  #place = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A whole number from 0 to `below - 1`. */
  next(below: number): number {
    const number = this.#numbers[this.#place] ?? 0;
    this.#place += 1;
    return number % below;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.next(items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  }

  /** True once in `times`; never when the tape is used up. */
  once(times: number): boolean {
    return this.next(times) === times - 1;
  }

  /** Between 1 and `atMost` of the items, in an order of its own. */
  some<Item>(items: readonly Item[], atMost: number): Item[] {
    const left = [...items];
    const chosen: Item[] = [];
    const count = 1 + this.next(Math.min(atMost, left.length));
    while (chosen.length < count) chosen.push(...left.splice(this.next(left.length), 1));
    return chosen;
  }
}

/** The numbers for one thing. */
export type Numbers = readonly number[];

/** One schema before its numbers are read. */
export interface SchemaSeed {
  readonly whole: Numbers;
  readonly enums: readonly Numbers[];
  readonly tables: readonly {
    readonly table: Numbers;
    readonly columns: readonly Numbers[];
    readonly parts: readonly Numbers[];
  }[];
  readonly foreignKeys: readonly Numbers[];
  readonly views: readonly Numbers[];
}

/** Two schemas before their numbers are read. */
export interface PairSeed {
  readonly before: SchemaSeed;
  /** Steps from the first schema to the second, or a schema of its own. */
  readonly after: readonly Numbers[] | SchemaSeed;
  /** What is done to the database by hand, beside the entities. */
  readonly byHand: readonly Numbers[];
  readonly rows: Numbers;
  readonly answers: Numbers;
}

const numbers = (count: number) =>
  fc.array(fc.nat(0xffff), { minLength: count, maxLength: count, size: 'max', depthIdentifier: 'numbers' });
const list = <Item>(item: fc.Arbitrary<Item>, minLength: number, maxLength: number) =>
  fc.array(item, { minLength, maxLength, size: 'max' });

const schemaSeed: fc.Arbitrary<SchemaSeed> = fc.record({
  whole: numbers(6),
  enums: list(numbers(6), 0, 3),
  tables: list(fc.record({ table: numbers(6), columns: list(numbers(12), 1, 7), parts: list(numbers(8), 0, 6) }), 0, 4),
  foreignKeys: list(numbers(10), 0, 4),
  views: list(numbers(10), 0, 2),
});

export const pairSeed: fc.Arbitrary<PairSeed> = fc.record({
  before: schemaSeed,
  after: fc.oneof({ weight: 9, arbitrary: list(numbers(14), 1, 9) }, { weight: 1, arbitrary: schemaSeed }),
  byHand: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: list(numbers(8), 1, 8) }),
  rows: numbers(24),
  answers: numbers(8),
});
