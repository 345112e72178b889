/**
 * `matrix.csv`: what PostgreSQL 15 says about a change from each of 61 types to each other one. `auto`: `ALTER COLUMN …
 * TYPE` is enough. `using`: it is refused, and an explicit cast exists. `none`: there is no cast at all.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type How = 'auto' | 'using' | 'none';

export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly how: How;
}

export const matrix: readonly Pair[] = readFileSync(join(__dirname, 'matrix.csv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [from, to, how] = cells(line);
    return { from, to, how } as Pair;
  });

/** The types, in the order of the file. */
export const TYPES: readonly string[] = [...new Set(matrix.map(({ from }) => from))];

/** The cells of one line; one that holds a comma or a quotation mark is quoted. */
function cells(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain as string) : quoted.replaceAll('""', '"'),
  );
}
