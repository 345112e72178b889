/**
 * The graph that revisions form: who follows whom. Immutable; knows no file system, no database.
 *
 * An edge is either a `downRevision` ("follows") or a `dependsOn` ("needs"). Heads, bases and branches are told by the
 * first alone, as Alembic tells them; what must be applied before what is told by both.
 */

import { AutogenError } from '../errors';
import { isNameable } from './target-syntax';

/** In characters: what the version table holds. Long enough for the name of any file, and so for that of a migration of TypeORM's. */
export const LONGEST_ID = 255;

/** What the graph must know about a revision. */
export interface RevisionNode {
  readonly id: string;
  /** None for a base, several for a merge. */
  readonly downRevisions: readonly string[];
  /** Ids or branch labels of revisions that must be applied first without being its parents. */
  readonly dependsOn: readonly string[];
  readonly branchLabels: readonly string[];
  /** Where it is written, for messages. */
  readonly file: string;
  /** Milliseconds since 1970: decides between revisions that the graph leaves unordered. */
  readonly timestamp: number;
}

const NONE: readonly string[] = [];

/** The revisions of a project. */
export class RevisionGraph<Node extends RevisionNode = RevisionNode> {
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #labels: ReadonlyMap<string, string>;
  /** By `downRevision` only. */
  readonly #children: ReadonlyMap<string, readonly string[]>;
  /** `downRevision` and `dependsOn`, the latter resolved; of revisions that have it. */
  readonly #requirements: ReadonlyMap<string, readonly string[]>;
  readonly #dependents: ReadonlyMap<string, readonly string[]>;
  /** All of it, newest first. */
  readonly #sorted: readonly Node[];
  #branches: ReadonlyMap<string, readonly string[]> | undefined;
  /** Those that a database has passed over. */
  readonly late: ReadonlySet<string>;

  private constructor(nodes: ReadonlyMap<string, Node>, late: ReadonlySet<string> = new Set()) {
    this.#nodes = nodes;
    this.late = late;
    this.#labels = labelOwners(nodes);
    this.#requirements = requirementsOf(nodes, this.#labels);
    this.#children = reverse(nodes.keys(), (id) => nodes.get(id)!.downRevisions);
    this.#dependents =
      this.#requirements.size === 0 ? this.#children : reverse(nodes.keys(), (id) => this.requirements(id));
    this.#sorted = this.sort(nodes.keys());
  }

  /**
   * @throws AutogenError `invalid-revision-id`, `duplicate-revision`, `duplicate-branch-label`,
   *   `unknown-down-revision`, `unknown-depends-on` or `revision-cycle`; each names the files.
   */
  static of<Node extends RevisionNode>(revisions: Iterable<Node>): RevisionGraph<Node> {
    const nodes = new Map<string, Node>();
    const ordered = [...revisions].sort((a, b) => a.timestamp - b.timestamp || (a.id < b.id ? -1 : 1));
    for (const node of ordered) {
      verifyName(node.id, node);
      for (const label of node.branchLabels) verifyName(label, node);
      const twin = nodes.get(node.id);
      if (twin !== undefined) throw duplicate(node.id, twin, node);
      nodes.set(node.id, node);
    }
    const graph = new RevisionGraph(nodes);
    graph.#verifyAcyclic();
    return graph;
  }

