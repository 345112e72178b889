/** Changes → operations in an order that works. Pure: no clock, no database; knows no kind. */

import type { Change, Decisions, Rename } from '../diff/change';
import { equal } from '../schema/equal';
import { type ChangeVerb, type Kinds, kindOf, needsOf, type PlanContext, providesOf } from '../schema/kind';
import { keyOf, type ObjectId, pathAfter, type SchemaObject } from '../schema/object';
import type { Operation } from '../schema/operation';
import type { Schema } from '../schema/schema';
import { compact, operationsOf } from './compact';
import { joinNeighbours } from './join';
import { requireMobile } from './mobile';
import type { Node } from './node';
import { order } from './order';
import { formerNames, type Probe, probesFor } from './probes';

/** What is planned: from where, to where. */
export interface PlanInput {
  /** Their order decides where nothing else does. */
  readonly changes: readonly Change[];
  /** With all renames made. */
  readonly before: Schema;
  readonly after: Schema;
  readonly kinds: Kinds;
  readonly defaultSchema: string;
  readonly decisions?: Decisions;
  /** What people and structure say that has another name now, as it is in `changes` unless something made way. */
  readonly renames?: readonly Rename[];
  /** Keys of what no entity describes: where it makes way, it comes back in the database's words of before. */
  readonly staying?: ReadonlySet<string>;
  /** What is there and not compared: it makes way for nothing. */
  readonly hidden?: readonly SchemaObject[];
  readonly takenAlong?: PlanContext['takenAlong'];
}

/** An object that stays and changes. */
interface Alteration {
  readonly before: SchemaObject;
  readonly after: SchemaObject;
  readonly traits: Set<string>;
  verb: ChangeVerb;
}

/**
 * The operations that turn `before` into `after`, behind the probes. What cannot be changed in place is dropped and
 * created again, and so is everything that needs it or that would be in the way.
 *
 * @throws AutogenError `circular-change`, `still-needed`, `renamed-and-changed`.
 */
export function plan(input: PlanInput): Operation[] {
  const { after, kinds } = input;
  const prepared = prepare(input);
  const { alterations, recreated, context } = prepared;
  requireMobile(alterations, recreated, input);
  const nodes = [...nodesOf(alterations, recreated, input, context)];
  const { groups, predecessors } = compact(nodes, after, kinds);
  const operations = order(groups, predecessors).flatMap((group) => operationsOf(group, kinds, context));
  const probes = probesIn(input, prepared).map(({ operation }) => operation);
  return joinNeighbours([...probes, ...operations], kinds);
}

/** What {@link plan} looks for before it changes anything. */
export function probes(input: PlanInput): Probe[] {
  return probesIn(input, prepare(input));
}

/** How everything is changed, and what kinds may look at while they write that. */
interface Prepared {
  readonly alterations: ReadonlyMap<string, Alteration>;
  readonly recreated: ReadonlySet<string>;
  readonly context: PlanContext;
}

function prepare(input: PlanInput): Prepared {
  const { changes, before, after, defaultSchema, decisions, takenAlong } = input;
  const alterations = alterationsOf(changes);
  decideVerbs(alterations, input);
  const recreated = recreatedOf(alterations, input);
  const conversions = decisions?.conversions ?? new Map();
  const values = decisions?.values ?? new Map();
  const backfills = decisions?.backfills ?? new Map();
  const former = formerNames(input.renames ?? changes.filter((change) => change.verb === 'rename'));
  const context: PlanContext = {
    ...{ defaultSchema, before, after, recreated, conversions, values, backfills, former },
    ...(takenAlong === undefined ? {} : { takenAlong }),
  };
  return { alterations, recreated, context };
}

/** Of all that is made or changed; what is only made again is about the same rows, unless its values go. */
function probesIn({ changes, kinds, before, decisions }: PlanInput, { context }: Prepared): Probe[] {
  const made = new Map<string, readonly [SchemaObject | undefined, SchemaObject]>();
  for (const change of changes) {
    const object = change.verb === 'create' ? change.object : change.verb === 'alter' ? change.after : undefined;
    if (object === undefined) continue;
    const key = keyOf(object);
    made.set(key, [decisions?.recreated.has(key) ? undefined : before.byKey(key), object]);
  }
  return probesFor(made.values(), kinds, context);
}

function alterationsOf(changes: readonly Change[]): Map<string, Alteration> {
  const alterations = new Map<string, Alteration>();
  for (const change of changes) {
    if (change.verb !== 'alter') continue;
    const key = keyOf(change.after);
    const known = alterations.get(key);
    if (known !== undefined) known.traits.add(change.trait);
    else {
      const { before, after, trait } = change;
      alterations.set(key, { before, after, traits: new Set([trait]), verb: 'alter' });
    }
  }
  return alterations;
}

