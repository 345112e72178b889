/** What to say of a run that came to an early end, and where the database stands then. Texts only. */

import { AutogenError } from '../errors';
import type { MigrationNode } from '../revisions/plain-migrations';
import { reasonOf } from '../revisions/reason';
import { describeCurrent } from './current';
import { isCancelled, isConnectionLost, serverError, serverRemedy } from './failure';

/** How far a revision came that runs in parts. */
export interface Place {
  readonly finished: number;
  readonly total: number;
}

export interface Outcome {
  readonly node: MigrationNode;
  /** Before the step. */
  readonly current: readonly string[];
  /** `all`: of all revisions together. */
  readonly transaction: 'own' | 'all' | 'none';
  readonly isCommitting: boolean;
  readonly isAborted: boolean;
  readonly place: Place | undefined;
}

export function explain(
  error: unknown,
  { node, current, transaction, isCommitting, isAborted, place }: Outcome,
): unknown {
  const cause = error instanceof AutogenError && error.cause !== undefined ? error.cause : error;
  if (isConnectionLost(cause) && isCommitting) {
    return new AutogenError(
      'connection-lost',
      `The connection was lost while revision ${node.id} was being committed: whether it is applied cannot be told.`,
      { hint: place === undefined ? 'autogen current' : 'run the command again', at: node.file, cause },
    );
  }
  const undone = { own: ROLLED_BACK, all: ALL_ROLLED_BACK, none: halfDone(place) }[transaction];
  if (isAborted) {
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
  // Of a transaction that has ended, the error itself says what stays.
  return stand(known, current, known.code === 'transaction-ended' ? '' : undone);
}

/** A connection that is lost while no revision runs. */
export function lostOutside(error: unknown): unknown {
  const cause = error instanceof AutogenError ? error.cause : error;
  // What else is an error of autogen's own says already what became of it.
  if (!isConnectionLost(cause) || (error instanceof AutogenError && error.code !== 'version-table-failed'))
    return error;
  return new AutogenError('connection-lost', 'The connection was lost while no revision was running.', {
    hint: 'run the command again',
    cause,
  });
}

/**
 * A cancellation that has hit a statement of the runner's own: before, between or behind the revisions.
 *
 * @param current - the applied heads, once one revision has run.
 */
export function interruptedOutside(error: unknown, current: readonly string[] | undefined): unknown {
  const cause = error instanceof AutogenError ? error.cause : error;
  if (!isCancelled(cause) || (error instanceof AutogenError && error.code !== 'version-table-failed')) return error;
  const hint = 'run the command again';
  return current === undefined
    ? new AutogenError('interrupted', 'Interrupted before a revision ran; nothing was changed.', { hint, cause })
    : stand(new AutogenError('interrupted', 'Interrupted.', { hint, cause }), current, '');
}

function operationFailedOutside(error: unknown, node: MigrationNode): AutogenError {
  return new AutogenError('operation-failed', `Revision ${node.id} in ${node.file} failed: ${reasonOf(error)}`, {
    hint: serverRemedy(serverError(error).code) ?? 'run the command again',
    at: node.file,
    cause: error,
  });
}

const ALL_ROLLED_BACK = 'All revisions were rolled back; ';
const ROLLED_BACK = 'The revision was rolled back; ';

function halfDone(place: Place | undefined): string {
  const how =
    place === undefined
      ? ''
      : ` (${place.finished} of ${place.total} operations; the same command goes on behind them)`;
  return `The revision runs outside a transaction: what it did before stays${how}; `;
}

/** The same error, saying where the database stands now. */
export function stand(error: AutogenError, current: readonly string[], undone: string): AutogenError {
  const place = `${undone}${undone === '' ? 'The' : 'the'} database is at ${describeCurrent(current)}.`;
  return new AutogenError(error.code, `${error.message}\n${place}`, {
    hint: error.hint,
    at: error.at,
    cause: error.cause,
    exitCode: error.exitCode,
  });
}
