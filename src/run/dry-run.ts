/** What a run would do, told without running anything: each revision's operations, their SQL, and what they lock. */

import type { MigrationInterface } from 'typeorm';
import { collectKnown } from '../revisions/collect';
import { createdBy, describeOperation, droppedBy, locksOf, mustRunAlone, statementsOf } from '../revisions/operations';
import type { MigrationNode } from '../revisions/plain-migrations';
import { isRevision, type RevisionLike } from '../revisions/recognise';
import { type Lock, strongestLocks } from '../schema/lock';
import { formatPath } from '../schema/object';
import type { Operation, OperationContext } from '../schema/operation';
import { mustNot } from './apply';
import type { Begun } from './journal';
import { partsOf } from './parts';
import { apart } from './runner';
import type { Step } from './step';

/** One operation that would run. */
export interface PlannedOperation {
  /** `addColumn`. */
  readonly operation: string;
  /** `addColumn('posts', 'status')`. */
  readonly call: string;
  /** One statement each, without semicolons. */
  readonly statements: readonly string[];
  /**
   * What it locks of what others may use, until the transaction ends: nothing that its own transaction has made. `null`: nobody
   * can tell, because a person wrote the SQL.
   */
  readonly locks: readonly Lock[] | null;
  /** It runs outside a transaction, or in several of its own. */
  readonly isAlone: boolean;
}

/** What one revision would do. */
export interface PlannedStep {
  readonly operations: readonly PlannedOperation[];
  /** `own`: one transaction; `shared`: one for all revisions; `parts`: several, and none for what is alone; `typeorm`: as TypeORM does. */
  readonly transaction: 'own' | 'shared' | 'parts' | 'typeorm';
  /** The strongest lock on each. */
  readonly locks: readonly Lock[];
  /** It is half done: so many operations have run, and are not listed. */
  readonly finished: number;
  /** Why what is listed is not all that it does. */
  readonly unknown?: { readonly code: 'offline-query' | 'typeorm-migration'; readonly message: string } | undefined;
}

/** What the plan depends on. */
export interface DryRunOptions<Node extends MigrationNode> {
  load(revision: Node): Promise<RevisionLike | MigrationInterface>;
  readonly context: OperationContext;
  readonly singleTransaction: boolean;
  /** What the first step has done already. */
  readonly begun: Begun | undefined;
}

/**
 * One answer for each step.
 *
 * @throws AutogenError `alone-in-transaction`, `alone-beside-query`, `not-in-one-transaction`, as the run would.
 */
export async function dryRunOf<Node extends MigrationNode>(
  steps: readonly Step<Node>[],
  { load, context, singleTransaction, begun }: DryRunOptions<Node>,
): Promise<readonly PlannedStep[]> {
  const planned: PlannedStep[] = [];
  let made = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const { revision: node, direction } = step;
    const instance = await load(node);
    if (singleTransaction && instance.transaction === false) throw apart(step);
    if (!isRevision(instance)) {
      const message = "is a migration of TypeORM's own: its SQL is not known before it runs";
      planned.push({
        ...{ operations: [], transaction: 'typeorm', locks: [], finished: 0 },
        unknown: { code: 'typeorm-migration', message },
      });
      continue;
    }
    const { operations, obstacle } = await collectKnown(instance, direction, node.file);
    const isInParts = instance.transaction === false;
    const alone = isInParts && obstacle === undefined ? undefined : operations.find(mustRunAlone);
    if (alone !== undefined) throw mustNot(alone, { node, instance, direction });
    const finished = index === 0 ? (begun?.finished ?? 0) : 0;
    const together = [{ operations: operations.slice(finished), isAlone: false }];
    const parts = isInParts ? partsOf(operations, context, finished) : together;
    const told = parts.flatMap((part) => {
      if (!singleTransaction) made = new Set();
      return part.operations.map((operation) => plannedOperation(operation, context, part.isAlone, made));
    });
    planned.push({
      operations: told,
      transaction: isInParts ? 'parts' : singleTransaction ? 'shared' : 'own',
      locks: strongestLocks(told.flatMap(({ locks }) => locks ?? [])),
      finished,
      unknown:
        obstacle === undefined
          ? undefined
          : {
              code: 'offline-query',
              message: 'asks the database (op.query): the rest of its SQL depends on the answers',
            },
    });
  }
  return planned;
}

/** `made`: what the same transaction has made before it, and nobody else sees. */
function plannedOperation(
  operation: Operation,
  context: OperationContext,
  isAlone: boolean,
  made: Set<string>,
): PlannedOperation {
  const locks = locksOf(operation, context);
  const told = locks?.filter((lock) => !('object' in lock && made.has(formatPath(lock.object)))) ?? null;
  const [created, dropped] = [createdBy(operation, context), droppedBy(operation, context)];
  // What has only another name was there before.
  const isNew = dropped === undefined || made.has(formatPath(dropped));
  if (dropped !== undefined) made.delete(formatPath(dropped));
  if (created !== undefined && isNew) made.add(formatPath(created));
  return {
    operation: operation.name,
    call: describeOperation(operation),
    statements: statementsOf(operation, context),
    locks: told,
    isAlone,
  };
}