  /** The same, for a database that has applied newer ones and not these. */
  passingOver(late: Iterable<string>): RevisionGraph<Node> {
    const all = new Set([...this.late, ...late]);
    return all.size === this.late.size ? this : new RevisionGraph(this.#nodes, all);
  }

  /** The same, once one of those is applied, too. */
  catchingUp(id: string): RevisionGraph<Node> {
    if (!this.late.has(id)) return this;
    return new RevisionGraph(this.#nodes, new Set([...this.late].filter((other) => other !== id)));
  }

  get size(): number {
    return this.#nodes.size;
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  get(id: string): Node | undefined {
    return this.#nodes.get(id);
  }

  /** Every id, oldest first; where the graph does not matter. */
  ids(): IterableIterator<string> {
    return this.#nodes.keys();
  }

  /** Newest first, each before what it needs: the order of `history`. */
  [Symbol.iterator](): IterableIterator<Node> {
    return this.#sorted[Symbol.iterator]();
  }

  /** Revisions that none follows. */
  get heads(): readonly string[] {
    return this.#where((id) => this.children(id).length === 0);
  }

  /** Revisions that none follows and none depends on: together they need every revision. */
  get tips(): readonly string[] {
    return this.#where((id) => this.dependents(id).length === 0);
  }

  /** Revisions that follow none. */
  get bases(): readonly string[] {
    return this.#where((id) => this.#nodes.get(id)!.downRevisions.length === 0);
  }

  /** Revisions that several follow. */
  get branchPoints(): readonly string[] {
    return this.#where((id) => this.children(id).length > 1);
  }

  /** Revisions that follow several. */
  get mergePoints(): readonly string[] {
    return this.#where((id) => this.#nodes.get(id)!.downRevisions.length > 1);
  }

  /** The revisions that follow `id`. */
  children(id: string): readonly string[] {
    return this.#children.get(id) ?? NONE;
  }

  /** The revisions that follow `id` or depend on it. */
  dependents(id: string): readonly string[] {
    return this.#dependents.get(id) ?? NONE;
  }

  /** What must be applied directly before `id`: its parents and what it depends on. */
  requirements(id: string): readonly string[] {
    return this.#requirements.get(id) ?? this.#nodes.get(id)?.downRevisions ?? NONE;
  }

  /** The revision that carries this branch label. */
  labelled(label: string): string | undefined {
    return this.#labels.get(label);
  }

  /** What is applied in a database that is at `heads`: they and what they need, but for what was passed over. */
  applied(heads: Iterable<string>): ReadonlySet<string> {
    const all = this.ancestors(heads);
    return this.late.size === 0 ? all : new Set([...all].filter((id) => !this.late.has(id)));
  }

  /** As {@link requirements}, with what it needs in the place of one that was passed over. */
  appliedRequirements(id: string): readonly string[] {
    const requirements = this.requirements(id);
    if (this.late.size === 0 || !requirements.some((one) => this.late.has(one))) return requirements;
    const instead = (one: string) => (this.late.has(one) ? this.appliedRequirements(one) : [one]);
    return [...new Set(requirements.flatMap(instead))];
  }

  /** `ids` and all that must be applied before them. */
  ancestors(ids: Iterable<string>): ReadonlySet<string> {
    return reach(ids, (id) => this.requirements(id));
  }

  /** `ids` and all that cannot stay without them. */
  descendants(ids: Iterable<string>): ReadonlySet<string> {
    return reach(ids, (id) => this.dependents(id));
  }

  /** `id`, what it follows and what follows it, by `downRevision` only: the branch that a label names. */
  lineage(id: string): ReadonlySet<string> {
    const before = reach([id], (one) => this.#nodes.get(one)!.downRevisions);
    return new Set([...before, ...reach([id], (one) => this.children(one))]);
  }

  /** The labels of the branches that `id` is on: from where a label is given to the branch's head, and back to where the branch began. */
  branches(id: string): readonly string[] {
    this.#branches ??= this.#mapBranches();
    return this.#branches.get(id) ?? NONE;
  }

  /**
   * These revisions, newest first, each before what it needs; a branch stays together as long as it can.
   * Time grows with the number of `ids`, not with the size of the graph.
   */
  sort(ids: Iterable<string>): readonly Node[] {
    /** How many of these must come before it. */
    const waiting = new Map<string, number>();
    for (const id of ids) waiting.set(id, 0);
    for (const id of waiting.keys()) {
      for (const requirement of this.requirements(id)) {
        const count = waiting.get(requirement);
        if (count !== undefined) waiting.set(requirement, count + 1);
      }
    }
    const stack = [...waiting.keys()].filter((id) => waiting.get(id) === 0).sort(this.#older);
    const sorted: Node[] = [];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      sorted.push(this.#nodes.get(id)!);
      const rest = stack.length;
      for (const requirement of this.requirements(id)) {
        const count = waiting.get(requirement);
        if (count === undefined) continue;
        waiting.set(requirement, count - 1);
        if (count === 1) stack.push(requirement);
      }
      if (stack.length > rest + 1) stack.push(...stack.splice(rest).sort(this.#older));
    }
    return sorted;
  }

  readonly #older = (a: string, b: string): number =>
    this.#nodes.get(a)!.timestamp - this.#nodes.get(b)!.timestamp || (a < b ? -1 : 1);

  #where(test: (id: string) => boolean): readonly string[] {
    return [...this.#nodes.keys()].filter(test);
  }

  #mapBranches(): ReadonlyMap<string, readonly string[]> {
    const branches = new Map<string, string[]>();
    for (const [label, owner] of this.#labels) {
      const members = new Set(reach([owner], (id) => this.children(id)));
      for (let id = owner; ; ) {
        members.add(id);
        const parents = this.#nodes.get(id)!.downRevisions;
        if (parents.length !== 1 || this.children(parents[0]!).length > 1) break;
        id = parents[0]!;
      }
      for (const id of members) branches.set(id, [...(branches.get(id) ?? []), label]);
    }
    return branches;
  }

  #verifyAcyclic(): void {
    if (this.#sorted.length === this.#nodes.size) return;
    const rest = new Set(this.#nodes.keys());
    for (const { id } of this.#sorted) rest.delete(id);
    const cycle = findCycle(rest, (id) => this.dependents(id));
    const nodes = cycle.map((id) => this.#nodes.get(id)!);
    throw new AutogenError(
      'revision-cycle',
      `These revisions follow each other in a circle: ${[...nodes, nodes[0]!].map(({ id }) => id).join(' → ')} (${nodes.map(({ file }) => file).join(', ')}).`,
      { hint: `correct downRevision or dependsOn in one of these files`, at: nodes[0]!.file },
    );
  }
}

function verifyName(name: string, node: RevisionNode): void {
  if (name.length > LONGEST_ID) {
    throw new AutogenError(
      'invalid-revision-id',
      `The name ${name} in ${node.file} is longer than ${LONGEST_ID} characters.`,
      { hint: 'give it a shorter one', at: node.file },
    );
  }
  if (isNameable(name)) return;
  throw new AutogenError(
    'invalid-revision-id',
    `${JSON.stringify(name)} in ${node.file} cannot be a revision id or a branch label.`,
    {
      hint: 'use letters, digits and underscores; @ + - : and spaces, and the words head, heads, base and current, mean something else in targets',
      at: node.file,
    },
  );
}

function duplicate(id: string, first: RevisionNode, second: RevisionNode): AutogenError {
  return new AutogenError(
    'duplicate-revision',
    first.file === second.file
      ? `Revision ${id} is in ${first.file} twice.`
      : `Revision ${id} is in two files: ${first.file} and ${second.file}.`,
    { hint: `give one of them another id, or delete it if it is a copy`, at: second.file },
  );
}

function labelOwners(nodes: ReadonlyMap<string, RevisionNode>): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const node of nodes.values()) {
    for (const label of node.branchLabels) {
      const other = nodes.get(owners.get(label) ?? label);
      if (other !== undefined) {
        throw new AutogenError(
          'duplicate-branch-label',
          owners.has(label)
            ? `The branch label ${label} is in two files: ${other.file} and ${node.file}.`
            : `The branch label ${label} in ${node.file} is the id of the revision in ${other.file}.`,
          { hint: `choose another label in ${node.file}`, at: node.file },
        );
      }
      owners.set(label, node.id);
    }
  }
  return owners;
}

/** Of the revisions that depend on others. */
function requirementsOf(
  nodes: ReadonlyMap<string, RevisionNode>,
  labels: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const requirements = new Map<string, readonly string[]>();
  for (const node of nodes.values()) {
    for (const id of node.downRevisions) {
      if (nodes.has(id)) continue;
      throw new AutogenError('unknown-down-revision', `${node.file} follows revision ${id}, which no file contains.`, {
        hint: 'get the file back from version control, or correct downRevision',
        at: node.file,
      });
    }
    if (node.dependsOn.length === 0) continue;
    const needed = node.dependsOn.map((name) => labels.get(name) ?? name);
    const unknown = needed.findIndex((id) => !nodes.has(id));
    if (unknown >= 0) {
      throw new AutogenError(
        'unknown-depends-on',
        `${node.file} depends on ${node.dependsOn[unknown]}, which is neither a revision nor a branch label in any file.`,
        { hint: 'get the file back from version control, or correct dependsOn', at: node.file },
      );
    }
    requirements.set(node.id, [...new Set([...node.downRevisions, ...needed])]);
  }
  return requirements;
}

function reverse(
  ids: Iterable<string>,
  before: (id: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const after = new Map<string, string[]>();
  for (const id of ids) {
    for (const target of before(id)) {
      const known = after.get(target);
      if (known === undefined) after.set(target, [id]);
      else known.push(id);
    }
  }
  return after;
}

function reach(ids: Iterable<string>, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(ids);
  // A Set visits what is added to it meanwhile.
  for (const id of reached) for (const other of next(id)) reached.add(other);
  return reached;
}

/** One cycle among `ids`, each of which has a `next` among them; against the direction of `next`. */
function findCycle(ids: ReadonlySet<string>, next: (id: string) => readonly string[]): readonly string[] {
  const path: string[] = [];
  const positions = new Map<string, number>();
  let id = [...ids][0]!;
  while (!positions.has(id)) {
    positions.set(id, path.length);
    path.push(id);
    id = next(id).find((other) => ids.has(other))!;
  }
  return path.slice(positions.get(id)).reverse();
}
