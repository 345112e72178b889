/**
 * The promises of the design over generated pairs of schemas. `AUTOGEN_PAIRS=10000` for a longer run, `AUTOGEN_SEED` for
 * another one: both are printed.
 */
import fc from 'fast-check';
import { kinds } from '../../src/autogen';
import { Coverage, KEPT, LIST } from './coverage';
import { Impossible, type Kept, keepPromises, pairOf } from './promises';
import { pairSeed } from './tape';

const DEFAULT = 300;
const pairs = Number(process.env.AUTOGEN_PAIRS ?? DEFAULT);
const seed = Number(process.env.AUTOGEN_SEED ?? 20261120);
/** For each line of the list; fewer pairs than there are by default exercise too little to count. */
const atLeast = pairs >= 10_000 ? 20 : 5;
/** The server works while the engine thinks about another pair. */
const LANES = 3;
/** How long a failing pair is made smaller, in milliseconds. */
const PATIENCE = Number(process.env.AUTOGEN_PATIENCE ?? 120_000);

const coverage = new Coverage();
let impossible = 0;
const kept: Omit<Kept, 'comparison'>[] = [];

async function lane(number: number): Promise<void> {
  let failedAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(pairSeed, async (pair) => {
    // fast-check looks for a smaller pair until this one is told apart from a failure.
    if (Date.now() - failedAt > PATIENCE) return;
    try {
      const { comparison, ...rest } = await keepPromises(pairOf(pair));
      coverage.add(comparison);
      kept.push(rest);
    } catch (error) {
      if (error instanceof Impossible) {
        impossible += 1;
        fc.pre(false);
      }
      failedAt = Math.min(failedAt, Date.now());
      throw error;
    }
  });
  const found = await fc.check(property, { seed: seed + number, numRuns: Math.ceil(pairs / LANES) });
  if (!found.failed) return;
  const { counterexamplePath, counterexample, errorInstance, numShrinks } = found;
  const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(
    `seed ${seed + number}, path ${counterexamplePath}, made smaller ${numShrinks} times\n${message}\n--- numbers\n${JSON.stringify(counterexample)}`,
  );
}

test(
  `${pairs} pairs of schemas keep the promises (seed ${seed})`,
  async () => {
    const started = Date.now();
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, (_, number) => lane(number)));
    const sum = (count: (one: (typeof kept)[number]) => number) => kept.reduce((total, one) => total + count(one), 0);
    const refusals = new Map<string, number>();
    for (const { refused } of kept) if (refused) refusals.set(refused, (refusals.get(refused) ?? 0) + 1);
    process.stdout.write(
      [
        `\n${kept.length} pairs in ${((Date.now() - started) / 1000).toFixed(0)} s, seed ${seed}`,
        `${sum(({ rows }) => rows)} rows, ${sum(({ values }) => values)} values compared`,
        `pairs without rows because these forbade the change: ${[...refusals].map(([who, count]) => `${count} by ${who}`).join(', ')}`,
        `${sum(({ madeWay }) => madeWay)} triggers, rules and policies made way, ${sum(({ held }) => Number(held ?? 0))} pairs without these because they hold what goes`,
        `${sum(({ byHand }) => byHand)} changes by hand, ${impossible} other pairs left out because PostgreSQL has no conversion`,
        `pairs for each kind and change:\n${coverage.table()}\n\n`,
      ].join('\n'),
    );
    const failures = lanes.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as Error).message)] : []));
    if (failures.length > 0) throw new Error(failures.join('\n\n'));
  },
  pairs * 2_000 + 2 * PATIENCE,
);

if (pairs >= DEFAULT) {
  test(`each kind and change was exercised by at least ${atLeast} pairs`, () => {
    expect(coverage.missing(atLeast)).toEqual([]);
  });
}

test('the list of changes has all traits of all kinds', () => {
  const traits = [...kinds.values()].flatMap((kind) =>
    Object.keys(kind.traits).map((trait) => `${kind.name} ${trait}`),
  );
  const listed = new Set(
    Object.entries(LIST).flatMap(([kind, changes]) => changes.map((change) => `${kind} ${change}`)),
  );
  expect(traits.filter((trait) => !listed.has(trait) && !KEPT.includes(trait))).toEqual([]);
  expect(Object.keys(LIST)).toEqual([...kinds.keys()]);
});
