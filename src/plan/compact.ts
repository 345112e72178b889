/**
 * Parts of a new table move into its `createTable`, parts of a dropped one go with it, changes that may be joined stand
 * together, wherever no need forbids it. Pure; knows no kind.
 */

import { AutogenError } from '../errors';
import { type Kinds, kindOf, type PlanContext } from '../schema/kind';
import { formatId, keyOf } from '../schema/object';
import type { Argument, Operation } from '../schema/operation';
import type { Schema } from '../schema/schema';
import { type Node, predecessorsOf } from './node';
import { cyclic, order } from './order';

/** Nodes that are done in one go: the first is the whole, the others are its parts; or changes, one after the other. */
export interface Group {
  readonly whole: Node;
  readonly parts: readonly Node[];
  readonly rank: number;
}

/** Groups, and which must come before which. */
export interface Grouped {
  readonly groups: readonly Group[];
  readonly predecessors: (group: Group) => Iterable<Group>;
}

/**
 * Folds as much as can be folded without a cycle; a cycle of foreign keys is opened by leaving them on their own.
 *
 * @throws AutogenError `circular-change`.
 */
export function compact(nodes: readonly Node[], after: Schema, kinds: Kinds): Grouped {
  const before = predecessorsOf(nodes);
  const apart = new Set(
    nodes.filter(({ verb, subject }) => verb === 'create' && kindOf(kinds, subject).part?.apart?.(subject, after)),
  );
  for (;;) {
    const grouped = group(nodes, before, apart, kinds);
    const stuck = cyclic(grouped.groups, grouped.predecessors);
    const separable = binding([...stuck], before).filter((part) => !apart.has(part) && mayStandAlone(part, kinds));
    if (separable.length === 0) {
      if (stuck.size > 0) throw circle([...stuck]);
      return grouped;
    }
    // Changes are the cheapest to take apart.
    const changes = separable.filter(({ verb }) => verb === 'change');
    for (const part of changes.length > 0 ? changes : separable) apart.add(part);
  }
}

function circle(groups: readonly Group[]): AutogenError {
  const changes = groups.map(({ whole: { verb, subject } }) => `${verb} ${formatId(subject)}`);
  return new AutogenError(
    'circular-change',
    `Each of these changes would have to come after another one of them: ${changes.join(', ')}.`,
    { hint: 'let one of them wait for a revision of its own: change its entity back until this one is written' },
  );
}

/**
 * The nodes that tie groups to each other: what is created needs another group, what is dropped stands in its way, and
 * either may be true of one change among several.
 */
function binding(groups: readonly Group[], before: ReadonlyMap<Node, ReadonlySet<Node>>): Node[] {
  const groupOf = new Map(groups.flatMap((one) => [one.whole, ...one.parts].map((node) => [node, one] as const)));
  const found = new Set<Node>();
  for (const [node, own] of groupOf) {
    for (const other of before.get(node) ?? []) {
      const theirs = groupOf.get(other);
      if (theirs === undefined || theirs === own) continue;
      if (node.verb === 'create' || isAmongChanges(node, own)) found.add(node);
      if (other.verb === 'drop' || isAmongChanges(other, theirs)) found.add(other);
    }
  }
  return [...found];
}

function isAmongChanges({ verb }: Node, { parts }: Group): boolean {
  return verb === 'change' && parts.length > 0;
}

function mayStandAlone({ verb, subject, operations }: Node, kinds: Kinds): boolean {
  if (verb === 'change') return true;
  return operations.length > 0 && kindOf(kinds, subject).part !== undefined && !kindOf(kinds, subject).part?.must;
}

function group(
  nodes: readonly Node[],
  before: ReadonlyMap<Node, ReadonlySet<Node>>,
  apart: ReadonlySet<Node>,
  kinds: Kinds,
): Grouped {
  const created = new Map(nodes.filter(({ verb }) => verb === 'create').map((node) => [keyOf(node.subject), node]));
  const dropped = new Map(nodes.filter(({ verb }) => verb === 'drop').map((node) => [keyOf(node.subject), node]));
  const changed = new Map<string, Node>();
  const wholeOf = (node: Node): Node => {
    const { subject, verb } = node;
    if (subject.parent === null || apart.has(node)) return node;
    const kind = kindOf(kinds, subject);
    if (verb === 'change') {
      if (kind.join === undefined) return node;
      const siblings = `${kind.name}\u0000${keyOf(subject.parent)}`;
      const first = changed.get(siblings) ?? node;
      changed.set(siblings, first);
      return first;
    }
    const joins = verb === 'create' ? kind.part !== undefined : verb === 'drop' && !kind.outlives;
    const parent = joins ? (verb === 'create' ? created : dropped).get(keyOf(subject.parent)) : undefined;
    return parent === undefined ? node : wholeOf(parent);
  };
  const members = new Map<Node, Node[]>();
  for (const node of nodes) {
    const whole = wholeOf(node);
    const known = members.get(whole);
    if (known === undefined) members.set(whole, [node]);
    else known.push(node);
  }
  const groups = [...members].map(([whole, all]): Group => {
    if (whole.verb !== 'change' || all.length === 1) {
      return { whole, parts: all.filter((node) => node !== whole), rank: whole.rank };
    }
    const [first = whole, ...parts] = order(all, (node) => all.filter((other) => before.get(node)?.has(other)));
    return { whole: first, parts, rank: Math.min(...all.map(({ rank }) => rank)) };
  });
  const groupOf = new Map(groups.flatMap((one) => [one.whole, ...one.parts].map((node) => [node, one] as const)));
  const predecessors = new Map(
    groups.map((one): [Group, Set<Group>] => {
      const others = new Set<Group>();
      for (const node of [one.whole, ...one.parts]) {
        for (const other of before.get(node) ?? []) others.add(groupOf.get(other) as Group);
      }
      others.delete(one);
      return [one, others];
    }),
  );
  return { groups, predecessors: (one) => predecessors.get(one) as Set<Group> };
}

/** The operations of a group: one for the whole, with its parts in their slots. */
export function operationsOf({ whole, parts }: Group, kinds: Kinds, context: PlanContext): readonly Operation[] {
  if (whole.verb === 'change') return [whole, ...parts].flatMap(({ operations }) => operations);
  if (whole.verb !== 'create' || parts.length === 0) return whole.operations;
  const slots: Record<string, Argument> = {};
  for (const { subject } of parts) {
    const { part } = kindOf(kinds, subject);
    if (part === undefined) continue;
    const spec = part.spec(subject, context) as Argument;
    const taken = slots[part.slot];
    if (part.form === 'single') slots[part.slot] = spec;
    else if (part.form === 'list') slots[part.slot] = [...((taken as readonly Argument[] | undefined) ?? []), spec];
    else slots[part.slot] = withEntry(taken, subject.path.at(-1) as string, spec);
  }
  return whole.operations.map((operation, place) => {
    if (place > 0) return operation;
    const options = operation.args.at(-1) as Readonly<Record<string, Argument>>;
    return { ...operation, args: [...operation.args.slice(0, -1), { ...options, ...slots }] };
  });
}

/** A record with one entry more; a column may be called `__proto__`. */
function withEntry(record: Argument, name: string, value: Argument): Argument {
  return Object.fromEntries([...Object.entries((record ?? {}) as object), [name, value]]) as Argument;
}
