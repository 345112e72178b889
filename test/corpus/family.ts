/** The tests of one family: one for each scenario. */

import { play } from './play';
import { type Scenario, scenarios } from './scenario';

export function testFamilies(...families: readonly string[]): void {
  const chosen = scenarios().filter(({ family }) => families.includes(family));
  test.each(
    chosen.map((scenario): [string, Scenario] => [
      `${scenario.family}: ${scenario.name.replaceAll('-', ' ')}`,
      scenario,
    ]),
  )('%s', async (_name, scenario) => {
    await play(scenario);
  });
}
