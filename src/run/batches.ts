/**
 * Goes through rows in batches, each in a transaction of its own: what a batch has changed, and where it ended, is written
 * at once, so that none is left out and none changed twice, wherever it breaks off. Knows no journal.
 */

import { AutogenError } from '../errors';
import { describeOperation } from '../revisions/operations';
import type { Batched, Operation } from '../schema/operation';
import type { Application } from './apply';
import { operationFailed } from './failure';
import type { Reached } from './journal';
import { inTransaction, type Subject } from './transaction';

/** How far it is. */
export interface BatchProgress {
  /** Changed until now. */
  readonly rows: number;
  /** PostgreSQL's own estimate of how many there are; never less than `rows`. */
  readonly about: number;
}

/** An operation, and where it is to go on. */
export interface WayThrough {
  readonly application: Application;
  readonly subject: Subject;
  readonly operation: Operation;
  readonly batched: Batched;
  /** Where it broke off. */
  readonly from: Reached | undefined;
  /** Writes down where a batch has ended; in its transaction. */
  note(reached: Reached): Promise<void>;
  onBatch(progress: BatchProgress): void;
}

/** @throws AutogenError `no-batches`, `operation-failed`, `interrupted`. */
export async function goThrough(way: WayThrough): Promise<void> {
  const { application, subject, batched, note, onBatch } = way;
  const { obstacle, find, change } = await onlyRow(way, batched.survey);
  if (typeof obstacle === 'string') throw noBatches(way, obstacle);
  const [findText, changeText] = [String(find), String(change)];
  const about = estimateIn(await onlyRow(way, batched.estimate));
  let reached = way.from;
  for (;;) {
    if (application.signal?.aborted)
      throw new AutogenError('interrupted', `Interrupted in ${describeOperation(way.operation)}.`);
    const { key: before = null, rows: done = 0 } = reached ?? {};
    const next = await inTransaction(subject, async (): Promise<Reached | undefined> => {
      const { last } = await onlyRow(way, findText, [before]);
      if (!Array.isArray(last)) return undefined;
      const { rowCount } = await send(way, changeText, [before, last]);
      const ended = { key: last.map(String), rows: done + (rowCount ?? 0) };
      await note(ended);
      return ended;
    });
    if (next === undefined) return;
    reached = next;
    onBatch({ rows: next.rows, about: Math.max(about, next.rows) });
  }
}

async function onlyRow(way: WayThrough, statement: string, values?: readonly unknown[]) {
  return (await send(way, statement, values)).rows[0] ?? {};
}

async function send({ application, operation }: WayThrough, statement: string, values?: readonly unknown[]) {
  const { client, node, direction } = application;
  try {
    return await client.query(statement, values);
  } catch (error) {
    const what = describeOperation(operation);
    throw operationFailed(error, { what, statement, id: node.id, file: node.file, direction });
  }
}

/** `Plan Rows` of what EXPLAIN answers. */
function estimateIn(row: Readonly<Record<string, unknown>>): number {
  const [answer] = Object.values(row);
  const plans = typeof answer === 'string' ? JSON.parse(answer) : answer;
  return Number(plans?.[0]?.Plan?.['Plan Rows'] ?? 0);
}

function noBatches({ application, operation, batched }: WayThrough, obstacle: string): AutogenError {
  const { node, direction } = application;
  return new AutogenError(
    'no-batches',
    `${describeOperation(operation)} in ${direction} of revision ${node.id} in ${node.file} cannot go through ${batched.what} in batches: ${obstacle}.`,
    { hint: 'leave `batch` out: then all rows are changed at once, in one transaction', at: node.file },
  );
}
