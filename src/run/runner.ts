/**
 * Applies and undoes revisions: one deployer at a time, one transaction a revision. Decides nothing about the way to go
 * (`plan` does) and prints nothing (`onProgress` tells).
 */

import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import type { RevisionGraph } from '../revisions/graph';
import type { MigrationNode } from '../revisions/plain-migrations';
import { reasonOf } from '../revisions/reason';
import type { RevisionLike } from '../revisions/recognise';
import { requireFiles } from '../revisions/targets';
import type { Direction } from '../revisions/version-rows';
import type { Operation, OperationContext } from '../schema/operation';
import { apply } from './apply';
import { moveMigration, moveVersion } from './bookkeeping';
import type { Client } from './client';
import { type Bookkeeping, describeCurrent, readCurrent } from './current';
import { isCancelled, isConnectionLost, operationFailed } from './failure';
import { withLock } from './locks';

/** One revision to run, and which way. */
export interface Step<Node extends MigrationNode = MigrationNode> {
  readonly revision: Node;
  readonly direction: Direction;
}

/** What is told while revisions run. */
export type Progress<Node extends MigrationNode = MigrationNode> =
  | { readonly event: 'waiting'; readonly holder: string }
  | { readonly event: 'started'; readonly step: Step<Node>; readonly index: number; readonly total: number }
  | {
      readonly event: 'operation';
      readonly step: Step<Node>;
      readonly operation: Operation;
      readonly milliseconds: number;
    }
  | {
      readonly event: 'done';
      readonly step: Step<Node>;
      readonly current: readonly string[];
      readonly milliseconds: number;
    };

/** What a run needs. */
export interface RunOptions<Node extends MigrationNode = MigrationNode> {
  readonly client: Client;
  readonly graph: RevisionGraph<Node>;
  /**
   * The steps, given where the database stands. Called once, under the lock: whoever comes second plans from what the
   * first one left. Usually `(current) => pathTo(graph, current, 'upgrade', 'head')`.
   */
  plan(current: readonly string[]): readonly Step<Node>[];
  /** An instance of the revision; all are loaded before the first one runs. */
  load(revision: Node): Promise<RevisionLike | MigrationInterface>;
  readonly context: OperationContext;
  readonly tables: Bookkeeping;
  /** How long a statement waits for a lock, in milliseconds; the server's setting without it. */
  readonly lockTimeout?: number | undefined;
  /** How long a statement may run, in milliseconds; the server's setting without it. */
  readonly statementTimeout?: number | undefined;
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
 * @throws AutogenError `operation-failed` (PostgreSQL's own words; `cause` is its error), `interrupted`, `locked`,
 *   `version-table-changed`, `version-table-failed`, `database-revision-unknown`, `transaction-ended`,
 *   `connection-lost`, and as `plan` and `load` do. The message says where the database stands.
 */
export async function run<Node extends MigrationNode>(options: RunOptions<Node>): Promise<RunResult<Node>> {
  const { client, graph, tables, signal, patience, onProgress } = options;
  const interruption = watch(client, signal);
  const onWait = (holder: string) => onProgress?.({ event: 'waiting', holder });
  try {
    return await withLock(client, tables.versionTable.name, { patience, signal, onWait }, async () => {
      const before = await readCurrent(client, graph, tables);
      requireFiles(graph, before);
      const steps = options.plan(before);
      const instances: (RevisionLike | MigrationInterface)[] = [];
      for (const step of steps) instances.push(await options.load(step.revision));
      let current = before;
      for (const [index, step] of steps.entries()) {
        if (signal?.aborted)
          throw stand(
            new AutogenError('interrupted', 'Interrupted.', { hint: 'run the command again' }),
            current,
            'before',
          );
        onProgress?.({ event: 'started', step, index, total: steps.length });
        const started = performance.now();
        current = await runStep(
          options,
          { step, instance: instances[index]!, current, first: index === 0 },
          interruption,
        );
        onProgress?.({ event: 'done', step, current, milliseconds: performance.now() - started });
      }
      return { before, after: current, steps };
    });
  } finally {
    await interruption.end();
  }
}

/** A step whose turn it is. */
interface Turn<Node extends MigrationNode> {
  readonly step: Step<Node>;
  readonly instance: RevisionLike | MigrationInterface;
  /** The applied heads before it. */
  readonly current: readonly string[];
  readonly first: boolean;
}

/** One revision in one transaction; the applied heads afterwards. */
async function runStep<Node extends MigrationNode>(
  options: RunOptions<Node>,
  { step, instance, current, first }: Turn<Node>,
  interruption: Interruption,
): Promise<readonly string[]> {
  const { client, graph, tables, context, signal, onProgress } = options;
  const { revision: node, direction } = step;
  const transactional = instance.transaction !== false;
  const entry = { client, graph, tables, current, node, direction };
  let committing = false;
  try {
    if (transactional) await client.query('BEGIN');
    await configure(options, node.id, transactional);
    await apply({
      ...{ client, context, node, instance, direction, signal },
      onOperation: (operation, milliseconds) => onProgress?.({ event: 'operation', step, operation, milliseconds }),
    });
    if (transactional) await requireTransaction(client, node);
    const after = await moveVersion(entry);
    await moveMigration(entry, after, first);
    if (signal?.aborted) throw new AutogenError('interrupted', 'Interrupted.', { hint: 'run the command again' });
    committing = true;
    if (transactional) await commit(client, step);
    return after;
  } catch (error) {
    await interruption.settled();
    if (transactional) await rollBack(client);
    throw explain(error, { node, current, transactional, committing, aborted: signal?.aborted === true });
  } finally {
    if (!transactional) await client.query('RESET lock_timeout; RESET statement_timeout').catch(() => undefined);
  }
}

/** The timeouts, and a mark by which the transaction is known again. */
async function configure(
  options: Pick<RunOptions, 'client' | 'lockTimeout' | 'statementTimeout'>,
  id: string,
  local: boolean,
) {
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['lock_timeout', options.lockTimeout?.toString()],
    ['statement_timeout', options.statementTimeout?.toString()],
    [MARK, local ? id : undefined],
  ];
  for (const [name, value] of settings) {
    if (value !== undefined) await options.client.query('SELECT set_config($1, $2, $3)', [name, value, local]);
  }
}

const MARK = 'autogen.revision';

/** A COMMIT or ROLLBACK inside a revision would leave the rest of it without a transaction, unnoticed. */
async function requireTransaction(client: Client, node: MigrationNode): Promise<void> {
  const { rows } = await client.query('SELECT current_setting($1, true) AS mark', [MARK]);
  if (rows[0]?.mark === node.id) return;
  throw new AutogenError(
    'transaction-ended',
    `Revision ${node.id} in ${node.file} ended the transaction it runs in (COMMIT or ROLLBACK); what it committed stays.`,
    { hint: 'take the COMMIT out, or declare the revision with: readonly transaction = false', at: node.file },
  );
}

/** Constraints that are checked late fail here. */
async function commit(client: Client, { revision: { id, file }, direction }: Step): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (error) {
    throw operationFailed(error, { what: 'COMMIT', statement: undefined, id, file, direction });
  }
}

