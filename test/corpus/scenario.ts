/** A scenario: one change of entities (or of the database behind their back), and what a reviewer would want of it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Filters } from '../../src/schema/filter';

/**
 * A call as a reviewer would say it: `['alterColumn', 'posts', 'title', { type: 'varchar(200)' }]`. SQL and types are
 * written as their text, `*` stands for any characters of a name. What a call has beside it matters only where it
 * alters something: a trait that nobody asked for is a mistake.
 */
export type ExpectedOperation = readonly [name: string, ...args: readonly ExpectedArgument[]];

export type ExpectedArgument =
  | string
  | number
  | boolean
  | null
  | readonly ExpectedArgument[]
  | { readonly [key: string]: ExpectedArgument };

/** One revision. */
export interface Direction {
  readonly operations: readonly ExpectedOperation[];
  /** The flags that each question offers. */
  readonly asks?: readonly (readonly string[])[];
  /** The flags that are given. */
  readonly answers?: readonly string[];
  /** The code with which PostgreSQL refuses it because of the rows: then nothing is changed, and all works without rows. */
  readonly refused?: string;
  /** The same of the way back. */
  readonly downgradeRefused?: string;
  /** The library's error instead of a revision. */
  readonly fails?: string;
  /** A query, and the first column of its result afterwards. */
  readonly rows?: Readonly<Record<string, readonly (string | null)[]>>;
  /** Columns (`posts.title`) of both sides whose values have another text afterwards, or other values. */
  readonly changes?: readonly string[];
}

export interface Expected {
  /** The first major version of PostgreSQL that has what the scenario is about. */
  readonly since?: number;
  /** From `before` to `after`. Without it, `before` is in sync with what it builds, and with what `synchronize()` does. */
  readonly upgrade?: Direction | readonly ExpectedOperation[];
  /** From `after` to `before` as a revision of its own. `false`: the change has no such direction. */
  readonly back?: Direction | readonly ExpectedOperation[] | false;
  /**
   * Pieces of the lines in which the catalog differs from that of `synchronize()`, or after a downgrade from what it was;
   * a line of `exceptions.md` says why.
   */
  readonly differs?: readonly string[];
  /** A piece of what `synchronize()` fails with; a line of `exceptions.md` says why. */
  readonly synchronizeFails?: string;
  /** Listed by `check`, without being a difference. */
  readonly unmanaged?: readonly string[];
  readonly filters?: Partial<Filters>;
  /** Names of tables that the settings keep. */
  readonly kept?: readonly string[];
}

/** Keeps the literal readable where it is written. */
export const expected = (value: Expected): Expected => value;

export interface Scenario {
  readonly family: string;
  readonly name: string;
  readonly folder: string;
  readonly files: ReadonlySet<string>;
}

/** What a scenario may consist of. */
export const FILES: readonly string[] = [
  'before.ts',
  'after.ts',
  'expected.ts',
  'rows.sql',
  'by-hand.sql',
  'setup.sql',
];

/** The families, and the scenarios of each, by name. */
export function scenarios(): readonly Scenario[] {
  return foldersIn(__dirname).flatMap((family) =>
    foldersIn(join(__dirname, family)).map((name) => {
      const folder = join(__dirname, family, name);
      return { family, name, folder, files: new Set(readdirSync(folder)) };
    }),
  );
}

/** The statements of a scenario's file; nothing where there is no such file. */
export function sqlOf({ folder, files }: Scenario, file: string): string {
  return files.has(file) ? readFileSync(join(folder, file), 'utf8') : '';
}

/** What a scenario expects; nothing where its entities are in sync, and there is nothing to say about that. */
export function expectationOf({ folder, files }: Scenario): Expected | undefined {
  if (!files.has('expected.ts')) return undefined;
  return (require(join(folder, 'expected.ts')) as { default: Expected }).default;
}

/** The reasons in `exceptions.md`, by scenario. */
export function exceptions(): ReadonlyMap<string, string> {
  const text = readFileSync(join(__dirname, 'exceptions.md'), 'utf8');
  const lines = text.matchAll(/^- `(?<scenario>[^`]+)`: (?<reason>.+)$/gm);
  return new Map([...lines].map(({ groups }) => [groups?.scenario as string, groups?.reason as string]));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort();
}
