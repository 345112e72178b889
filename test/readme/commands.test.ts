/** What the README tells people to type exists. */

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocks, readme } from './readme';

const ROOT = join(__dirname, '../..');

/** `autogen` with words and flags, wherever it stands as code. */
const commands = new Set(
  [...readme.matchAll(/(?:`|npx |run: |^\$ |^)autogen ([a-z-][^`\n#]*)/gm)].map(([, words]) => words!.trim()),
);

test('every command and every flag of it is known', () => {
  expect(commands.size).toBeGreaterThan(12);
  const helps = new Map<string, string>();
  const unknown = [...commands].filter((line) => {
    const [name = ''] = line.split(' ');
    const command = name.startsWith('-') ? '' : name;
    const flags = [...line.replaceAll(/"[^"]*"/g, '').matchAll(/(?:^| )(--?[a-z][a-z-]*)/g)].map(([, flag]) => flag!);
    const help = helps.get(command) ?? helpOf(command);
    helps.set(command, help);
    return flags.some((flag) => !new RegExp(`(?:^|[ ,])${flag}(?:[ ,]|$)`, 'm').test(help));
  });
  expect(unknown).toEqual([]);
});

test('the npm scripts exist', () => {
  const { scripts } = require('../../package.json') as { readonly scripts: Readonly<Record<string, string>> };
  const named = [...readme.matchAll(/npm run (\w+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(1);
  for (const name of [...named, 'test']) expect(scripts).toHaveProperty(name);
  expect(blocks('sh')[0]).toContain('npm ci && npm run demo');
  expect(blocks('sh')[0]).toContain('npm ci && npm test');
});

test('the files it links to exist', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('what it shows of a revision is in the committed one', () => {
  const file = readdirSync(join(ROOT, 'migrations')).find((name) => name.endsWith('_add_votes_table.ts'));
  const text = readFileSync(join(ROOT, 'migrations', file!), 'utf8');
  const missing = blocks('ts')[0]!
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('…') && !text.includes(line.trim()));
  expect(missing).toEqual([]);
});

function helpOf(command: string): string {
  const words = [join(ROOT, 'dist/cli/main.js'), ...(command === '' ? [] : [command]), '--help'];
  return execFileSync(process.execPath, words, { encoding: 'utf8' });
}
