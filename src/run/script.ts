/** The SQL of revisions without running it: for `show --sql` and for `sql`. */

import type { MigrationInterface } from 'typeorm';
import { AutogenError } from '../errors';
import { checksumOfDirection, checksumOfOperations, checksumOfRun } from '../revisions/checksum';
import { collectOperations } from '../revisions/collect';
import { mustRunAlone, statementsOf } from '../revisions/operations';
import type { MigrationNode } from '../revisions/plain-migrations';
import { isRevision, type RevisionLike } from '../revisions/recognise';
import type { Operation, OperationContext } from '../schema/operation';
import { mustNot } from './apply';
import type { Step } from './step';

/** One revision's SQL. */
export interface ScriptPart {
  /** `upgrade cfcc4fd02d18`. */
  readonly title: string;
  readonly operations: readonly { readonly operation: Operation; readonly statements: readonly string[] }[];
  /** Of what the revision does, in both directions. */
  readonly checksum: string;
  /** The revision says that it runs without a transaction. */
  readonly isInParts: boolean;
  /** All of them, in order, without semicolons. */
  readonly statements: readonly string[];
}

/** What the SQL depends on. */
export interface ScriptOptions<Node extends MigrationNode> {
  load(revision: Node): Promise<RevisionLike | MigrationInterface>;
  readonly context: OperationContext;
}

/**
 * The statements of each step, without those of the version table.
 *
 * @throws AutogenError `offline-query` when a revision asks the database, `typeorm-migration` when one is not autogen's,
 *   `alone-in-transaction`.
 */
export async function script<Node extends MigrationNode>(
  steps: readonly Step<Node>[],
  { load, context }: ScriptOptions<Node>,
): Promise<readonly ScriptPart[]> {
  const parts: ScriptPart[] = [];
  for (const { revision, direction } of steps) {
    const instance = await load(revision);
    if (!isRevision(instance)) {
      throw new AutogenError(
        'typeorm-migration',
        `${revision.file} is a migration of TypeORM's own: its SQL is not known before it runs.`,
        {
          hint: `read the file: ${revision.file}`,
          at: revision.file,
        },
      );
    }
    const collected = await collectOperations(instance, direction, revision.file);
    const operations = collected.map((operation) => ({ operation, statements: statementsOf(operation, context) }));
    const isInParts = instance.transaction === false;
    const alone = isInParts ? undefined : collected.find(mustRunAlone);
    if (alone !== undefined) throw mustNot(alone, { node: revision, instance, direction });
    const other = direction === 'upgrade' ? 'downgrade' : 'upgrade';
    const [own, opposite] = [checksumOfOperations(collected), await checksumOfDirection(instance, other)];
    parts.push({
      checksum: checksumOfRun(direction, own, opposite),
      isInParts,
      title: `${direction} ${revision.id}`,
      operations,
      statements: operations.flatMap(({ statements }) => statements),
    });
  }
  return parts;
}
