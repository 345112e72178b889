/** Which revisions `head`, `+2`, `cfcc-1` or `billing@head` mean in a graph, and the way there. Pure. */

import { AutogenError } from '../errors';
import type { RevisionGraph, RevisionNode } from './graph';
import { isNameable, parseRange, parseTarget, type Target } from './target-syntax';
import type { Direction } from './version-rows';

const MOST_CANDIDATES = 6;

/**
 * The revisions to apply, in order, so that the database reaches `target`, with all that it needs.
 *
 * @param current - the rows of the version table.
 * @throws AutogenError `invalid-target`, `unknown-target`, `ambiguous-target`, `multiple-heads`, `wrong-branch`,
 *   `walked-too-far`, `ambiguous-walk`, `database-revision-unknown`, or `target-behind` (exit code 2) when the
 *   database is past the target already.
 */
export function upgradePath<Node extends RevisionNode>(
  graph: RevisionGraph<Node>,
  current: readonly string[],
  target: string,
): readonly Node[] {
  requireFiles(graph, current);
  const parsed = parseTarget(target);
  const wanted = upgradeTargets(graph, current, parsed);
  const applied = graph.applied(current);
  const missing = [...graph.ancestors(wanted)].filter((id) => !applied.has(id));
  const behind = wanted.find((id) => !current.includes(id));
  if (missing.length === 0 && behind !== undefined && wanted.length === 1 && !graph.heads.includes(behind)) {
    throw isPast(`revision ${behind}`, behind);
  }
  if (wanted.length === 0 && isBelow(graph, applied, parsed)) throw isPast(target, target);
  return [...graph.sort(missing)].reverse();
}

/** Whether the base is meant, and something of what stands on it is applied. */
function isBelow(graph: RevisionGraph, applied: ReadonlySet<string>, target: Target): boolean {
  if (target.symbol !== 'base' && (target.offset ?? 0) >= 0) return false;
  const branch = branchOf(graph, target);
  return [...applied].some((id) => branch?.has(id) ?? true);
}

function isPast(what: string, target: string): AutogenError {
  return new AutogenError('target-behind', `The database is past ${what}: nothing to upgrade.`, {
    hint: `autogen downgrade ${target}`,
    exitCode: 2,
  });
}

/**
 * The revisions to undo, in order, so that the database comes back to `target`.
 *
 * @param current - the rows of the version table.
 * @throws AutogenError as {@link upgradePath} does, and `target-not-applied` when the database never was there.
 */
export function downgradePath<Node extends RevisionNode>(
  graph: RevisionGraph<Node>,
  current: readonly string[],
  target: string,
): readonly Node[] {
  requireFiles(graph, current);
  const applied = graph.applied(current);
  const roots = downgradeRoots(graph, current, applied, parseTarget(target));
  return graph.sort([...graph.descendants(roots)].filter((id) => applied.has(id)));
}

/**
 * The way to `target` in one direction; what `upgrade` and `downgrade` hand to the runner.
 *
 * @throws AutogenError as {@link upgradePath} and {@link downgradePath} do.
 */
export function pathTo<Node extends RevisionNode>(
  graph: RevisionGraph<Node>,
  current: readonly string[],
  direction: Direction,
  target: string,
): readonly { readonly revision: Node; readonly direction: Direction }[] {
  const path = direction === 'upgrade' ? upgradePath(graph, current, target) : downgradePath(graph, current, target);
  return path.map((revision) => ({ revision, direction }));
}

/**
 * The revisions that a target names, without going anywhere: for `show`, `stamp`, `--head`. `base` names none.
 *
 * @throws AutogenError as {@link upgradePath} does.
 */
export function resolveTarget<Node extends RevisionNode>(
  graph: RevisionGraph<Node>,
  current: readonly string[],
  text: string,
): readonly Node[] {
  return idsOf(graph, current, parseTarget(text)).map((id) => graph.get(id)!);
}

