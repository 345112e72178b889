/** What is to be done, with what must come before it: the nodes that the order is made of. Pure; knows no kind. */

import type { SchemaObject } from '../schema/object';
import type { Operation } from '../schema/operation';

/** Something to be done in one go. Tokens are keys of objects, and what objects provide and claim. */
export interface Node {
  readonly subject: SchemaObject;
  readonly verb: 'create' | 'drop' | 'change' | 'rename';
  readonly operations: readonly Operation[];
  /** Must be there: comes after what makes or changes them. */
  readonly needs: readonly string[];
  /** Comes after what removes one of them: another one is left. */
  readonly binds: readonly string[];
  /** Must still be there: comes before what removes or changes them. */
  readonly needed: readonly string[];
  /** What is there afterwards. */
  readonly makes: readonly string[];
  /** What is not the same afterwards. */
  readonly changes: readonly string[];
  /** What is gone afterwards. */
  readonly removes: readonly string[];
  /** Names that it takes. */
  readonly claims: readonly string[];
  /** Names that it gives up. */
  readonly releases: readonly string[];
  /** Where it stands if nothing else decides. */
  readonly rank: number;
}

/** For each node, the nodes that must come before it. */
export function predecessorsOf(nodes: readonly Node[]): ReadonlyMap<Node, ReadonlySet<Node>> {
  const by = (tokens: (node: Node) => readonly string[]) => {
    const index = new Map<string, Node[]>();
    for (const node of nodes) {
      for (const token of tokens(node)) {
        const known = index.get(token);
        if (known === undefined) index.set(token, [node]);
        else known.push(node);
      }
    }
    return (token: string): readonly Node[] => index.get(token) ?? [];
  };
  const making = by((node) => node.makes);
  const changing = by((node) => node.changes);
  const needing = by((node) => node.needed);
  const releasing = by((node) => node.releases);
  const removing = by((node) => node.removes);
  return new Map(
    nodes.map((node) => {
      const before = new Set<Node>();
      for (const token of node.needs) {
        for (const other of making(token)) before.add(other);
        for (const other of changing(token)) before.add(other);
      }
      for (const token of node.binds) for (const other of removing(token)) before.add(other);
      for (const token of [...node.removes, ...node.changes]) {
        for (const other of needing(token)) {
          // What needs it before and after the change follows the change: it is among `needs` there.
          if (!other.needs.includes(token)) before.add(other);
        }
      }
      for (const token of node.claims) {
        for (const other of releasing(token)) {
          // What takes a name and then gives it up again, for a time, comes later than whoever gave it that name.
          if (!other.needs.some((need) => node.makes.includes(need))) before.add(other);
        }
      }
      before.delete(node);
      return [node, before];
    }),
  );
}
