/**
 * `autogen adopt`: take over a database that TypeORM's migrations or `synchronize` have made. What it holds is compared
 * with what the revisions make of an empty one; nothing is written down about it unless somebody says so.
 */

import { type Comparison, compareDatabases } from '../autogen';
import { AutogenError } from '../errors';
import { type Database, type Project, type ProjectOptions, withProject } from '../project';
import { type Difference, differenceOf } from '../render/describe';
import { renderOperation } from '../render/report';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { stampedHeads } from '../revisions/stamp';
import { multipleHeads, requireFiles } from '../revisions/targets';
import { readPlace } from '../run/current';
import { type StampResult, stamp } from '../run/stamp';
import { hasMigrationsTable, readMigrations } from '../run/typeorm-table';
import type { Hazard } from '../schema/operation';
import { presentOf } from './altered';
import { type CheckResult, resultOf } from './check';
import { compareWith, withScratch } from './comparison';
import { bodyOf, folderFor, newHead, writeRevision } from './new-revision';
import { Prover } from './proof';

/** What to do beyond looking. */
export interface AdoptOptions extends ProjectOptions {
  /**
   * Writes down that this database is at the newest revision, where it holds what all of them make. What it holds beyond
   * that is written as a revision first.
   */
  readonly stamp?: boolean | undefined;
  /**
   * What the revision is about, if one is written.
   *
   * @default 'baseline'
   */
  readonly message?: string | undefined;
  /** Its id, instead of a random one. */
  readonly revId?: string | undefined;
  /** @default now */
  readonly createDate?: Date | undefined;
}

/**
 * - `adopted`: it is at the newest revision, and holds what the revisions make.
 * - `pending`: it holds what the applied revisions make; others are left to apply.
 * - `unstamped`: it holds what all revisions make, and no table says so.
 * - `written`: it had no revisions; one that makes what it holds was written, and no table says so yet.
 * - `stamped`: now a table says so.
 * - `differs`: it holds something else than its revisions make.
 */
export type AdoptOutcome = 'adopted' | 'pending' | 'unstamped' | 'written' | 'stamped' | 'differs';

/** What was found, and done. */
export interface AdoptResult {
  readonly outcome: AdoptOutcome;
  /** `host:port/database`. */
  readonly database: string;
  /** Where both bookkeeping tables say that it is; none = base. */
  readonly current: readonly string[];
  /** The applied revisions, TypeORM's migrations among them. */
  readonly applied: readonly string[];
  /** The others. */
  readonly pending: readonly string[];
  /** In TypeORM's table, and in no file. */
  readonly lost: readonly string[];
  /** What leads to this database from what the applied revisions make, or all of them where none is applied. */
  readonly drift: readonly Difference[];
  /** The entities and this database. */
  readonly check: CheckResult;
  readonly revision?: string;
  /** Absolute. */
  readonly file?: string;
  /** The operations of the revision that was written, a line each. */
  readonly operations: readonly { readonly text: string; readonly hazards: readonly Hazard[] }[];
  readonly stamped?: StampResult;
}

/** What is known of the database at hand. */
interface Here {
  readonly project: Project;
  readonly graph: RevisionGraph<RevisionFile>;
  readonly database: Database;
  /** With the entities. */
  readonly comparison: Comparison;
  readonly isInSync: boolean;
}

/** What leads from an empty database with revisions to the one at hand, and back. */
type Gap = Pick<Comparison, 'changes' | 'upgrade' | 'downgrade'> & { readonly isOpen: boolean };

/**
 * Compares a database with the entities, and with what its revisions make of an empty scratch database.
 *
 * @example
 * const { outcome, drift } = await adopt();
 * @throws AutogenError `nothing-to-adopt`, `replay-failed`, `adoption-undecided`, `baseline-differs`, `cannot-tell`,
 *   `database-revision-unknown`, …
 */
export async function adopt(options: AdoptOptions = {}): Promise<AdoptResult> {
  return withProject(options, async (project) => {
    const database = await project.database();
    const { client, tables, description } = database;
    const { graph, current } = await readPlace(client, await project.revisions(), tables);
    requireFiles(
      graph,
      current,
      'get the file back, or let the table forget what it holds: autogen stamp --purge base',
    );
    const lost = await lostMigrations(database, graph);
    const comparison = await compareWith(project, graph, database, {});
    const check = resultOf(comparison, 'database');
    requireTold(check);
    const here = { project, graph, database, comparison, isInSync: check.inSync };
    return withScratch(project, async (scratch) => {
      const prover = new Prover(project, graph, scratch);
      const isApplied = graph.applied(current);
      const applied = prover.path().filter(({ id }) => isApplied.has(id));
      const pending = prover.path().filter(({ id }) => !isApplied.has(id));
      await replay(prover, applied);
      const gap = await gapTo(here, scratch);
      const found = {
        ...{ database: description, current, lost, check, operations: [] },
        applied: applied.map(({ id }) => id),
        pending: pending.map(({ id }) => id),
        drift: gap.changes.map(differenceOf),
      };
      const stampAt = async (all: RevisionGraph<RevisionFile>, target: string) => ({
        outcome: 'stamped' as const,
        stamped: await stamp({
          ...{ client, graph: all, tables, purge: false },
          plan: (now) => stampedHeads(all, now, [target]),
          present: (node) => presentOf(project, node),
        }),
      });
      if (gap.changes.length === 0) {
        if (applied.length + lost.length === 0) throw nothingToAdopt(here);
        return { ...found, outcome: pending.length === 0 ? 'adopted' : 'pending' };
      }
      if (pending.length > 0) {
        await replay(prover, pending);
        const { changes } = await gapTo(here, scratch);
        const drift = applied.length > 0 ? found.drift : changes.map(differenceOf);
        if (changes.length > 0) return { ...found, drift, outcome: 'differs' };
        return options.stamp ? { ...found, ...(await stampAt(graph, 'heads')) } : { ...found, outcome: 'unstamped' };
      }
      if (graph.size > 0 && !options.stamp) return { ...found, outcome: 'differs' };
      const written = await writeBaseline(here, gap, options);
      const all = await project.revisions({ again: true });
      await prove({ ...here, graph: all }, scratch, written);
      const made = { ...found, ...written };
      return options.stamp ? { ...made, ...(await stampAt(all, written.revision)) } : { ...made, outcome: 'written' };
    });
  });
}

