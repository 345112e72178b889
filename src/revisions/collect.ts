/** Reads a revision's operations as plain data, without a database. */

import { AutogenError } from '../errors';
import type { Operation } from '../schema/operation';
import { type Recordable, type Recorded, record } from './record';
import type { Direction } from './version-rows';

/**
 * The operations that `upgrade` or `downgrade` would run, in order.
 *
 * @param revision - an instance of a revision's class.
 * @param file - for messages.
 * @throws AutogenError `offline-query` when the revision asks the database, and as `record` does.
 */
export async function collectOperations(
  revision: Recordable & { readonly revision: string },
  direction: Direction,
  file?: string,
): Promise<readonly Operation[]> {
  const { operations, obstacle } = await collectKnown(revision, direction, file);
  if (obstacle !== undefined) throw obstacle;
  return operations;
}

/**
 * The same as far as they are known without a database: those before the first question to it, with the error that
 * {@link collectOperations} throws.
 */
export async function collectKnown(
  revision: Recordable & { readonly revision: string },
  direction: Direction,
  file?: string,
): Promise<{ readonly operations: readonly Operation[]; readonly obstacle?: AutogenError }> {
  const operations: Operation[] = [];
  let obstacle: AutogenError | undefined;
  const subject: Recorded = { id: revision.revision, file, direction };
  await record(revision, subject, {
    async operation(operation) {
      operations.push(operation);
    },
    async query(_statement, _parameters, asked) {
      obstacle = new AutogenError(
        'offline-query',
        `${direction} of revision ${subject.id} asks the database (op.query), so its operations cannot be told without one.`,
        {
          hint: 'use op.execute where the answer is not needed, or run it with: autogen upgrade',
          at: file,
          cause: asked,
        },
      );
      throw obstacle;
    },
  }).catch((error: unknown) => {
    if (obstacle === undefined) throw error;
  });
  return { operations, ...(obstacle === undefined ? {} : { obstacle }) };
}
