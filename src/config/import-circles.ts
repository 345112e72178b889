/** Files that import each other in circles, found in what is known of their imports. Pure. */

/** A file: what its imports lead to, by their texts. */
export interface Importer {
  readonly requests: Readonly<Record<string, string>>;
}

/** Strongly connected components, each after those it reaches. Iterative: a chain of imports may be long. */
export function* components(graph: ReadonlyMap<string, Importer>): Generator<string[]> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  for (const root of graph.keys()) {
    if (order.has(root)) continue;
    const path: { file: string; next: Iterator<string> }[] = [];
    const enter = (file: string): void => {
      order.set(file, order.size);
      low.set(file, order.size - 1);
      stack.push(file);
      onStack.add(file);
      path.push({ file, next: Object.values(graph.get(file)?.requests ?? {}).values() });
    };
    enter(root);
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const { file, next } = frame;
      const step = next.next();
      if (!step.done) {
        const target = step.value;
        if (!graph.has(target)) continue;
        if (!order.has(target)) enter(target);
        else if (onStack.has(target)) low.set(file, Math.min(low.get(file) ?? 0, order.get(target) ?? 0));
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.file;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(file) ?? 0));
      if (low.get(file) !== order.get(file)) continue;
      const component = stack.splice(stack.indexOf(file));
      for (const member of component) onStack.delete(member);
      yield component;
    }
  }
}
