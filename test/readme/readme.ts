/** What the README says in code: its fenced blocks. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

/** The fenced blocks of one language. */
export function blocks(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '');
}
