/**
 * Checksums of revisions: of what they do, and of the text of their files. Asks no database, decides nothing.
 *
 * What a revision does is written as one line an operation, each in JSON: `["op", name, …arguments]`, where an argument is
 *
 * - a string, a finite number, `true`, `false` or `null`: as in JSON;
 * - `sql`…``: `["sql", text]`;
 * - `type(…)`: `["type", name, schema, modifiers, array]`, with `null` and `false` for what it does not say;
 * - a list: `["list", …items]`;
 * - an object: `["object", [key, value], …]`, its keys in the order in which they are written, without those that are
 *   `undefined`;
 * - another number: `["number", text]`; `undefined`: `["undefined"]`, and nothing at the end of the arguments.
 *
 * A question to the database is `["query", text]`, and the last line: what follows depends on the answer. So is
 * `["throws"]`, where the method ends with an error. The checksum of one direction is the SHA-256 of its lines, each with
 * a line feed behind it; that of the revision is the SHA-256 of both, upgrade first, in hexadecimal, each with a line feed
 * behind it. So it is the same for a source and for what a compiler makes of it, whatever its comments and its layout,
 * and whichever schema is the default.
 *
 * This form is in databases: it must never change. A golden test holds it.
 */

import { createHash, type Hash, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isSql } from '../postgres/sql/sql';
import { isTypeReference } from '../postgres/sql/types';
import type { Argument, Operation } from '../schema/operation';
import { type Recordable, record } from './record';
import type { Direction } from './version-rows';

/** Takes what one direction of a revision does, call by call, and gives its checksum. */
export class DirectionChecksum {
  readonly #hash: Hash = createHash('sha256');
  #isOpen = true;

  operation({ name, args }: Operation): void {
    let count = args.length;
    while (count > 0 && args[count - 1] === undefined) count -= 1;
    this.#add(['op', name, ...args.slice(0, count).map(plain)]);
  }

  /** What comes behind it is not known without a database, and not taken. */
  question(statement: string): void {
    this.#add(['query', statement]);
    this.#isOpen = false;
  }

  /** The method ended with an error. */
  error(): void {
    this.#add(['throws']);
    this.#isOpen = false;
  }

  /** To be asked once, at the end. */
  end(): string {
    return this.#hash.digest('hex');
  }

  #add(line: readonly unknown[]): void {
    if (this.#isOpen) this.#hash.update(`${JSON.stringify(line)}\n`);
  }
}

/** The checksum of one direction whose operations are all known. */
export function checksumOfOperations(operations: readonly Operation[]): string {
  const checksum = new DirectionChecksum();
  for (const operation of operations) checksum.operation(operation);
  return checksum.end();
}

/** The checksum of one direction of a revision, of which nothing is run. */
export async function checksumOfDirection(
  revision: Recordable & { readonly revision: string },
  direction: Direction,
): Promise<string> {
  const checksum = new DirectionChecksum();
  const sink = {
    async operation(operation: Operation) {
      checksum.operation(operation);
    },
    async query(statement: string) {
      checksum.question(statement);
      throw new Error('Nobody is there to be asked.');
    },
  };
  // A downgrade may say by an error that there is no way back.
  await record(revision, { id: revision.revision, direction }, sink).catch(() => checksum.error());
  return checksum.end();
}

/** The checksum of a revision, given those of its directions. */
function checksumOfBoth({ upgrade, downgrade }: Readonly<Record<Direction, string>>): string {
  return createHash('sha256').update(`${upgrade}\n${downgrade}\n`).digest('hex');
}

/** The checksum of a revision, given that of the direction that runs, and of the other one. */
export function checksumOfRun(direction: Direction, own: string, other: string): string {
  return checksumOfBoth(
    direction === 'upgrade' ? { upgrade: own, downgrade: other } : { upgrade: other, downgrade: own },
  );
}

/** The checksum of a revision, of which nothing is run. */
export async function checksumOf(revision: Recordable & { readonly revision: string }): Promise<string> {
  return checksumOfBoth({
    upgrade: await checksumOfDirection(revision, 'upgrade'),
    downgrade: await checksumOfDirection(revision, 'downgrade'),
  });
}

/** The SHA-256 of a file's text. */
export function checksumOfText(text: string): string {
  return hash('sha256', text);
}

/** The SHA-256 of a file; none where it cannot be read. */
export function checksumOfFile(file: string): string | undefined {
  try {
    return hash('sha256', readFileSync(file));
  } catch {
    return undefined;
  }
}

function plain(value: Argument): unknown {
  if (value === undefined) return ['undefined'];
  if (typeof value === 'number' && !Number.isFinite(value)) return ['number', String(value)];
  if (typeof value !== 'object' || value === null) return value;
  if (isSql(value)) return ['sql', value.text];
  if (isTypeReference(value)) {
    return ['type', value.name, value.schema ?? null, value.modifiers ?? null, value.array === true];
  }
  if (isList(value)) return ['list', ...value.map(plain)];
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return ['object', ...entries.map(([key, item]) => [key, plain(item)])];
}

function isList(value: object): value is readonly Argument[] {
  return Array.isArray(value);
}
