/** One topological sort: by declared needs, and by rank where they leave a choice. Pure; knows no kind. */

/** Something to be put in order. */
export interface Ranked {
  readonly rank: number;
}

/**
 * Each item behind all of its predecessors; a predecessor is drawn up right before the first that needs it.
 *
 * @throws Error on a cycle: a mistake in a kind's needs, never in the input.
 */
export function order<Item extends Ranked>(
  items: readonly Item[],
  predecessors: (item: Item) => Iterable<Item>,
): Item[] {
  const sorted: Item[] = [];
  const state = new Map<Item, 'open' | 'done'>();
  const byRank = (list: Iterable<Item>) => [...list].sort((one, other) => one.rank - other.rank);
  // An explicit stack: a chain of references may be longer than JavaScript's own.
  for (const start of byRank(items)) {
    const stack: { item: Item; waiting: Item[] }[] = [];
    const enter = (item: Item) => {
      state.set(item, 'open');
      stack.push({ item, waiting: byRank(predecessors(item)).reverse() });
    };
    if (!state.has(start)) enter(start);
    while (stack.length > 0) {
      const top = stack.at(-1) as { item: Item; waiting: Item[] };
      const next = top.waiting.pop();
      if (next === undefined) {
        state.set(top.item, 'done');
        sorted.push(top.item);
        stack.pop();
      } else if (state.get(next) === 'open') {
        throw new Error('the needs of the kinds form a cycle');
      } else if (!state.has(next)) {
        enter(next);
      }
    }
  }
  return sorted;
}

/** The items that stand in a cycle, or between two: what is left when all others have been peeled off both ends. */
export function cyclic<Item>(items: readonly Item[], predecessors: (item: Item) => Iterable<Item>): ReadonlySet<Item> {
  const before = new Map(items.map((item) => [item, new Set(predecessors(item))]));
  const after = new Map(items.map((item) => [item, new Set<Item>()]));
  for (const [item, set] of before) for (const other of set) after.get(other)?.add(item);
  const left = new Set(items);
  const peel = (own: Map<Item, Set<Item>>, others: Map<Item, Set<Item>>) => {
    const ready = [...left].filter((item) => own.get(item)?.size === 0);
    for (let item = ready.pop(); item !== undefined; item = ready.pop()) {
      if (!left.delete(item)) continue;
      for (const other of others.get(item) ?? []) {
        const rest = own.get(other) as Set<Item>;
        rest.delete(item);
        if (rest.size === 0) ready.push(other);
      }
      for (const other of own.get(item) ?? []) others.get(other)?.delete(item);
    }
  };
  peel(before, after);
  peel(after, before);
  return left;
}
