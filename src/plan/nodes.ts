/** What is to be done, as nodes of the graph that is sorted: what each needs, makes and removes. Pure; knows no kind. */

import type { Change, Rename } from '../diff/change';
import { equal } from '../schema/equal';
import { type Kinds, kindOf, needsOf, type PlanContext, providesOf } from '../schema/kind';
import { keyOf, type ObjectId, pathAfter, type SchemaObject } from '../schema/object';
import type { Operation } from '../schema/operation';
import type { Schema } from '../schema/schema';
import { asidesOf } from './asides';
import type { Alteration, PlanInput } from './input';
import { type NamesInTime, namesInTime } from './names';
import type { Node } from './node';
import { dependentsIn } from './recreated';

/** All nodes, in no order that matters. */
export function* nodesOf(
  alterations: ReadonlyMap<string, Alteration>,
  recreated: ReadonlySet<string>,
  input: PlanInput,
  context: PlanContext,
): Iterable<Node> {
  const { changes, before, after, kinds } = input;
  const rank = ranks(kinds);
  const lostNeeds = (object: SchemaObject) =>
    needsOf(kinds, object, before).filter((need) => after.byKey(need) === undefined);
  const create = (object: SchemaObject): Node => ({
    ...nothing,
    subject: object,
    verb: 'create',
    operations: kindOf(kinds, object).create(object, context),
    needs: [WAY_MADE, ...needsOf(kinds, object, after)],
    binds: [
      ...(kindOf(kinds, object).binds?.(object) ?? []),
      ...(kindOf(kinds, object).early ? lostNeeds(object) : []),
    ],
    makes: providesOf(kinds, object),
    claims: [keyOf(object), ...claimsOf(kinds, object)],
    rank: rank('create', object),
  });
  const drop = (object: SchemaObject): Node => ({
    ...nothing,
    subject: object,
    verb: 'drop',
    operations: kindOf(kinds, object).drop(object, context),
    // It is said under the new name of what it is a part of.
    needs: [object, ...(object.parent === null ? [] : [object.parent])].map((one) => renamedToken(keyOf(one))),
    needed: needsOf(kinds, object, before),
    removes: providesOf(kinds, object),
    releases: [keyOf(object), ...claimsOf(kinds, object)],
    rank: rank('drop', object),
  });

  /** What its rows want a value of is made without asking for it; then they get it. */
  const createFilled = (object: SchemaObject): readonly [Node, ...Node[]] => {
    const isFilled = context.backfills?.has(keyOf(object)) === true;
    const unfilled = isFilled ? kindOf(kinds, object).unfilled?.(undefined, object) : undefined;
    if (unfilled === undefined) return [create(object)];
    const fill = changeNode({ before: unfilled, after: object }, before, after, kinds, rank('fill', object));
    const [old, now] = [unfilled.traits, object.traits] as readonly Readonly<Record<string, unknown>>[];
    const traits = new Set(Object.keys(now ?? {}).filter((trait) => !equal(old?.[trait], now?.[trait])));
    const operations = alter({ before: unfilled, after: object, traits, verb: 'alter' }, kinds, context);
    return [create(unfilled), { ...fill, needs: [...fill.needs, keyOf(object)], operations }];
  };

  const names = namesOf(changes);
  for (const change of changes) {
    if (change.verb === 'create') yield* createFilled(change.object);
    else if (change.verb === 'drop') yield drop(change.object);
    else if (change.verb === 'rename') yield renameNode(change, input, names, context, rank('rename', change.object));
  }
  for (const key of recreated) {
    const [old, now] = [before.byKey(key), after.byKey(key)];
    if (old !== undefined) yield kindOf(kinds, old).early ? { ...drop(old), needs: [], makes: [WAY_MADE] } : drop(old);
    if (now === undefined) continue;
    // After what it has lost is gone: its text may mean whatever is there, as SELECT * does.
    const lost = old === undefined ? [] : lostNeeds(old);
    const [node, ...rest] = createFilled(now);
    yield { ...node, binds: [...node.binds, ...lost] };
    yield* rest;
  }
  const moves = movesOf(alterations, recreated, { before, after, kinds }, context);
  const settled = new Map([...moves.values()].flat().map(({ after: moved, settles }) => [keyOf(moved), settles]));
  const asides = asidesOf(alterations, input);
  for (const [key, alteration] of alterations) {
    if (recreated.has(key)) continue;
    const aside = asides.get(key);
    if (aside !== undefined) {
      yield* aroundNodes(alteration, aside, { before, after, kinds }, context, rank('change', alteration.after));
      continue;
    }
    const node = changeNode(alteration, before, after, kinds, rank('change', alteration.after));
    if (alteration.verb === 'alter') {
      const left = [...alteration.traits].filter((trait) => !settled.get(key)?.includes(trait));
      if (left.length === 0) continue;
      const operations = alter({ ...alteration, traits: new Set(left) }, kinds, context);
      // What it changes about itself comes after it has moved to something that was replaced.
      yield { ...node, needs: [...node.needs, movedToken(key)], operations };
    }
    if (alteration.verb === 'replace') {
      yield* replaceNodes(alteration, node, moves.get(key) ?? [], { before, after, kinds }, context);
    }
  }
}

