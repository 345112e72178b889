/**
 * The recorder: what `upgrade` and `downgrade` receive as `op`.
 *
 * Every call takes its place in one queue the moment it is made, awaited or not. The first failure ends the queue, and
 * a call that comes after the method has ended is a failure too: no statement is ever lost in silence.
 */

import { AutogenError } from '../errors';
import { isSql, type Sql } from '../postgres/sql/sql';
import { isTypeReference } from '../postgres/sql/types';
import type { Argument, Operation } from '../schema/operation';
import { BULK_INSERT, type BulkInsertOptions, type BulkRow, bulkInsertArguments } from './bulk-insert';
import { isOperationName, type Operations } from './operations';
import { reasonOf } from './reason';
import { isTable, type Table } from './table';
import type { Direction } from './version-rows';

/** Which method is recorded, for messages. */
export interface Recorded {
  readonly id: string;
  /** The file, where it is known. */
  readonly file?: string | undefined;
  readonly direction: Direction;
}

/** What becomes of the calls, one after the other. */
export interface Sink {
  operation(operation: Operation): Promise<void>;
  /** `asked`: where the call stands, by its stack. */
  query(statement: string, parameters: readonly unknown[], asked: Error): Promise<readonly object[]>;
}

/** The part of a revision that is recorded. */
export interface Recordable {
  upgrade(op: Operations): void | Promise<void>;
  downgrade(op: Operations): void | Promise<void>;
}

/** A promise of an answer asked for in {@link Sink}'s order. */
type Task<Value> = () => Promise<Value>;

/**
 * Runs `upgrade` or `downgrade`, handing its calls to `sink` in the order in which they were made.
 *
 * @throws what `sink` threw first; AutogenError `late-operation` for a call made after the method ended,
 *   `unknown-operation` for one that does not exist, `revision-threw` for an error of the method's own.
 */
export async function record(revision: Recordable, subject: Recorded, sink: Sink): Promise<void> {
  const queue = new Queue(subject);
  const op = operationsOf(queue, sink);
  let thrown: { readonly error: unknown } | undefined;
  try {
    await revision[subject.direction](op);
  } catch (error) {
    thrown = { error };
  }
  await queue.close();
  if (thrown !== undefined) throw explain(thrown.error, subject);
}

class Queue {
  readonly #subject: Recorded;
  #last: Promise<unknown> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #state: 'open' | 'closing' | 'closed' = 'open';

  constructor(subject: Recorded) {
    this.#subject = subject;
  }

  /** Takes a place in the queue; the promise may be ignored. */
  add<Value>(name: string, task: Task<Value>): Promise<Value> {
    if (this.#state !== 'open') {
      const error = late(name, this.#subject);
      if (this.#state === 'closed') throw error;
      this.#failure ??= { error };
      // close() will say so. Whoever called has been left behind by the method: throwing there would end the process.
      return new Promise(() => undefined);
    }
    const result = this.#last.then(async () => {
      if (this.#failure !== undefined) throw this.#failure.error;
      try {
        return await task();
      } catch (error) {
        this.#failure ??= { error };
        throw error;
      }
    });
    // Handled here, so that a call which nobody awaits is no "unhandled rejection"; close() reports it.
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** @throws the first failure, once all calls have been answered. */
  async close(): Promise<void> {
    this.#state = 'closing';
    await this.#last;
    this.#state = 'closed';
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

function operationsOf(queue: Queue, sink: Sink): Operations {
  const query = (statement: Sql | string, parameters: readonly unknown[] = []) => {
    const text = isSql(statement) ? statement.text : statement;
    const asked = new Error('the database was asked here');
    return queue.add('query', () => sink.query(text, parameters, asked));
  };
  const bulkInsert = (table: string | Table, rows: readonly BulkRow[], options?: BulkInsertOptions) => {
    const [name, place] = isTable(table) ? [table.name, placeOf(table)] : [table, options];
    const args = bulkInsertArguments(name, rows, place);
    return queue.add(BULK_INSERT, () => sink.operation({ name: BULK_INSERT, args }));
  };
  const special: Readonly<Record<string, unknown>> = { query, bulkInsert };
  return new Proxy(Object.freeze({}), {
    get(_target, name) {
      // Asked by `await`, by JSON.stringify and by loggers.
      if (typeof name === 'symbol' || name === 'then' || name === 'toJSON' || name === 'constructor') return undefined;
      if (Object.hasOwn(special, name)) return special[name];
      if (!isOperationName(name)) throw unknownOperation(name);
      return (...args: readonly Argument[]) => {
        // A copy: the author may change an object after the call, and the call runs later.
        const operation: Operation = { name, args: named(args).map(copy) };
        return queue.add(name, () => sink.operation(operation));
      };
    },
  }) as Operations;
}

/** With the name of a table that the revision declares in its place, and its schema where the rest says where. */
function named(args: readonly Argument[]): readonly Argument[] {
  const [first, second, ...rest] = args;
  if (!isTable(first)) return args;
  return [first.name, { ...(second as object), ...placeOf(first) }, ...rest];
}

function placeOf({ schema }: Table): { readonly schema?: string } {
  return schema === undefined ? {} : { schema };
}

function copy(value: Argument): Argument {
  if (typeof value !== 'object' || value === null || isSql(value) || isTypeReference(value)) return value;
  if (isList(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}

function isList(value: object): value is readonly Argument[] {
  return Array.isArray(value);
}

function late(name: string, { id, file, direction }: Recorded): AutogenError {
  return new AutogenError(
    'late-operation',
    `op.${name} was called after ${direction} of revision ${id} had ended, so it was not run.`,
    { hint: `let ${direction} be async and await everything that calls op`, at: file },
  );
}

function unknownOperation(name: string): AutogenError {
  return new AutogenError('unknown-operation', `op.${name} does not exist.`, {
    hint: 'compile the file: the compiler lists the operations; op.execute takes any SQL',
  });
}

function explain(error: unknown, { id, file, direction }: Recorded): unknown {
  if (error instanceof AutogenError) {
    return error.at !== undefined || file === undefined
      ? error
      : new AutogenError(error.code, `${direction} of revision ${id}: ${error.message}`, {
          hint: error.hint,
          at: file,
          cause: error.cause,
          exitCode: error.exitCode,
        });
  }
  return new AutogenError('revision-threw', `${direction} of revision ${id} failed: ${reasonOf(error)}`, {
    hint: 'correct the file; the stack is shown with --verbose',
    at: file,
    cause: error,
  });
}
