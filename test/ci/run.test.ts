/** `.ci/run` itself: what can be said of it without running everything twice. */

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '../../.ci/run');
const text = readFileSync(SCRIPT, 'utf8');

test('it can be run', () => {
  expect(statSync(SCRIPT).mode & 0o111).not.toBe(0);
  execFileSync('bash', ['-n', SCRIPT]);
});

test('the npm scripts that it runs exist', () => {
  const { scripts } = require('../../package.json') as { readonly scripts: Readonly<Record<string, string>> };
  const named = [...text.matchAll(/npm run --silent ([\w:]+)/g)].map(([, name]) => name!);
  expect(named).toEqual(['test:matrix', 'lint', 'typecheck', 'build']);
  for (const name of named) expect(scripts).toHaveProperty(name);
});
