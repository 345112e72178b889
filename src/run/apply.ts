/** Runs the operations of one revision on a connection, in whatever transaction there is. Moves no version row. */

import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import { DirectionChecksum } from '../revisions/checksum';
import { describeOperation, mustRunAlone, statementsOf } from '../revisions/operations';
import type { MigrationNode } from '../revisions/plain-migrations';
import { isRevision, type RevisionLike } from '../revisions/recognise';
import { record } from '../revisions/record';
import type { Direction } from '../revisions/version-rows';
import type { Operation, OperationContext } from '../schema/operation';
import type { Client } from './client';
import { type Around, operationFailed } from './failure';

/** One revision, and what running it needs. */
export interface Application {
  readonly client: Client;
  readonly context: OperationContext;
  readonly node: MigrationNode;
  readonly instance: RevisionLike | MigrationInterface;
  readonly direction: Direction;
  readonly transaction: Around;
  readonly signal?: AbortSignal | undefined;
  /** Called after each operation. */
  readonly onOperation?: ((operation: Operation, milliseconds: number) => void) | undefined;
}

/**
 * @returns the checksum of what a revision did; nothing for a migration of TypeORM's own.
 * @throws AutogenError `operation-failed` for the first operation that failed, and as `record` does;
 *   `typeorm-migration` when a migration of TypeORM's needs TypeORM's query runner and there is none.
 */
export async function apply(application: Application): Promise<string | undefined> {
  const { instance } = application;
  if (isRevision(instance)) return applyRevision(instance, application);
  await applyMigration(instance, application);
  return undefined;
}

async function applyRevision(revision: RevisionLike, application: Application): Promise<string> {
  const { node, direction } = application;
  const checksum = new DirectionChecksum();
  await record(
    revision,
    { id: node.id, file: node.file, direction },
    {
      async operation(operation) {
        if (mustRunAlone(operation)) throw mustNot(operation, application);
        checksum.operation(operation);
        await sendOperation(application, operation);
      },
      async query(statement, parameters) {
        checksum.question(statement);
        const what = describeOperation({ name: 'query', args: [statement] });
        return (await send(application, what, statement, parameters.length === 0 ? undefined : parameters)).rows;
      },
    },
  );
  return checksum.end();
}

/** @throws AutogenError `operation-failed`, `interrupted`. */
export async function sendOperation(application: Application, operation: Operation): Promise<void> {
  const started = performance.now();
  const what = describeOperation(operation);
  const isProbe = operation.name === 'probe';
  for (const statement of write(operation, application)) await send(application, what, statement, undefined, isProbe);
  application.onOperation?.(operation, performance.now() - started);
}

async function send(
  { client, node, direction, transaction, signal }: Application,
  what: string,
  statement: string,
  parameters?: readonly unknown[],
  isProbe = false,
) {
  if (signal?.aborted) throw new AutogenError('interrupted', `Interrupted before ${what}.`);
  try {
    return await client.query(statement, parameters);
  } catch (error) {
    throw operationFailed(error, { what, statement, id: node.id, file: node.file, direction, isProbe, transaction });
  }
}

/** An operation that is to run alone does so only where all operations are known before the first one runs. */
export function mustNot(
  operation: Operation,
  { node, instance, direction }: Pick<Application, 'node' | 'instance' | 'direction'>,
): AutogenError {
  const what = `${describeOperation(operation)} in ${direction} of revision ${node.id} in ${node.file}`;
  if (instance.transaction === false) {
    return new AutogenError(
      'alone-beside-query',
      `${what} runs outside a transaction, and the revision asks the database (op.query): how far it came could not be told afterwards.`,
      { hint: 'put it into a revision of its own: autogen revision --empty -m "…"', at: node.file },
    );
  }
  return new AutogenError(
    'alone-in-transaction',
    `${what} cannot run in a transaction, and the revision runs in one.`,
    {
      hint: 'add to the class: readonly transaction = false;',
      at: node.file,
    },
  );
}

/** The operation's SQL. Arguments that the compiler would have refused may make it fail. */
export function write(operation: Operation, { context, node, direction }: Application): readonly string[] {
  try {
    return statementsOf(operation, context);
  } catch (error) {
    if (error instanceof AutogenError) throw error;
    const what = describeOperation(operation);
    throw operationFailed(error, { what, statement: undefined, id: node.id, file: node.file, direction });
  }
}

async function applyMigration(migration: MigrationInterface, application: Application): Promise<void> {
  const { client, node, direction, transaction } = application;
  if (client.queryRunner === undefined) {
    throw new AutogenError(
      'typeorm-migration',
      `${node.file} is a migration of TypeORM's own, and this connection is not TypeORM's.`,
      {
        hint: `run it with TypeORM: npx typeorm migration:${direction === 'upgrade' ? 'run' : 'revert'} -d <data source>`,
        at: node.file,
      },
    );
  }
  const queryRunner = await client.queryRunner(migration.transaction !== false);
  try {
    await (direction === 'upgrade' ? migration.up(queryRunner) : migration.down(queryRunner));
  } catch (error) {
    const what = `${node.name}.${direction === 'upgrade' ? 'up' : 'down'}`;
    throw operationFailed(error, { what, statement: undefined, id: node.id, file: node.file, direction, transaction });
  }
}