/** How each alteration is made: the strongest way that one of its traits asks for. */
function decideVerbs(
  alterations: ReadonlyMap<string, Alteration>,
  { changes, after, kinds, decisions }: PlanInput,
): void {
  const used = usedByChanges(changes, after, kinds);
  for (const [key, alteration] of alterations) {
    const kind = kindOf(kinds, alteration.after);
    const rules = kind.traits as Readonly<Record<string, { readonly change: unknown }>>;
    const verbs = [...alteration.traits].map((trait): ChangeVerb => {
      if (decisions?.recreated.has(key)) return 'recreate';
      const rule = rules[trait]?.change;
      if (typeof rule !== 'function') return rule as ChangeVerb;
      const [desired, actual] = [alteration.after, alteration.before].map(
        ({ traits }) => (traits as Readonly<Record<string, unknown>>)[trait],
      );
      const renamed = decisions?.values?.get(key)?.renamed ?? new Map();
      return rule(desired, actual, { used: used().has(key), desired: alteration.after.traits, renamed }) as ChangeVerb;
    });
    alteration.verb = verbs.includes('recreate') ? 'recreate' : verbs.includes('replace') ? 'replace' : 'alter';
  }
}

/** The keys of all that an expression of this very change may use. Found out only when somebody asks. */
function usedByChanges(changes: readonly Change[], after: Schema, kinds: Kinds): () => ReadonlySet<string> {
  let found: Set<string> | undefined;
  return () => {
    if (found !== undefined) return found;
    found = new Set<string>();
    const queue = changes.flatMap((change) => {
      const object = change.verb === 'create' ? change.object : change.verb === 'alter' ? change.after : undefined;
      return object !== undefined && kindOf(kinds, object).texts?.(object) ? [object] : [];
    });
    for (let object = queue.pop(); object !== undefined; object = queue.pop()) {
      for (const need of needsOf(kinds, object, after)) {
        if (found.has(need)) continue;
        found.add(need);
        const needed = after.byKey(need);
        if (needed !== undefined) queue.push(needed);
        else for (const [key, other] of after.entries()) if (providesOf(kinds, other).includes(need)) found.add(key);
      }
    }
    return found;
  };
}

/** The keys of objects that stay in the schema but must be dropped and created again. */
function recreatedOf(
  alterations: ReadonlyMap<string, Alteration>,
  { changes, before, after, kinds }: PlanInput,
): ReadonlySet<string> {
  const recreated = new Set([...alterations].filter(([, { verb }]) => verb === 'recreate').map(([key]) => key));
  const dependents = dependentsIn(before, kinds);
  const queue = [...recreated];
  const add = (object: SchemaObject) => {
    const key = keyOf(object);
    if (recreated.has(key) || !after.has(object)) return;
    recreated.add(key);
    queue.push(key);
  };
  for (const change of changes) {
    const part =
      change.verb === 'rename' ? before.get(change.to) : change.verb === 'create' ? change.object : undefined;
    const whole = part?.parent == null ? undefined : before.get(part.parent);
    if (part !== undefined && whole !== undefined) {
      for (const dependent of dependents(whole)) {
        const { follows } = kindOf(kinds, dependent);
        if ([dependent, after.get(dependent)].some((one) => one !== undefined && follows?.(one, part))) add(dependent);
      }
    }
    if (change.verb !== 'drop') continue;
    const gone = { before: change.object, after: undefined, traits: new Set<string>() };
    for (const dependent of dependents(change.object)) {
      if (kindOf(kinds, dependent).yields?.(dependent, gone)) add(dependent);
    }
  }
  for (const alteration of alterations.values()) {
    if (alteration.verb === 'recreate') continue;
    const moving = alteration.verb === 'replace';
    for (const dependent of dependents(alteration.before)) {
      const kind = kindOf(kinds, dependent);
      // Not if it is about to need nothing any more, as a generated column that becomes a plain one.
      const kept = after.get(dependent);
      if (kept !== undefined && kind.yields?.(dependent, alteration) && kind.yields(kept, alteration)) add(dependent);
      if (!moving || kind.reattach === undefined) continue;
      // Whatever is computed from something that moves over cannot stay in between.
      const moved = { before: dependent, after: after.get(dependent) ?? dependent, traits: new Set(['type']) };
      for (const further of dependents(dependent)) {
        const furtherKind = kindOf(kinds, further);
        if (furtherKind.texts?.(further) || furtherKind.yields?.(further, moved)) add(further);
      }
    }
  }
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const object = before.byKey(key);
    for (const dependent of object === undefined ? [] : dependents(object)) {
      const isPart = dependent.parent !== null && keyOf(dependent.parent) === key;
      if (!isPart || !kindOf(kinds, dependent).outlives) add(dependent);
    }
  }
  return recreated;
}

