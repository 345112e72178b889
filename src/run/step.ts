/** The word "step". */

import type { MigrationNode } from '../revisions/plain-migrations';
import type { Direction } from '../revisions/version-rows';

/** One revision to run, and which way. */
export interface Step<Node extends MigrationNode = MigrationNode> {
  readonly revision: Node;
  readonly direction: Direction;
}
