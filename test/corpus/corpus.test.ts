/** The corpus itself: it is large, nothing in it is overlooked, and what it says of exceptions is so. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES } from './family';
import { exceptions, expectationOf, FILES, scenarios } from './scenario';

const all = scenarios();

test('there are at least 300 scenarios, and some in each family', () => {
  expect(all.length).toBeGreaterThanOrEqual(300);
  const played = Object.values(FAMILIES).flat();
  expect([...new Set(all.map(({ family }) => family))].sort()).toEqual([...played].sort());
  expect(Object.keys(FAMILIES).filter((file) => !existsSync(join(__dirname, `${file}.test.ts`)))).toEqual([]);
});

test('every scenario is a folder of known files, with what is expected of a change', () => {
  const odd = all.flatMap(({ family, name, files }) => {
    const isComplete = files.has('before.ts') && (!files.has('after.ts') || files.has('expected.ts'));
    const unknown = [...files].filter((file) => !FILES.includes(file));
    return isComplete && unknown.length === 0 && /^[a-z0-9.-]+$/.test(name) ? [] : [`${family}/${name}`];
  });
  expect(odd).toEqual([]);
});

test('most changes go both ways', () => {
  const changes = all.map(expectationOf).filter((expected) => expected?.upgrade !== undefined);
  expect(changes.filter((expected) => expected?.back !== false).length).toBeGreaterThan(changes.length / 2);
});

test('every exception names a scenario', () => {
  const known = new Set(all.map(({ family, name }) => `${family}/${name}`));
  expect([...exceptions().keys()].filter((name) => !known.has(name))).toEqual([]);
});