/**
 * The revisions of `from:to`, newest first, both ends included; either end may be left out. `base:` has all, and
 * `billing@base:` all of that branch.
 *
 * @throws AutogenError as {@link upgradePath} does; `invalid-target` when it is no range; `not-an-ancestor` when no way
 *   leads from the one to the other.
 */
export function resolveRange<Node extends RevisionNode>(
  graph: RevisionGraph<Node>,
  current: readonly string[],
  range: string,
): readonly Node[] {
  const { from, to = parseTarget('heads'), countsBack } = parseRange(range);
  const branch = from === undefined ? undefined : branchOf(graph, from);
  // `heads` behind `billing@base:` are those of billing.
  const upper = idsOf(
    graph,
    current,
    from?.label === undefined || to.label !== undefined ? to : onBranchOf(from.label, to),
  );
  const lower = from === undefined ? [] : idsOf(graph, countsBack ? upper : current, from);
  const below = graph.ancestors(upper);
  const onWay = lower.length === 0 ? [...below] : [...graph.descendants(lower)].filter((id) => below.has(id));
  if (lower.length > 0 && onWay.length === 0) throw noWay(graph, lower, upper);
  return graph.sort(onWay.filter((id) => branch?.has(id) ?? true));
}

function onBranchOf(label: string, target: Target): Target {
  return { ...target, text: `${label}@${target.text}`, label };
}

function noWay(graph: RevisionGraph, lower: readonly string[], upper: readonly string[]): AutogenError {
  const [low, high] = [lower.join(' and '), upper.join(' and ') || 'base'];
  const above = graph.ancestors(lower);
  const isTurned = lower.length === 1 && upper.length < 2 && upper.every((id) => above.has(id));
  return new AutogenError(
    'not-an-ancestor',
    `Revision ${low} ${lower.length === 1 ? 'is' : 'are'} no ancestor of ${high}, ${isTurned ? 'which comes before it' : `nor ${high} of ${low}`}.`,
    {
      hint: isTurned
        ? `autogen history -r ${high}:${low}`
        : `name two of one branch; all that ${high} needs: autogen history -r :${upper[0]}`,
      at: graph.get(lower[0]!)?.file,
    },
  );
}

/**
 * Every row of the version table must have a file.
 *
 * @throws AutogenError `database-revision-unknown`.
 */
export function requireFiles(
  graph: RevisionGraph,
  current: readonly string[],
  hint = 'get the file back (another branch of your version control may have it), then run: autogen current',
): void {
  const lost = current.filter((id) => !graph.has(id));
  if (lost.length === 0) return;
  throw new AutogenError(
    'database-revision-unknown',
    `The database is at revision ${lost.join(' and ')}, which no file in the migrations folder contains.`,
    { hint },
  );
}

/** The ids that a target names, without going anywhere. */
function idsOf(graph: RevisionGraph, current: readonly string[], target: Target): readonly string[] {
  return target.symbol === '' && (target.offset ?? 0) < 0
    ? walkDown(graph, startOf(graph, current, target), target)
    : upgradeTargets(graph, current, target);
}

function upgradeTargets(graph: RevisionGraph, current: readonly string[], target: Target): readonly string[] {
  if (target.offset === undefined) return resolveSymbol(graph, current, target);
  if (target.symbol === '' && target.offset < 0) throw wrongDirection(target, 'downgrade');
  const start = startOf(graph, current, target);
  return target.offset < 0 ? walkDown(graph, start, target) : walkUp(graph, start, target);
}

