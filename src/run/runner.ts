/**
 * Applies and undoes revisions: one deployer at a time, one transaction a revision. Decides nothing about the way to go
 * (`plan` does) and prints nothing (`onProgress` tells).
 */

import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import { checksumOfOperations } from '../revisions/checksum';
import type { RevisionGraph } from '../revisions/graph';
import type { MigrationNode } from '../revisions/plain-migrations';
import type { RevisionLike } from '../revisions/recognise';
import type { Operation, OperationContext } from '../schema/operation';
import { type Application, apply } from './apply';
import { moveMigration, moveVersion } from './bookkeeping';
import type { Client } from './client';
import { type Bookkeeping, placed, readPlace, requireUnrecorded } from './current';
import type { Begun } from './journal';
import { withLock } from './locks';
import { requireFilesOf } from './lost-files';
import { explain, interruptedOutside, lostOutside, type Place, stand } from './outcome';
import { applyInParts, knownOperations, readBegun, requireToFinish } from './parts';
import { type Blocked, Retry, type RetryOptions } from './retry';
import type { Step } from './step';
import { StepLog } from './step-log';
import { inTransaction, outsideTransaction, requireTransaction, type Subject } from './transaction';

/** What is told while revisions run. */
export type Progress<Node extends MigrationNode = MigrationNode> =
  | { readonly event: 'waiting'; readonly holder: string }
  | { readonly event: 'started'; readonly step: Step<Node>; readonly index: number; readonly total: number }
  /** A transaction did not get a lock, and is tried again. */
  | ({ readonly event: 'blocked'; readonly step: Step<Node> } & Blocked)
  /** A revision that was half done goes on. */
  | { readonly event: 'resumed'; readonly step: Step<Node>; readonly finished: number; readonly total: number }
  | {
      readonly event: 'operation';
      readonly step: Step<Node>;
      readonly operation: Operation;
      readonly milliseconds: number;
    }
  /** So many rows are done, of about so many. */
  | {
      readonly event: 'batch';
      readonly step: Step<Node>;
      readonly operation: Operation;
      readonly rows: number;
      readonly about: number;
    }
  | {
      readonly event: 'done';
      readonly step: Step<Node>;
      readonly current: readonly string[];
      readonly milliseconds: number;
    };

/** What a run needs. */
export interface RunOptions<Node extends MigrationNode = MigrationNode> extends RetryOptions {
  readonly client: Client;
  readonly graph: RevisionGraph<Node>;
  /**
   * The steps, given where the database stands. Called once, under the lock: whoever comes second plans from what the
   * first one left. Usually `(current, graph) => pathTo(graph, current, 'upgrade', 'head')`: the graph knows what this
   * database has passed over.
   */
  plan(current: readonly string[], graph: RevisionGraph<Node>): readonly Step<Node>[];
  /** Told of all revisions that are to be loaded. */
  prepare?(revisions: readonly Node[]): void;
  /** An instance of the revision; all are loaded before the first one runs. */
  load(revision: Node): Promise<RevisionLike | MigrationInterface>;
  /** The checksum of the text of the revision's file, for the log. */
  fileChecksum?(revision: Node): string | undefined;
  readonly context: OperationContext;
  readonly tables: Bookkeeping;
  /** How long a statement waits for a lock, in milliseconds; the server's setting without it. */
  readonly lockTimeout?: number | undefined;
  /** How long a statement may run, in milliseconds; the server's setting without it. */
  readonly statementTimeout?: number | undefined;
  /** All steps in one transaction: all or nothing. */
  readonly singleTransaction?: boolean | undefined;
  /** How long to wait for another deployer, in milliseconds. */
  readonly patience?: number | undefined;
  /** Cancels the running statement; the database stays at the last completed revision. */
  readonly signal?: AbortSignal | undefined;
  onProgress?(progress: Progress<Node>): void;
}

/** What a run did. */
export interface RunResult<Node extends MigrationNode = MigrationNode> {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly steps: readonly Step<Node>[];
}

/**
 * Runs the planned steps; none planned is none run.
 *
 * @throws AutogenError `operation-failed` (PostgreSQL's own words; `cause` is its error), `interrupted`, `locked`, `pooled-connection`,
 *   `half-done`, `recorded-not-run`, `revision-changed`, `name-taken`, `no-batches`, `version-table-changed`, `version-table-failed`, `database-revision-unknown`, `transaction-ended`,
 *   `connection-lost`, and as `plan` and `load` do. The message says where the database stands.
 */
