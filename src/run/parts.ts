/**
 * Runs a revision that does not run in one transaction: its operations in transactions, as many as follow each other in
 * one, and those that PostgreSQL refuses in a transaction each by itself. The journal says how far it came; what became
 * of an operation that was under way is asked of the database, never guessed.
 */

import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import { collectKnown } from '../revisions/collect';
import type { RevisionGraph } from '../revisions/graph';
import { aloneOf, batchedOf, boundaryOf, describeOperation, isDataOperation, isWritten } from '../revisions/operations';
import type { MigrationNode } from '../revisions/plain-migrations';
import { isRevision, type RevisionLike } from '../revisions/recognise';
import type { Alone, Batched, Making, Operation, OperationContext } from '../schema/operation';
import { type Application, sendOperation, write } from './apply';
import { type BatchProgress, goThrough } from './batches';
import type { Client } from './client';
import { isConnectionLost } from './failure';
import { type Begun, checksumOf, clearJournal, journalTable, type Reached, readJournal, writeJournal } from './journal';
import type { Step } from './step';
import { inTransaction, outsideTransaction, requireTransaction, type Subject } from './transaction';
import { sqlName, type VersionTable } from './version-table';

/** A revision, and where it is to go on. */
export interface InParts {
  readonly application: Application;
  /** All that it does. */
  readonly operations: readonly Operation[];
  readonly subject: Subject;
  readonly versionTable: VersionTable;
  /** What the journal says of it, if it is half done. */
  readonly begun: Begun | undefined;
  /** Told of each number of operations that are done for good. */
  onFinished?(finished: number): void;
  /** Told behind each batch of an operation that goes through rows. */
  onBatch?(operation: Operation, progress: BatchProgress): void;
  /** Writes it down in the books, in the last transaction. */
  complete(): Promise<readonly string[]>;
}

/** Operations that run together, or one by itself. */
export interface Part {
  /** The place of its first operation among all. */
  readonly first: number;
  readonly operations: readonly Operation[];
  /** `true`: outside a transaction, or in several of its own. */
  readonly isAlone: boolean;
}

/**
 * @returns the applied heads afterwards.
 * @throws AutogenError `revision-changed`, `half-done-unknown`, `name-taken`, `no-batches`, `transaction-ended` and
 *   `operation-failed`.
 */
export async function applyInParts(run: InParts): Promise<readonly string[]> {
  const { application, operations, begun, onFinished } = run;
  const { client, node } = application;
  const from = begun?.finished ?? 0;
  requireUnchanged(run);
  onFinished?.(from);
  const parts = partsOf(operations, application.context, from);
  let isRunning = begun?.running === true;
  for (const part of parts) {
    const end = part.first + part.operations.length;
    const isLast = end === operations.length;
    if (part.isAlone) {
      await runAlone(run, part, isRunning);
      if (!isLast) await note(run, end, false);
    } else {
      const after = await inTransaction(run.subject, async () => {
        for (const operation of part.operations) await sendOperation(application, operation);
        await requireTransaction(client, node);
        if (isLast) return finish(run);
        await note(run, end, false);
        return undefined;
      });
      if (after !== undefined) return after;
    }
    isRunning = false;
    if (!isLast) onFinished?.(end);
  }
  return inTransaction(run.subject, () => finish(run));
}

/** Journal and books are written at once. */
async function finish({ application: { client }, versionTable, complete }: InParts): Promise<readonly string[]> {
  await clearJournal(client, versionTable);
  return complete();
}

/** The parts in which operations run that have no transaction in common, from the one with the number `from` on. */
export function partsOf(operations: readonly Operation[], context: OperationContext, from = 0): readonly Part[] {
  const parts: { first: number; operations: Operation[]; isAlone: boolean }[] = [];
  for (const [place, operation] of operations.entries()) {
    if (place < from) continue;
    const isAlone =
      isWritten(operation) || (aloneOf(operation, context) ?? batchedOf(operation, context)) !== undefined;
    const last = parts.at(-1);
    if (last !== undefined && !isAlone && !last.isAlone && goTogether(last.operations.at(-1)!, operation))
      last.operations.push(operation);
    else parts.push({ first: place, operations: [operation], isAlone });
  }
  return parts;
}

/** Whether an operation may run in the transaction of the one before it. */
function goTogether(before: Operation, operation: Operation): boolean {
  // Rows are written in a transaction of their own: they may hold what the one before has made usable.
  if ([before, operation].some(isDataOperation)) return false;
  return boundaryOf(before) !== 'behind' && boundaryOf(operation) !== 'before';
}

/** Writes down that `finished` operations are done, and whether the next one is about to be sent. */
async function note(run: InParts, finished: number, running: boolean, reached?: Reached): Promise<void> {
  const { application, versionTable } = run;
  const { client, node, direction } = application;
  const checksum = checksumBefore(run, finished, running);
  await writeJournal(client, versionTable, { revision: node.id, direction, finished, running, checksum, reached });
}

