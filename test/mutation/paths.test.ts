/** What `npm run mutate` disables is there: a path that has other words now is disabled by none. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Path {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const { PATHS, disabled } = require('./paths.js') as {
  readonly PATHS: Readonly<Record<string, Path>>;
  disabled(name: string, file: string, source: string): string;
};

test.each(Object.entries(PATHS))('the path "%s" is found in the sources, once, and disabled', (name, path) => {
  const file = join(__dirname, '../../src', path.file);
  const source = readFileSync(file, 'utf8');
  expect(source.split(path.from)).toHaveLength(2);
  expect(disabled(name, file, source)).toBe(source.split(path.from).join(path.to));
  expect(disabled('another', file, source)).toBe(source);
});