export async function run<Node extends MigrationNode>(given: RunOptions<Node>): Promise<RunResult<Node>> {
  const { client, signal, patience, onProgress } = given;
  const interruption = watch(client, signal);
  const onWait = (holder: string) => onProgress?.({ event: 'waiting', holder });
  /** The applied heads, once a revision has run. */
  let reached: readonly string[] | undefined;
  try {
    return await withLock(client, given.tables.versionTable.name, { patience, signal, onWait }, async (requireLock) => {
      const tables = await placed(client, given.tables);
      const place = await readPlace(client, given.graph, tables);
      const { graph, current: before } = place;
      const options = { ...given, graph, tables };
      await requireFilesOf(client, tables.versionTable, graph, before);
      const steps = options.plan(before, graph);
      const upgraded = steps.filter(({ direction }) => direction === 'upgrade').map(({ revision }) => revision);
      await requireUnrecorded(client, tables, place, upgraded);
      const begun = await readBegun(client, graph, tables.versionTable, before);
      requireToFinish(begun, steps[0], graph);
      options.prepare?.(steps.map(({ revision }) => revision));
      const instances: (RevisionLike | MigrationInterface)[] = [];
      for (const step of steps) instances.push(await options.load(step.revision));
      if (options.singleTransaction && steps.length > 0) {
        const turns = steps.map((step, index) => ({ step, instance: instances[index]! }));
        return { before, after: await runTogether(options, before, turns, interruption), steps };
      }
      let current = before;
      let known = graph;
      for (const [index, step] of steps.entries()) {
        if (signal?.aborted)
          throw stand(new AutogenError('interrupted', 'Interrupted.', { hint: 'run the command again' }), current, '');
        if (index > 0) await stillLocked(requireLock, current);
        onProgress?.({ event: 'started', step, index, total: steps.length });
        const started = performance.now();
        current = await runStep(
          { ...options, graph: known },
          { step, instance: instances[index]!, current, first: index === 0, begun: index === 0 ? begun : undefined },
          interruption,
        );
        reached = current;
        known = known.catchingUp(step.revision.id);
        onProgress?.({ event: 'done', step, current, milliseconds: performance.now() - started });
      }
      return { before, after: current, steps };
    });
  } catch (error) {
    throw lostOutside(signal?.aborted ? interruptedOutside(error, reached) : error);
  } finally {
    await interruption.end();
  }
}

async function stillLocked(requireLock: () => Promise<void>, current: readonly string[]): Promise<void> {
  await requireLock().catch((error: unknown) => {
    throw error instanceof AutogenError ? stand(error, current, '') : error;
  });
}

/** A step whose turn it is. */
interface Turn<Node extends MigrationNode> {
  readonly step: Step<Node>;
  readonly instance: RevisionLike | MigrationInterface;
  /** The applied heads before it. */
  readonly current: readonly string[];
  readonly first: boolean;
  /** The step is half done. */
  readonly begun: Begun | undefined;
}

function transactionGained({ id, file }: MigrationNode, { direction }: Begun): AutogenError {
  return new AutogenError(
    'revision-changed',
    `Revision ${id} in ${file} was changed while it was half done: its ${direction} began outside a transaction.`,
    { hint: 'add to the class again: readonly transaction = false;', at: file },
  );
}

/** One revision; the applied heads afterwards. */
async function runStep<Node extends MigrationNode>(
  options: RunOptions<Node>,
  { step, instance, current, first, begun }: Turn<Node>,
  interruption: Interruption,
): Promise<readonly string[]> {
  const { graph, tables, context, signal, onProgress } = options;
  const { revision: node, direction } = step;
  const { lockTimeout, statementTimeout } = options;
  const retry = new Retry(options.client, options, signal);
  const { client } = retry;
  const state = { isCommitting: false, place: undefined as Place | undefined };
  const subject: Subject = {
    ...{ client, step, timeouts: { lockTimeout, statementTimeout } },
    settled: () => interruption.settled(),
    onCommit: () => {
      state.isCommitting = true;
    },
    retry,
    onBlocked(blocked) {
      state.isCommitting = false;
      onProgress?.({ event: 'blocked', step, ...blocked });
    },
  };
  const application: Application = {
    ...{ client, context, node, instance, direction, signal },
    transaction: instance.transaction === false ? 'none' : 'own',
    onOperation: (operation, milliseconds) => onProgress?.({ event: 'operation', step, operation, milliseconds }),
  };
  const { versionTable } = tables;
  const log = await StepLog.begin({
    ...{ client, versionTable, step, instance },
    fileChecksum: options.fileChecksum?.(node),
  });
  const books = async (checksum: string | undefined) => {
    const entry = { client, graph, tables, current, node, direction };
    const after = await moveVersion(entry);
    await moveMigration(entry, after, first);
    await log.done(checksum);
    return after;
  };
  const complete = async (checksum: string | undefined) => {
    const after = await books(checksum);
    if (signal?.aborted) throw new AutogenError('interrupted', 'Interrupted.', { hint: 'run the command again' });
    return after;
  };
  try {
    if (instance.transaction !== false) {
      if (begun !== undefined) throw transactionGained(node, begun);
      return await inTransaction(subject, async () => {
        const checksum = await apply(application);
        await requireTransaction(client, node);
        return complete(checksum);
      });
    }
    const operations = await knownOperations(instance, application);
    if (operations === undefined) {
      const checksum = await outsideTransaction(subject, () => apply(application));
      // What ran stays, so it is written down whoever interrupts.
      return await inTransaction(subject, () => books(checksum));
    }
    return await applyInParts({
      ...{ application, operations, subject, versionTable, begun },
      complete: () => complete(checksumOfOperations(operations)),
      onFinished(finished) {
        const isResumed = begun !== undefined && state.place === undefined;
        state.isCommitting = false;
        state.place = { finished, total: operations.length };
        if (isResumed) onProgress?.({ event: 'resumed', step, ...state.place });
      },
      onBatch(operation, { rows, about }) {
        state.isCommitting = false;
        onProgress?.({ event: 'batch', step, operation, rows, about });
      },
    });
  } catch (error) {
    await interruption.settled();
    await log.failed(error);
    throw explain(error, {
      ...{ node, current, isCommitting: state.isCommitting, place: state.place },
      transaction: instance.transaction === false ? 'none' : 'own',
      isAborted: signal?.aborted === true,
    });
  }
}