/** Of what is finished, and of what is running behind it. */
function checksumBefore({ application, operations }: InParts, finished: number, running: boolean): string {
  const done = operations.slice(0, finished).map((operation) => write(operation, application));
  if (!running) return checksumOf(done);
  const next = operations[finished];
  const batched = next === undefined ? undefined : batchedOf(next, application.context);
  // What the rest of the rows get may be corrected, as what has not run; which rows they are may not.
  if (batched !== undefined) return checksumOf([...done, [batched.what]]);
  return checksumOf([...done, ...(next === undefined ? [] : [write(next, application)])]);
}

/** What has run must be what the file says; what has not may be corrected. */
function requireUnchanged(run: InParts): void {
  const { application, begun, operations } = run;
  if (begun === undefined) return;
  const { finished, running } = begun;
  // With a running one, too, where a person has written down that it did not take effect.
  const ways = running ? [true] : [false, true];
  const isLong = (isRunning: boolean) => finished + (isRunning ? 1 : 0) <= operations.length;
  if (ways.some((way) => isLong(way) && checksumBefore(run, finished, way) === begun.checksum)) return;
  const { id, file } = application.node;
  throw new AutogenError(
    'revision-changed',
    `Revision ${id} in ${file} was changed after ${countText(begun.finished)} of its ${begun.direction} had run: what has run is not what the file says.`,
    {
      hint: 'let the file say again what has run, then run the command again; what has not run may be changed',
      at: file,
    },
  );
}

async function runAlone(run: InParts, { first, operations: [operation] }: Part, isRunning: boolean): Promise<void> {
  const { application, subject } = run;
  if (operation === undefined) return;
  const batched = batchedOf(operation, application.context);
  if (batched !== undefined) return runBatches(run, first, operation, batched);
  const alone = aloneOf(operation, application.context);
  if (alone === undefined) {
    if (isRunning) throw unknownOutcome(run, operation, first);
    await note(run, first, true);
    return outsideTransaction(subject, () =>
      sendOperation(application, operation).catch((error) => failed(run, first, undefined, error)),
    );
  }
  // A build that gives up leaves something behind, so it waits as long as it must.
  const patient = { ...subject, timeouts: { lockTimeout: 0, statementTimeout: 0 } };
  await outsideTransaction(patient, async () => {
    const { makes } = alone;
    if (isRunning) {
      if (await (makes === undefined ? isGone(run, alone) : isMade(run, operation, alone, makes))) return;
    } else if (makes !== undefined) await requireAbsent(run, operation, alone);
    // What is not there at all PostgreSQL itself refuses to remove: nothing is under way then.
    else if (!(await isThere(run, operation, alone))) return sendOperation(application, operation);
    await note(run, first, true);
    await sendOperation(application, operation).catch((error) => failed(run, first, alone, error));
  });
}

/** Of a batch that breaks off nothing remains, and what the journal says of those before stands in their own transactions. */
async function runBatches(run: InParts, first: number, operation: Operation, batched: Batched): Promise<void> {
  const { application, subject, begun, onBatch } = run;
  const started = performance.now();
  await goThrough({
    ...{ application, subject, operation, batched },
    from: begun?.finished === first ? begun.reached : undefined,
    note: (reached) => note(run, first, true, reached),
    onBatch: (progress) => onBatch?.(operation, progress),
  });
  application.onOperation?.(operation, performance.now() - started);
}

/** What the operation makes is not there, and so whatever has its name afterwards comes from it. */
async function requireAbsent({ application }: InParts, operation: Operation, alone: Alone): Promise<void> {
  const { state } = await find(application, alone);
  if (state !== 'absent') throw nameTaken(application, operation, alone, state);
}

/** Whether there is something to be removed. */
async function isThere({ application }: InParts, operation: Operation, alone: Alone): Promise<boolean> {
  const { state } = await find(application, alone);
  if (state === 'other') throw nameTaken(application, operation, alone, state);
  return state !== 'absent';
}

/** Whether a removal that was under way has come to its end: what has the name now was not to be removed. */
async function isGone({ application }: InParts, alone: Alone): Promise<boolean> {
  const { state } = await find(application, alone);
  return state === 'absent' || state === 'other';
}

/** Whether an operation that was under way has come to its end; what it left is removed if not. */
async function isMade(run: InParts, operation: Operation, alone: Alone, makes: Making): Promise<boolean> {
  const { application } = run;
  const { client } = application;
  const { state, definition } = await find(application, alone);
  if (state === 'absent') return false;
  if (state === 'unfinished') {
    await client.query(makes.clear);
    return false;
  }
  if (state === 'finished' && definition === (await rehearse(run, makes))) return true;
  throw nameTaken(application, operation, alone, state);
}

async function find({ client }: Application, alone: Alone) {
  const { rows } = await client.query(alone.find);
  return { state: rows[0]?.state, definition: rows[0]?.definition };
}