/** Who needs an object, in one schema. The index is built when it is asked for first. */
function dependentsIn(schema: Schema, kinds: Kinds): (object: SchemaObject) => readonly SchemaObject[] {
  let index: Map<string, SchemaObject[]> | undefined;
  return (object) => {
    if (index === undefined) {
      index = new Map();
      for (const dependent of schema) {
        for (const need of new Set(needsOf(kinds, dependent, schema))) {
          const known = index.get(need);
          if (known === undefined) index.set(need, [dependent]);
          else known.push(dependent);
        }
      }
    }
    const found = new Set(providesOf(kinds, object).flatMap((token) => index?.get(token) ?? []));
    found.delete(object);
    return [...found];
  };
}

function* nodesOf(
  alterations: ReadonlyMap<string, Alteration>,
  recreated: ReadonlySet<string>,
  input: PlanInput,
  context: PlanContext,
): Iterable<Node> {
  const { changes, before, after, kinds } = input;
  const rank = ranks(kinds);
  const create = (object: SchemaObject): Node => ({
    ...nothing,
    subject: object,
    verb: 'create',
    operations: kindOf(kinds, object).create(object, context),
    needs: needsOf(kinds, object, after),
    binds: kindOf(kinds, object).binds?.(object) ?? [],
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

  const newNames = new Map(
    changes.flatMap((change) => (change.verb === 'rename' ? [[keyOf(change.object), change.to] as const] : [])),
  );
  for (const change of changes) {
    if (change.verb === 'create') yield* createFilled(change.object);
    else if (change.verb === 'drop') yield drop(change.object);
    else if (change.verb === 'rename')
      yield renameNode(change, input, newNames, context, rank('rename', change.object));
  }
  for (const key of recreated) {
    const [old, now] = [before.byKey(key), after.byKey(key)];
    if (old !== undefined) yield drop(old);
    if (now === undefined) continue;
    // After what it has lost is gone: its text may mean whatever is there, as SELECT * does.
    const lost = old === undefined ? [] : needsOf(kinds, old, before).filter((need) => after.byKey(need) === undefined);
    const [node, ...rest] = createFilled(now);
    yield { ...node, binds: [...node.binds, ...lost] };
    yield* rest;
  }
  const moves = movesOf(alterations, recreated, { before, after, kinds }, context);
  const settled = new Map([...moves.values()].flat().map(({ after: moved, settles }) => [keyOf(moved), settles]));
  for (const [key, alteration] of alterations) {
    if (recreated.has(key)) continue;
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

function renameNode(
  change: Rename,
  { changes, before, kinds }: Pick<PlanInput, 'changes' | 'before' | 'kinds'>,
  newNames: ReadonlyMap<string, ObjectId>,
  context: PlanContext,
  rank: number,
): Node {
  const kind = kindOf(kinds, change.object);
  const moved = before.get(change.to);
  const tokens = moved === undefined ? [keyOf(change.to)] : providesOf(kinds, moved);
  const { parent } = change.object;
  // A whole that is renamed itself has its new name by then, or still the old one.
  const waits = parent !== null && before.has(parent);
  const whole = parent === null || waits ? undefined : newNames.get(keyOf(parent));
  const last =
    whole === undefined ? change.to : { ...change.to, path: [...whole.path, change.to.path.at(-1) as string] };
  const taken = takenAlong(change, { changes, before, kinds });
  return {
    ...nothing,
    subject: change.object,
    verb: 'rename',
    operations: kind.rename?.operations(change.object, change.to, context) ?? [],
    needs: [
      renamedToken(keyOf(change.object)),
      ...(parent !== null && waits ? [keyOf(parent)] : []),
      // Where it moves to.
      ...(moved?.parent == null ? [] : [keyOf(moved.parent)]),
    ],
    needed: parent !== null && !waits ? [keyOf(parent)] : [],
    removes: [keyOf(change.object)],
    makes: [...tokens, renamedToken(keyOf(last))],
    claims: [...claimsOf(kinds, moved ?? { ...change.object, path: change.to.path }), ...taken.claims],
    releases: [keyOf(change.object), ...claimsOf(kinds, change.object), ...taken.releases],
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