/** What an object makes when it has moved over to the replacement of something that it needs. */
function movedToken(key: string): string {
  return `${key}\u0000moved`;
}

/** What an object makes when it has its new name. */
function renamedToken(key: string): string {
  return `${key}\u0000renamed`;
}

/** What is there when all that makes way first has done so. */
const WAY_MADE = 'way made';

const nothing = {
  operations: [],
  needs: [],
  binds: [],
  needed: [],
  makes: [],
  changes: [],
  removes: [],
  claims: [],
  releases: [],
} as const satisfies Partial<Node>;

function claimsOf(kinds: Kinds, object: SchemaObject): readonly string[] {
  return kindOf(kinds, object).claims?.(object) ?? [];
}

function alter({ before, after, traits }: Alteration, kinds: Kinds, context: PlanContext): readonly Operation[] {
  const kind = kindOf(kinds, after);
  if (kind.alter === undefined) throw new Error(`the kind ${kind.name} alters nothing in place`);
  return kind.alter(before, after, traits, context);
}

function changeNode(
  { before: old, after: now }: Pick<Alteration, 'before' | 'after'>,
  before: Schema,
  after: Schema,
  kinds: Kinds,
  rank: number,
): Node {
  return {
    ...nothing,
    subject: now,
    verb: 'change',
    needs: needsOf(kinds, now, after),
    needed: needsOf(kinds, old, before),
    changes: providesOf(kinds, now),
    claims: claimsOf(kinds, now).filter((claim) => !claimsOf(kinds, old).includes(claim)),
    releases: claimsOf(kinds, old).filter((claim) => !claimsOf(kinds, now).includes(claim)),
    rank,
  };
}

/** An object that moves over to the replacement of something that it needs. */
interface Move {
  readonly before: SchemaObject;
  readonly after: SchemaObject;
  readonly operations: readonly Operation[];
  readonly settles: readonly string[];
}

/** All that move over, by the key of what is replaced. */
function movesOf(
  alterations: ReadonlyMap<string, Alteration>,
  recreated: ReadonlySet<string>,
  { before, after, kinds }: Pick<PlanInput, 'before' | 'after' | 'kinds'>,
  context: PlanContext,
): ReadonlyMap<string, readonly Move[]> {
  const dependents = dependentsIn(before, kinds);
  const replaced = [...alterations].filter(([key, { verb }]) => verb === 'replace' && !recreated.has(key));
  return new Map(
    replaced.map(([key, { before: old, after: now }]) => {
      const moves = dependents(old).flatMap((dependent): Move[] => {
        const kept = after.get(dependent);
        const kind = kindOf(kinds, dependent);
        if (kept === undefined || kind.reattach === undefined || recreated.has(keyOf(dependent))) return [];
        if (!needsOf(kinds, kept, after).some((need) => providesOf(kinds, now).includes(need))) return [];
        return [{ before: dependent, after: kept, ...kind.reattach(dependent, kept, context) }];
      });
      return [key, moves];
    }),
  );
}

/** A change by way of another name. */
function* aroundNodes(
  { before: old, after: now, traits, verb }: Alteration,
  aside: SchemaObject,
  { before, after, kinds }: Pick<PlanInput, 'before' | 'after' | 'kinds'>,
  context: PlanContext,
  rank: number,
): Iterable<Node> {
  const token = `${keyOf(now)}\u0000aside`;
  const first = changeNode({ before: old, after: aside }, before, after, kinds, rank);
  const away = alter({ before: old, after: aside, traits, verb }, kinds, context);
  yield { ...first, makes: [token], operations: away };
  const second = changeNode({ before: aside, after: now }, before, after, kinds, rank);
  const home = alter({ before: aside, after: now, traits, verb }, kinds, context);
  yield { ...second, needs: [...second.needs, token], operations: home };
}

/** The new object, all that move over to it, and the end of the old one. */
function* replaceNodes(
  { before: old, after: now }: Alteration,
  node: Node,
  moves: readonly Move[],
  { before, after, kinds }: Pick<PlanInput, 'before' | 'after' | 'kinds'>,
  context: PlanContext,
): Iterable<Node> {
  const kind = kindOf(kinds, now);
  if (kind.replace === undefined) throw new Error(`the kind ${kind.name} replaces nothing`);
  const { first, last } = kind.replace(old, now, context);
  const started = `${keyOf(now)}\u0000replaced`;
  yield { ...node, makes: [started], operations: first };
  for (const move of moves) {
    const step = changeNode(move, before, after, kinds, node.rank + 0.25);
    yield { ...step, makes: [movedToken(keyOf(move.before))], operations: move.operations };
  }
  const moved = moves.map((move) => movedToken(keyOf(move.before)));
  yield {
    ...nothing,
    subject: old,
    verb: 'change',
    needs: [started, ...moved],
    operations: last,
    rank: node.rank + 0.5,
  };
}

