/** What the log says of one step: that it was done, in the step's own transaction, or that it failed, behind it. */

import { basename } from 'node:path';
import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import { checksumOfDirection, checksumOfRun } from '../revisions/checksum';
import { codeOf } from '../revisions/reason';
import { isRevision, type RevisionLike } from '../revisions/recognise';
import type { Client } from './client';
import { isConnectionLost, serverError } from './failure';
import { type LogRow, writeHistory } from './history';
import type { Step } from './step';
import type { VersionTable } from './version-table';

/** A step that is about to run. */
export interface Logged {
  readonly client: Client;
  readonly versionTable: VersionTable;
  readonly step: Step;
  readonly instance: RevisionLike | MigrationInterface;
  /** Of the text of the revision's file; nothing where it does not come from one. */
  readonly fileChecksum?: string | undefined;
}

/** The log of one step. */
export class StepLog {
  readonly #logged: Logged;
  /** Of the direction that does not run. */
  readonly #other: string | undefined;
  readonly #started = performance.now();

  private constructor(logged: Logged, other: string | undefined) {
    this.#logged = logged;
    this.#other = other;
  }

  /** The step begins. Of the revision, the other direction is collected: nothing of it is run. */
  static async begin(logged: Logged): Promise<StepLog> {
    const { instance, step } = logged;
    const other = step.direction === 'upgrade' ? 'downgrade' : 'upgrade';
    return new StepLog(logged, isRevision(instance) ? await checksumOfDirection(instance, other) : undefined);
  }

  /**
   * Inside the transaction in which the books are written.
   *
   * @param own - the checksum of the direction that ran; nothing for a migration of TypeORM's own.
   * @throws AutogenError `version-table-failed`.
   */
  async done(own: string | undefined): Promise<void> {
    const { client, versionTable, step } = this.#logged;
    const other = this.#other;
    const checksum = own === undefined || other === undefined ? undefined : checksumOfRun(step.direction, own, other);
    await writeHistory(client, versionTable, [{ ...this.#row(), outcome: 'done', checksum }]);
  }

  /** Behind the transaction, as well as it can be done: it never hides what went wrong. */
  async failed(error: unknown): Promise<void> {
    const { client, versionTable } = this.#logged;
    if (isConnectionLost(causeOf(error))) return;
    await writeHistory(client, versionTable, [{ ...this.#row(), outcome: 'failed', ...reasonFor(error) }]).catch(
      () => undefined,
    );
  }

  #row(): Omit<LogRow, 'outcome'> {
    const { step, fileChecksum } = this.#logged;
    const { id, file } = step.revision;
    return {
      revision: id,
      direction: step.direction,
      milliseconds: performance.now() - this.#started,
      // Without its text, what is called the file is only a word for the class.
      file: fileChecksum === undefined ? undefined : basename(file),
      fileChecksum,
    };
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof AutogenError && error.cause !== undefined ? error.cause : error;
}

/** What PostgreSQL says, or autogen itself; what an author's own code has to say may hold anything. */
function reasonFor(error: unknown): Pick<LogRow, 'code' | 'message'> {
  const { code, message } = serverError(causeOf(error));
  const isServer = code !== undefined && /^[0-9A-Z]{5}$/.test(code);
  const isOwn = error instanceof AutogenError && error.cause === undefined;
  return isServer || isOwn ? { code, message: message.split('\n', 1)[0] } : { code: codeOf(error) };
}