/** The definition that the operation would have made. */
async function rehearse({ application: { client } }: InParts, makes: Making): Promise<unknown> {
  await client.query('BEGIN');
  try {
    for (const statement of makes.rehearse) await client.query(statement);
    return (await client.query(makes.rehearsed)).rows[0]?.definition;
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

/** Nothing is under way any more where the server itself says that the operation failed, and what it left is gone. */
async function failed(run: InParts, first: number, alone: Alone | undefined, error: unknown): Promise<never> {
  const { application, subject, versionTable } = run;
  const { client, signal } = application;
  await subject.settled?.();
  const cause = error instanceof AutogenError ? error.cause : error;
  // Whoever interrupts does not want to wait for the removal: the next run sees to it.
  if (!isConnectionLost(cause) && !(alone !== undefined && signal?.aborted)) {
    try {
      if (alone !== undefined) {
        const { state } = await find(application, alone);
        // Half removed, it is still under way: the next run sees to it.
        if (alone.makes === undefined && state !== 'finished') throw error;
        if (alone.makes !== undefined && state === 'unfinished') await client.query(alone.makes.clear);
      }
      await (first === 0 ? clearJournal(client, versionTable) : note(run, first, false));
    } catch {
      // Then it is still called under way, and the next run looks.
    }
  }
  throw error;
}

function nameTaken({ node, direction }: Application, operation: Operation, { what, makes }: Alone, state: unknown) {
  const which = `${describeOperation(operation)} in ${direction} of revision ${node.id} in ${node.file}`;
  if (makes === undefined) {
    return new AutogenError('name-taken', `${which} cannot remove ${what}: something else has its name.`, {
      hint: 'look what has the name and on which table it is; then correct the file and run the command again',
      at: node.file,
    });
  }
  const there = { unfinished: 'it is there already, and invalid', finished: 'it is there already' };
  const found = state === 'unfinished' || state === 'finished' ? there[state] : 'something else has its name';
  const hint =
    state === 'unfinished'
      ? `if nobody builds it now, remove it: ${makes.clear}`
      : 'remove it, or give it another name';
  return new AutogenError('name-taken', `${which} cannot make ${what}: ${found}, and this revision did not make it.`, {
    hint: `${hint}; then run the command again`,
    at: node.file,
  });
}

function unknownOutcome({ application, versionTable }: InParts, operation: Operation, first: number): AutogenError {
  const { node, direction } = application;
  const journal = sqlName(journalTable(versionTable));
  return new AutogenError(
    'half-done-unknown',
    `The ${direction} of revision ${node.id} in ${node.file} broke off while ${describeOperation(operation)} ran outside a transaction, and whether that took effect cannot be told.`,
    {
      hint: `look whether it did; if so: UPDATE ${journal} SET finished = ${first + 1}, running = false; if not: UPDATE ${journal} SET running = false`,
      at: node.file,
    },
  );
}

function countText(count: number): string {
  return count === 1 ? 'one operation' : `${count} operations`;
}

/** What is half done; a revision that a person has declared to be done, or undone, is not, and is forgotten. */
export async function readBegun(
  client: Client,
  graph: RevisionGraph<MigrationNode>,
  versionTable: VersionTable,
  current: readonly string[],
): Promise<Begun | undefined> {
  const begun = await readJournal(client, versionTable);
  if (begun === undefined || isHalfDone(begun, graph, current)) return begun;
  await clearJournal(client, versionTable);
  return undefined;
}

/** Whether what the journal says still holds where the database is. */
export function isHalfDone(
  { revision, direction }: Begun,
  graph: RevisionGraph<MigrationNode>,
  current: readonly string[],
): boolean {
  return graph.applied(current.filter((id) => graph.has(id))).has(revision) === (direction === 'downgrade');
}

/** The command that finishes what is half done. */
export function finishingCommand({ revision, direction }: Begun, graph: RevisionGraph<MigrationNode>): string {
  const parents = graph.get(revision)?.downRevisions;
  const back = parents?.length === 1 ? parents[0] : parents?.length === 0 ? 'base' : '-1';
  return `autogen ${direction} ${direction === 'upgrade' ? revision : back}`;
}

/** All that a revision does, unless it asks the database first. */
export async function knownOperations(
  instance: RevisionLike | MigrationInterface,
  { node, direction }: Application,
): Promise<readonly Operation[] | undefined> {
  if (!isRevision(instance)) return undefined;
  const { operations, obstacle } = await collectKnown(instance, direction, node.file);
  return obstacle === undefined ? operations : undefined;
}

/**
 * @throws AutogenError `half-done` when a revision is half done and the next step is not to finish it.
 */
export function requireToFinish(
  begun: Begun | undefined,
  next: Step | undefined,
  graph: RevisionGraph<MigrationNode>,
): void {
  if (begun === undefined) return;
  const { revision, direction, finished } = begun;
  if (next?.revision.id === revision && next.direction === direction) return;
  const node = graph.get(revision);
  const place = node === undefined ? '' : ` (${node.file})`;
  const command = finishingCommand(begun, graph);
  throw new AutogenError(
    'half-done',
    `Revision ${revision}${place} is half done: ${countText(finished)} of its ${direction} have run, and the rest must run before anything else does.`,
    {
      hint: node === undefined ? `bring its file back, then run: ${command}` : command,
      at: node?.file,
    },
  );
}