/** Names while renames are made. */
interface Names extends NamesInTime {
  /** What an object that has a key for some time is called at last. */
  last(key: string): ObjectId | undefined;
}

function namesOf(changes: readonly Change[]): Names {
  const renames = changes.filter((change) => change.verb === 'rename');
  const inTime = namesInTime(renames);
  const next = new Map(renames.map((rename) => [inTime.before(rename, rename.object), rename]));
  const last = (key: string): ObjectId | undefined => {
    const rename = next.get(key);
    if (rename === undefined) return undefined;
    next.delete(key);
    const found = last(inTime.after(rename, rename.to)) ?? rename.to;
    next.set(key, rename);
    return found;
  };
  return { ...inTime, last };
}

function renameNode(
  change: Rename,
  { changes, before, kinds }: Pick<PlanInput, 'changes' | 'before' | 'kinds'>,
  names: Names,
  context: PlanContext,
  rank: number,
): Node {
  const kind = kindOf(kinds, change.object);
  const [own, now] = [names.before(change, change.object), names.after(change, change.to)];
  const moved = now === keyOf(change.to) ? before.get(change.to) : undefined;
  const tokens = moved === undefined ? [now] : providesOf(kinds, moved);
  const { parent } = change.object;
  const ownWhole = parent === null ? '' : names.before(change, parent);
  // A whole that is renamed itself has its new name by then, or still the old one.
  const waits = parent !== null && ownWhole === keyOf(parent) && before.has(parent);
  const whole = parent === null || waits ? undefined : names.last(ownWhole);
  const last =
    whole === undefined ? now : keyOf({ ...change.to, path: [...whole.path, change.to.path.at(-1) as string] });
  const taken = takenAlong(change, { changes, before, kinds });
  const held = [keyOf(change.object), ...claimsOf(kinds, change.object)];
  const claims = [keyOf(change.to), ...claimsOf(kinds, moved ?? { ...change.object, path: change.to.path })];
  return {
    ...nothing,
    subject: change.object,
    verb: 'rename',
    operations: kind.rename?.operations(change.object, change.to, context) ?? [],
    needs: [
      WAY_MADE,
      renamedToken(own),
      ...(parent !== null && waits ? [keyOf(parent)] : []),
      // Where it moves to.
      ...(moved?.parent == null ? [] : [keyOf(moved.parent)]),
    ],
    needed: parent !== null && !waits ? [ownWhole] : [],
    removes: [own],
    makes: [...tokens, renamedToken(last)],
    claims: [...claims.filter((claim) => !held.includes(claim)), ...taken.claims],
    releases: [...held.filter((claim) => !claims.includes(claim)), ...taken.releases],
    rank,
  };
}

/** The names of parts that move with their whole: they need to be free where it goes, and are free where it was. */
function takenAlong(
  { object, to }: Rename,
  { changes, before, kinds }: Pick<PlanInput, 'changes' | 'before' | 'kinds'>,
): Pick<Node, 'claims' | 'releases'> {
  const isMove = object.path.length > 1 && object.path.at(-2) !== to.path.at(-2);
  if (!isMove) return { claims: [], releases: [] };
  // A part that gets another name says so itself, before or after.
  const said = new Set(
    changes.flatMap((change) =>
      change.verb === 'rename'
        ? [keyOf({ kind: change.to.kind, path: pathAfter(change.to.path, object, to) }), keyOf(change.to)]
        : [],
    ),
  );
  const parts = before.children(to).filter((part) => !said.has(keyOf(part)));
  return {
    claims: parts.flatMap((part) => claimsOf(kinds, part)),
    releases: parts.flatMap((part) => claimsOf(kinds, { ...part, path: pathAfter(part.path, to, object) })),
  };
}

/** Renames first, then what is new or changes, in the order of the register, then what goes, in the opposite order. */
function ranks(kinds: Kinds): (verb: Node['verb'] | 'fill', object: SchemaObject) => number {
  const names = [...kinds.keys()];
  let count = 0;
  return (verb, object) => {
    count += 1;
    const kind = names.indexOf(object.kind);
    const phase = verb === 'rename' ? 0 : verb === 'drop' ? 2 : 1;
    // An expression that fills one may mention others of its kind that are new, too.
    const place = verb === 'drop' ? names.length - kind : verb === 'fill' ? kind + 0.5 : kind;
    return (phase * names.length * 2 + place) * 1e9 + count;
  };
}