async function rollBack(client: Client): Promise<void> {
  const attempt = () => client.query('ROLLBACK');
  // A cancellation that comes late may hit the ROLLBACK. Where the connection is gone, the server has rolled back.
  await attempt().catch((error) => (isCancelled(error) ? attempt().catch(() => undefined) : undefined));
}

interface Outcome {
  readonly node: MigrationNode;
  /** Before the step. */
  readonly current: readonly string[];
  readonly transactional: boolean;
  readonly committing: boolean;
  readonly aborted: boolean;
}

function explain(error: unknown, { node, current, transactional, committing, aborted }: Outcome): unknown {
  const cause = error instanceof AutogenError && error.cause !== undefined ? error.cause : error;
  if (isConnectionLost(cause) && committing) {
    return new AutogenError(
      'connection-lost',
      `The connection was lost while revision ${node.id} was being committed: whether it is applied cannot be told.`,
      { hint: 'autogen current', at: node.file, cause },
    );
  }
  const undone = transactional ? 'rolled back' : 'half done';
  if (aborted) {
    return stand(
      new AutogenError('interrupted', `Interrupted in revision ${node.id} (${node.file}).`, {
        hint: 'run the command again',
        cause,
      }),
      current,
      undone,
    );
  }
  if (isConnectionLost(cause)) {
    return stand(
      new AutogenError('connection-lost', `The connection was lost in revision ${node.id} (${node.file}).`, {
        hint: 'run the command again',
        at: node.file,
        cause,
      }),
      current,
      undone,
    );
  }
  const known = error instanceof AutogenError ? error : operationFailedOutside(error, node);
  return stand(known, current, known.code === 'transaction-ended' ? 'half done' : undone);
}

function operationFailedOutside(error: unknown, node: MigrationNode): AutogenError {
  return new AutogenError('operation-failed', `Revision ${node.id} in ${node.file} failed: ${reasonOf(error)}`, {
    hint: 'run the command again',
    at: node.file,
    cause: error,
  });
}

/** The same error, saying where the database stands now. */
function stand(
  error: AutogenError,
  current: readonly string[],
  undone: 'before' | 'rolled back' | 'half done',
): AutogenError {
  const what = {
    before: '',
    'rolled back': 'The revision was rolled back; ',
    'half done': 'The revision runs outside a transaction: what it did before stays; ',
  }[undone];
  const place = `${what}${what === '' ? 'The' : 'the'} database is at ${describeCurrent(current)}.`;
  return new AutogenError(error.code, `${error.message}\n${place}`, {
    hint: error.hint,
    at: error.at,
    cause: error.cause,
    exitCode: error.exitCode,
  });
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