/** All revisions in one transaction; the applied heads afterwards. */
async function runTogether<Node extends MigrationNode>(
  options: RunOptions<Node>,
  before: readonly string[],
  turns: readonly Pick<Turn<Node>, 'step' | 'instance'>[],
  interruption: Interruption,
): Promise<readonly string[]> {
  const { tables, context, signal, onProgress, lockTimeout, statementTimeout } = options;
  for (const { step, instance } of turns) if (instance.transaction === false) throw apart(step);
  const retry = new Retry(options.client, options, signal);
  const { client } = retry;
  const last = turns.at(-1)!.step;
  const state = { isCommitting: false, node: last.revision, log: undefined as StepLog | undefined };
  const subject: Subject = {
    ...{ client, step: last, timeouts: { lockTimeout, statementTimeout }, retry },
    settled: () => interruption.settled(),
    onCommit: () => {
      Object.assign(state, { isCommitting: true, node: last.revision });
    },
    onBlocked: (blocked) => {
      state.isCommitting = false;
      onProgress?.({ event: 'blocked', step: last, ...blocked });
    },
  };
  try {
    return await inTransaction(subject, async () => {
      let current = before;
      let graph = options.graph;
      for (const [index, { step, instance }] of turns.entries()) {
        const { revision: node, direction } = step;
        state.node = node;
        onProgress?.({ event: 'started', step, index, total: turns.length });
        const started = performance.now();
        const log = await StepLog.begin({
          ...{ client, versionTable: tables.versionTable, step, instance },
          fileChecksum: options.fileChecksum?.(node),
        });
        state.log = log;
        const checksum = await apply({
          ...{ client, context, node, instance, direction, signal },
          transaction: 'all',
          onOperation: (operation, milliseconds) => onProgress?.({ event: 'operation', step, operation, milliseconds }),
        });
        await requireTransaction(client, last.revision, node);
        const entry = { client, graph, tables, current, node, direction };
        const after = await moveVersion(entry);
        await moveMigration(entry, after, index === 0);
        await log.done(checksum);
        if (signal?.aborted) throw new AutogenError('interrupted', 'Interrupted.', { hint: 'run the command again' });
        current = after;
        graph = graph.catchingUp(node.id);
        onProgress?.({ event: 'done', step, current, milliseconds: performance.now() - started });
      }
      return current;
    });
  } catch (error) {
    await interruption.settled();
    await state.log?.failed(error);
    throw explain(error, {
      ...{ node: state.node, current: before, transaction: 'all', isCommitting: state.isCommitting, place: undefined },
      isAborted: signal?.aborted === true,
    });
  }
}

export function apart({ revision: { id, file } }: Step): AutogenError {
  return new AutogenError(
    'not-in-one-transaction',
    `Revision ${id} in ${file} says \`transaction = false\`, so it cannot run in one transaction with others; nothing was changed.`,
    { hint: 'leave --single-transaction out, or upgrade to the revision before it first', at: file },
  );
}

/** What becomes of Ctrl-C. */
interface Interruption {
  /** Resolves when the server has been told, so that a statement sent after that is not hit by it. */
  settled(): Promise<void>;
  end(): Promise<void>;
}

function watch(client: Client, signal: AbortSignal | undefined): Interruption {
  let told: Promise<void> = Promise.resolve();
  const onAbort = () => {
    told = Promise.resolve(client.cancel?.()).catch(() => undefined);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    settled: () => told,
    async end() {
      signal?.removeEventListener('abort', onAbort);
      await told;
    },
  };
}
