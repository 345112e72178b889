/** Which changes of which kinds the pairs must exercise: one written list, and the counting. */

import type { Comparison } from '../../src/autogen';
import type { Change } from '../../src/diff/change';

/** Kind → its changes: `create`, `drop`, `rename`, `move` to another schema, and the traits that can be altered. */
export const LIST: Readonly<Record<string, readonly string[]>> = {
  schema: ['create', 'rename'],
  extension: ['create'],
  enum: ['create', 'drop', 'rename', 'move', 'labels'],
  table: ['create', 'drop', 'rename', 'move'],
  column: ['create', 'drop', 'rename', 'type', 'collation', 'nullable', 'default', 'serial', 'identity', 'generated'],
  sequence: ['create', 'drop', 'name', 'type', 'start', 'increment', 'min', 'max', 'cache', 'cycle'],
  primaryKey: ['create', 'drop', 'rename', 'columns', 'deferrable'],
  unique: ['create', 'drop', 'rename', 'columns', 'deferrable', 'include', 'nullsNotDistinct'],
  check: ['create', 'drop', 'rename', 'expression', 'validity', 'inherited'],
  exclusion: ['create', 'drop', 'rename', 'definition', 'deferrable'],
  foreignKey: [
    'create',
    'drop',
    'rename',
    'columns',
    'references',
    'onDelete',
    'onUpdate',
    'deferrable',
    'match',
    'validity',
  ],
  view: ['create', 'drop', 'definition', 'materialized'],
  index: ['create', 'drop', 'rename', 'unique', 'method', 'parts', 'include', 'where', 'nullsNotDistinct', 'with'],
  comment: ['create', 'drop', 'text'],
  typeormMetadata: ['create', 'drop', 'text', 'materialized'],
  // No entity can say any.
  inheritance: [],
  statistics: [],
  rule: [],
  trigger: [],
  policy: [],
  routine: [],
};

/**
 * Traits that no entity can say: those of views and of what entities never describe stay as the database has them, a
 * column gets what all entities say.
 */
export const KEPT: readonly string[] = [
  ...['view with', 'column virtual'],
  ...['statistics schema', 'statistics name', 'statistics definition', 'statistics comment'],
  ...['rule definition', 'rule fires', 'rule comment', 'trigger definition', 'trigger fires', 'trigger comment'],
  'inheritance from',
  ...['policy for', 'policy restrictive', 'policy to', 'policy using', 'policy check', 'policy comment'],
];

function verbOf(change: Exclude<Change, { verb: 'alter' }>): string {
  const { verb, object } = change;
  return verb === 'rename' && object.path.length === 2 && object.path[0] !== change.to.path[0] ? 'move' : verb;
}

/** Counts pairs, not changes. */
export class Coverage {
  readonly #pairs = new Map<string, number>();

  /** What one pair exercised, on the way from its first schema to its second. */
  add(comparison: Pick<Comparison, 'changes'>): void {
    const seen = new Set(
      comparison.changes.map((change) =>
        change.verb === 'alter' ? `${change.after.kind} ${change.trait}` : `${change.object.kind} ${verbOf(change)}`,
      ),
    );
    for (const one of seen) this.#pairs.set(one, (this.#pairs.get(one) ?? 0) + 1);
  }

  of(kind: string, change: string): number {
    return this.#pairs.get(`${kind} ${change}`) ?? 0;
  }

  /** Lines of the list that fewer pairs exercised. */
  missing(atLeast: number): string[] {
    return Object.entries(LIST).flatMap(([kind, changes]) =>
      changes
        .filter((change) => this.of(kind, change) < atLeast)
        .map((change) => `${kind} ${change}: ${this.of(kind, change)}`),
    );
  }

  /** One line a kind. */
  table(): string {
    return Object.entries(LIST)
      .map(
        ([kind, changes]) =>
          `${kind.padEnd(11)} ${changes.map((change) => `${change} ${this.of(kind, change)}`).join(' · ')}`,
      )
      .join('\n');
  }
}
