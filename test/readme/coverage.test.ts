/** `docs/coverage.md` names every entity set, and nothing that is not there. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/coverage.md'), 'utf8');
const sets = readdirSync(join(root, 'test/judge/sets')).map((file) => file.replace(/\.ts$/, ''));

/** What the last column of each table names. */
const proofs = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .flatMap((line) => [...(line.split(' | ').at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

test('every entity set is named', () => {
  expect(sets.filter((set) => !proofs.includes(set))).toEqual([]);
});

test('everything that is named exists', () => {
  const exists = (name: string) => (name.includes('/') ? existsSync(join(root, name)) : sets.includes(name));
  expect(proofs.length).toBeGreaterThan(sets.length);
  expect(proofs.filter((name) => !exists(name))).toEqual([]);
});