/** What is undone first to last is found from these: they and all that stands on them. */
function downgradeRoots(
  graph: RevisionGraph,
  current: readonly string[],
  applied: ReadonlySet<string>,
  target: Target,
): readonly string[] {
  if (target.symbol === '') {
    if (target.offset! > 0) throw wrongDirection(target, 'upgrade');
    return undone(graph, startOf(graph, current, target), target);
  }
  const found = upgradeTargets(graph, current, target);
  if (found.length > 1) throw several(graph, found, target);
  const branch = branchOf(graph, target);
  const goal = found[0];
  if (goal === undefined) return graph.bases.filter((id) => branch?.has(id) ?? true);
  if (!applied.has(goal)) {
    throw new AutogenError('target-not-applied', `Revision ${goal} is not applied, so nothing leads back to it.`, {
      hint: `autogen upgrade ${goal}`,
      at: graph.get(goal)?.file,
    });
  }
  return graph.children(goal).filter((id) => branch?.has(id) ?? true);
}

/** Where a walk begins; `undefined` is the base. */
function startOf(graph: RevisionGraph, current: readonly string[], target: Target): string | undefined {
  const starts = target.symbol === '' ? currentOn(graph, current, target) : resolveSymbol(graph, current, target);
  if (starts.length > 1) throw several(graph, starts, target);
  return starts[0];
}

/** The database's revisions on the branch that is named, or the nearest below it. */
function currentOn(graph: RevisionGraph, current: readonly string[], target: Target): readonly string[] {
  if (target.label === undefined) return current;
  const branch = lineageOf(graph, target.label, target);
  const direct = current.filter((id) => branch.has(id));
  if (direct.length > 0) return direct;
  const below = new Set([...graph.ancestors(current)].filter((id) => branch.has(id)));
  return [...below].filter((id) => !graph.dependents(id).some((dependent) => below.has(dependent)));
}

function walkUp(graph: RevisionGraph, start: string | undefined, target: Target): readonly string[] {
  const branch = branchOf(graph, target);
  const steps = target.offset!;
  let at = start;
  for (let made = 0; made < steps; made += 1) {
    const next = (at === undefined ? graph.bases : graph.children(at)).filter((id) => branch?.has(id) ?? true);
    if (next.length === 0) throw tooFar(graph, target, steps, made, at ?? 'base', 'follow');
    if (next.length > 1) throw forked(graph, target, at ?? 'base', next);
    at = next[0];
  }
  return at === undefined ? [] : [at];
}

function walkDown(graph: RevisionGraph, start: string | undefined, target: Target): readonly string[] {
  if (target.offset === 0) return start === undefined ? [] : [start];
  const last = undone(graph, start, target).at(-1)!;
  const parents = graph.get(last)!.downRevisions;
  if (parents.length > 1) throw forked(graph, target, last, parents);
  return parents;
}

/** The revisions between `start` and the target below it: `start` first, the target not among them. */
function undone(graph: RevisionGraph, start: string | undefined, target: Target): readonly string[] {
  const steps = -target.offset!;
  const left: string[] = [];
  let next: readonly string[] = start === undefined ? [] : [start];
  while (left.length < steps) {
    const from = left.at(-1) ?? 'base';
    if (next.length === 0) throw tooFar(graph, target, steps, left.length, start ?? 'base', 'precede');
    if (next.length > 1) throw forked(graph, target, from, next);
    left.push(next[0]!);
    next = graph.get(next[0]!)!.downRevisions;
  }
  return left;
}

function resolveSymbol(graph: RevisionGraph, current: readonly string[], target: Target): readonly string[] {
  const branch = branchOf(graph, target);
  const onBranch = (ids: readonly string[]) => (branch === undefined ? ids : ids.filter((id) => branch.has(id)));
  switch (target.symbol) {
    case 'base':
      return [];
    case 'current':
      return onBranch(current);
    case 'heads':
      return branch === undefined ? graph.tips : onBranch(graph.heads);
    case 'head': {
      const heads = onBranch(graph.heads);
      if (heads.length > 1) throw anyHead(graph, heads, target);
      return heads;
    }
    default:
      return [findRevision(graph, target.symbol, target, branch)];
  }
}

function lineageOf(graph: RevisionGraph, label: string, target: Target): ReadonlySet<string> {
  return graph.lineage(findRevision(graph, label, target, undefined));
}

