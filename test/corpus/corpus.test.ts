/** The corpus itself: nothing in it is overlooked. */

import { exceptions, FILES, scenarios } from './scenario';

const all = scenarios();

test('every scenario is a folder of known files that a test file plays', () => {
  const odd = all.flatMap(({ family, name, files }) => {
    const isComplete = files.has('before.ts') && (!files.has('after.ts') || files.has('expected.ts'));
    const unknown = [...files].filter((file) => !FILES.includes(file));
    return isComplete && unknown.length === 0 && /^[a-z0-9.-]+$/.test(name) ? [] : [`${family}/${name}`];
  });
  expect(odd).toEqual([]);
});

test('every exception names a scenario', () => {
  const known = new Set(all.map(({ family, name }) => `${family}/${name}`));
  expect([...exceptions().keys()].filter((name) => !known.has(name))).toEqual([]);
});
