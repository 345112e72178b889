/**
 * The class that revisions extend. TypeORM's own runner takes it for a migration of its own.
 *
 * Loaded in production: nothing here may load typeorm, ts-morph or a TypeScript loader. The runner is loaded when TypeORM
 * runs a revision, by `require`: jest, in which applications test their migrations, knows no `import()`.
 */

import type { QueryRunner } from 'typeorm';
import type { Operations } from './operations';
import { REVISION_BRAND, type RevisionLike } from './recognise';

/**
 * One migration file.
 *
 * @example
 * export class AddVotesTable1795186980000 extends Revision {
 *   readonly revision = 'cfcc4fd02d18';
 *   readonly downRevision = '1f3a9c2b7d10';
 *   readonly branchLabels: readonly string[] = [];
 *   readonly dependsOn: readonly string[] = [];
 *
 *   upgrade(op: Operations): void {
 *     op.dropColumn('posts', 'state');
 *   }
 *   …
 * }
 */
export abstract class Revision implements RevisionLike {
  /** The revision's id. */
  abstract readonly revision: string;
  /** The revision it follows; `null` for the first one, several for a merge. */
  abstract readonly downRevision: string | readonly string[] | null;
  /** Names for the branch that begins here. */
  abstract readonly branchLabels: readonly string[];
  /** Ids or branch labels of revisions on other branches that must be applied first. */
  abstract readonly dependsOn: readonly string[];

  /** TypeORM's name for it; without it, the class's name. */
  declare readonly name?: string;
  /**
   * `false`: its statements run outside a transaction. Left out otherwise: TypeORM stops at any value where it runs all
   * migrations in one transaction.
   */
  declare readonly transaction?: false;

  /** What the revision does. A call on `op` may be awaited or not; they run in the order in which they are made. */
  abstract upgrade(op: Operations): void | Promise<void>;
  /** The way back. */
  abstract downgrade(op: Operations): void | Promise<void>;

  /**
   * What TypeORM's runner calls. Writes autogen's version table too, and does nothing when that table says that the
   * revision is applied already, so that both tables agree afterwards.
   *
   * @throws AutogenError `operation-failed` with PostgreSQL's own words; `parent-not-applied` when TypeORM's order is
   *   not that of the revisions.
   */
  async up(queryRunner: QueryRunner): Promise<void> {
    await underTypeorm().runUnderTypeorm(this, 'upgrade', queryRunner);
  }

  /**
   * What TypeORM's runner calls to revert. Does nothing when the revision is not applied.
   *
   * @throws AutogenError `operation-failed` with PostgreSQL's own words; `revision-not-head` when another applied
   *   revision stands on it.
   */
  async down(queryRunner: QueryRunner): Promise<void> {
    await underTypeorm().runUnderTypeorm(this, 'downgrade', queryRunner);
  }
}

function underTypeorm(): typeof import('../run/under-typeorm') {
  return require('../run/under-typeorm');
}

// On the prototype and never asked with instanceof: several copies of this package may meet in one process.
Object.defineProperty(Revision.prototype, REVISION_BRAND, { value: true });