/** The branch that a target names: `billing` of `billing@base`. */
export function branchOf(graph: RevisionGraph, target: Target): ReadonlySet<string> | undefined {
  return target.label === undefined ? undefined : lineageOf(graph, target.label, target);
}

/** By id, by label, or by the beginning of an id; an exact match wins. */
function findRevision(
  graph: RevisionGraph,
  name: string,
  target: Target,
  branch: ReadonlySet<string> | undefined,
): string {
  const exact = graph.has(name) ? name : graph.labelled(name);
  if (exact !== undefined) {
    if (branch?.has(exact) ?? true) return exact;
    throw new AutogenError('wrong-branch', `Revision ${exact} is not on the branch ${target.label}.`, {
      hint: `autogen show ${exact}`,
      at: graph.get(exact)?.file,
    });
  }
  const begun = [...graph.ids()].filter((id) => id.startsWith(name) && (branch?.has(id) ?? true));
  if (begun.length === 0) throw unknown(graph, name, target);
  if (begun.length === 1) return begun[0]!;
  const enough = begun.slice(0, MOST_CANDIDATES).map((id) => shortestOf(graph, id, begun));
  throw new AutogenError(
    'ambiguous-target',
    `${begun.length} revisions begin with ${JSON.stringify(name)}: ${candidates(graph, begun)}.`,
    { hint: `write as much of the id as tells them apart: ${enough.join(' or ')}` },
  );
}

/** As much of an id as means this revision, and no other one of `others`. */
function shortestOf(graph: RevisionGraph, id: string, others: readonly string[]): string {
  for (let length = 1; length < id.length; length += 1) {
    const start = id.slice(0, length);
    const isTaken = graph.has(start) || graph.labelled(start) !== undefined || !isNameable(start);
    if (!isTaken && others.every((other) => other === id || !other.startsWith(start))) return start;
  }
  return id;
}

function unknown(graph: RevisionGraph, name: string, target: Target): AutogenError {
  const place = target.label === undefined || target.label === name ? '' : ` on the branch ${target.label}`;
  const nearest = graph.size === 0 ? '' : ` The newest: ${candidates(graph, newest(graph))}.`;
  return new AutogenError(
    'unknown-target',
    `No revision or branch label is ${JSON.stringify(name)}${place}.${nearest}`,
    {
      hint: 'autogen history',
    },
  );
}

function newest(graph: RevisionGraph): readonly string[] {
  return [...graph.ids()].slice(-MOST_CANDIDATES).reverse();
}

function anyHead(graph: RevisionGraph, heads: readonly string[], target: Target): AutogenError {
  const all = target.label === undefined ? 'heads' : `${target.label}@heads`;
  return new AutogenError(
    'multiple-heads',
    `${target.text} could be any of ${heads.length} heads: ${candidates(graph, heads)}.`,
    {
      hint: `name one of them (${heads.join(' or ')}), take all of them with ${all}, or join them: ${mergeCommand(graph, heads)}`,
    },
  );
}

/** There are several heads where only one will do. */
export function multipleHeads(graph: RevisionGraph, consequence: string, otherwise: string): AutogenError {
  const { heads } = graph;
  return new AutogenError(
    'multiple-heads',
    `There are ${heads.length} heads, ${consequence}: ${candidates(graph, heads)}.`,
    { hint: `${mergeCommand(graph, heads)}, or ${otherwise}` },
  );
}

/** Fewer heads are to be merged than it takes, of those that there are. */
export function tooFewHeads(graph: RevisionGraph, given: readonly string[]): AutogenError {
  const { heads } = graph;
  return new AutogenError(
    'multiple-heads',
    `${given.length === 0 ? 'No head was' : `One head was`} given${given.map((id) => `, ${id}`).join('')}, and a merge joins several; there are ${heads.length}: ${candidates(graph, heads)}.`,
    {
      hint:
        heads.length === 2
          ? 'autogen merge'
          : `autogen merge, or name those to join: autogen merge ${others(heads, given)}`,
    },
  );
}

