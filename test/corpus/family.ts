/** The tests of one family: one for each scenario. */

import { POSTGRES_MAJOR } from '../postgres-major';
import { play } from './play';
import { expectationOf, type Scenario, scenarios } from './scenario';

/** The families of each test file: several small ones together, so that Jest's workers have about the same to do. */
export const FAMILIES = {
  type: ['type', 'length'],
  default: ['default', 'nullable'],
  rename: ['rename', 'naming'],
  enum: ['enum', 'comment'],
  key: ['generated', 'identity', 'primary-key'],
  'foreign-key': ['foreign-key', 'join-table'],
  index: ['index'],
  constraint: ['unique', 'check', 'exclusion'],
  view: ['view', 'schema'],
  table: ['table', 'tree', 'inheritance', 'filters'],
  drift: ['drift', 'typeorm-0.3'],
  mix: ['mix'],
  'in-sync': ['in-sync'],
} as const;

export function testFamilies(file: keyof typeof FAMILIES): void {
  const families: readonly string[] = FAMILIES[file];
  const chosen = scenarios().filter(
    (one) => families.includes(one.family) && (expectationOf(one)?.since ?? 0) <= POSTGRES_MAJOR,
  );
  test.each(
    chosen.map((scenario): [string, Scenario] => [
      `${scenario.family}: ${scenario.name.replaceAll('-', ' ')}`,
      scenario,
    ]),
  )('%s', async (_name, scenario) => {
    await play(scenario);
  });
}