/** The migrations that TypeORM's table holds and no file contains. */
async function lostMigrations(
  { client, tables }: Database,
  graph: RevisionGraph<RevisionFile>,
): Promise<readonly string[]> {
  const { migrationsTable } = tables;
  if (migrationsTable === undefined || !(await hasMigrationsTable(client, migrationsTable))) return [];
  const known = new Set([...graph].map(({ name }) => name));
  return (await readMigrations(client, migrationsTable)).filter((name) => !known.has(name));
}

/** What nobody can tell must not be written down as the same. */
function requireTold({ cannotTell: [doubt] }: CheckResult): void {
  if (doubt === undefined) return;
  throw new AutogenError(
    'cannot-tell',
    `PostgreSQL could not be asked whether ${doubt.object} differs from the entities: ${doubt.reason}.`,
    { hint: 'autogen check --elaborate scratch' },
  );
}

/** @throws AutogenError `replay-failed`. */
async function replay(prover: Prover, revisions: readonly RevisionFile[]): Promise<void> {
  try {
    await prover.upgrade(revisions);
  } catch (error) {
    if (!(error instanceof AutogenError)) throw error;
    const { message, at, cause } = error;
    throw new AutogenError('replay-failed', message, {
      hint: 'if they do not build an empty database, move them out of the migrations folder, and let a baseline take their place: autogen adopt',
      at,
      cause,
    });
  }
}

/**
 * Where the database is as the entities want it, what leads to the entities leads to it: two servers may print one text
 * in two ways, and entities are settled on each of them.
 */
async function gapTo({ project, graph, comparison, isInSync }: Here, scratch: Database): Promise<Gap> {
  const there = await compareWith(project, graph, scratch, {});
  if (isInSync) return { ...there, isOpen: there.questions.length > 0 };
  const place = { client: scratch.connection, context: scratch.context };
  const forth = await compareDatabases(there.covered, comparison.covered, place);
  const back = await compareDatabases(comparison.covered, there.covered, place);
  const isOpen = forth.questions.length + back.questions.length > 0;
  return { changes: forth.changes, upgrade: forth.upgrade, downgrade: back.upgrade, isOpen };
}

function nothingToAdopt({ database, graph }: Here): AutogenError {
  return new AutogenError(
    'nothing-to-adopt',
    `The database (${database.description}) has no history, and nothing that the entities describe: there is nothing to adopt.`,
    { hint: graph.size === 0 ? 'autogen revision -m "first revision"' : 'autogen upgrade head' },
  );
}

/** @throws AutogenError `adoption-undecided`, `multiple-heads`, and as {@link writeRevision} does. */
async function writeBaseline(
  { project, graph, isInSync }: Here,
  gap: Gap,
  { message = 'baseline', revId, createDate }: AdoptOptions,
): Promise<
  Pick<AdoptResult, 'revision' | 'file' | 'operations'> & { readonly revision: string; readonly file: string }
> {
  if (gap.isOpen) {
    throw new AutogenError(
      'adoption-undecided',
      'Between what the revisions make and this database lies a rename or a conversion that only a person can settle; nothing was written.',
      {
        hint: isInSync
          ? 'autogen revision --against migrations -m "…" asks about it; then run: autogen adopt --stamp'
          : 'write it by hand: autogen revision --empty -m "…", then run: autogen adopt --stamp',
      },
    );
  }
  const { heads } = graph;
  if (heads.length > 1)
    throw multipleHeads(graph, 'so it is not clear what a new one follows', 'bring this database to what they make');
  const place = { downRevisions: heads, dependsOn: [], branchLabels: [] };
  const head = newHead(graph, { message, revId, createDate }, place);
  const body = bodyOf(gap.upgrade(), gap.downgrade());
  const { file } = await writeRevision(project, graph, head, body, {
    folder: folderFor(project, graph, head),
    isDry: false,
  });
  const operations = body.upgrade.map(({ operation, hazards }) => ({ text: renderOperation(operation), hazards }));
  return { revision: head.revision, file, operations };
}

/** @throws AutogenError `baseline-differs` where the new revision does not make what this database holds. */
async function prove(
  here: Here,
  scratch: Database,
  { revision, file }: { readonly revision: string; readonly file: string },
): Promise<void> {
  const { project, graph } = here;
  await new Prover(project, graph, scratch).upgrade([graph.get(revision)!]);
  const { changes } = await gapTo(here, scratch);
  const [first] = changes.map(differenceOf);
  if (first === undefined) return;
  throw new AutogenError(
    'baseline-differs',
    `The revision in ${file} was written, and what it makes of an empty database differs from this one in ${changes.length === 1 ? 'one place' : `${changes.length} places`}, beginning with the ${first.kind} ${first.name}.`,
    { hint: 'correct the file, then run: autogen adopt', at: file },
  );
}