/** Two heads, that which was given among them. */
function others(heads: readonly string[], given: readonly string[]): string {
  return [...given, ...heads.filter((id) => !given.includes(id))].slice(0, 2).join(' ');
}

/** Several heads would be joined by what does not look at what they touch. */
export function joinsHeads(graph: RevisionGraph, heads: readonly string[], target: string): AutogenError {
  return new AutogenError(
    'multiple-heads',
    `${target} means ${heads.length} heads, and only a merge joins heads, having looked whether they touch the same objects: ${candidates(graph, heads)}.`,
    { hint: `autogen merge ${target}, or name one of them: --head ${heads[0]}` },
  );
}

/** Another revision follows where only a head will do. */
export function notHead(graph: RevisionGraph, id: string, hint: string): AutogenError {
  const children = graph.children(id);
  const file = graph.get(id)?.file;
  return new AutogenError(
    'not-a-head',
    `Revision ${id} (${file}) is no head: ${children.join(' and ')} ${children.length === 1 ? 'follows' : 'follow'} it.`,
    { hint, at: file },
  );
}

function mergeCommand(graph: RevisionGraph, heads: readonly string[]): string {
  return heads.length === graph.heads.length ? 'autogen merge' : `autogen merge ${heads.join(' ')}`;
}

function several(graph: RevisionGraph, ids: readonly string[], target: Target): AutogenError {
  return new AutogenError(
    'ambiguous-walk',
    `${target.text} could start from any of ${ids.length} revisions: ${candidates(graph, ids)}.`,
    { hint: `name one of them, as in ${ids[0]}@${target.symbol}${signed(target.offset)}` },
  );
}

function forked(graph: RevisionGraph, target: Target, at: string, next: readonly string[]): AutogenError {
  return new AutogenError(
    'ambiguous-walk',
    `${target.text} cannot tell which way to go at ${at}: ${candidates(graph, next)}.`,
    { hint: `name the revision itself, as in ${next[0]}` },
  );
}

function tooFar(
  graph: RevisionGraph,
  target: Target,
  steps: number,
  made: number,
  start: string,
  verb: 'follow' | 'precede',
): AutogenError {
  const available = made === 0 ? 'none' : `only ${made}`;
  const distance = steps === 1 ? '1 revision' : `${steps} revisions`;
  const branch = branchOf(graph, target);
  const heads = graph.heads.filter((id) => branch?.has(id) ?? true);
  const prefix = target.label === undefined ? '' : `${target.label}@`;
  const end = heads.length > 1 ? 'heads' : 'head';
  const hint = verb === 'precede' ? `${prefix}base goes all the way back` : `${prefix}${end} goes all the way`;
  return new AutogenError(
    'walked-too-far',
    verb === 'precede'
      ? `${target.text} walks ${distance} back from ${start}, but ${available} can be undone.`
      : `${target.text} walks ${distance} on from ${start}, but ${available} ${made === 1 ? 'follows' : 'follow'}.`,
    { hint },
  );
}

function wrongDirection(target: Target, command: Direction): AutogenError {
  return new AutogenError(
    'invalid-target',
    `${target.text} leads ${command === 'upgrade' ? 'forward' : 'back'}, which is not what ${command === 'upgrade' ? 'downgrade' : 'upgrade'} does.`,
    { hint: `autogen ${command} ${target.text.startsWith('-') ? `-- ${target.text}` : target.text}` },
  );
}

function candidates(graph: RevisionGraph, ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_CANDIDATES).map((id) => `${id} (${graph.get(id)?.file})`);
  return `${shown.join(', ')}${ids.length > MOST_CANDIDATES ? `, and ${ids.length - MOST_CANDIDATES} more` : ''}`;
}

function signed(offset: number | undefined): string {
  if (offset === undefined) return '';
  return offset < 0 ? String(offset) : `+${offset}`;
}
