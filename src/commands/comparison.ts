/** What `check` and `revision` share: the comparison of a project's entities with its database or its revisions. */

import { type Comparison, compare } from '../autogen';
import { answersTo, flagsFor, type GivenAnswers, type PossibleAnswer } from '../diff/answers';
import type { Change, MissingValues, Question } from '../diff/change';
import { AutogenError } from '../errors';
import { type Database, ownTables, type Project } from '../project';
import { type Difference, differenceOf } from '../render/describe';
import { collectKnown } from '../revisions/collect';
import type { RevisionFile } from '../revisions/files';
import type { RevisionGraph } from '../revisions/graph';
import { createdBy, droppedBy, renamedBy } from '../revisions/operations';
import { isRevision } from '../revisions/recognise';
import { describeCurrent, describeLate, readPlace, requireUnrecorded } from '../run/current';
import { requireFilesOf } from '../run/lost-files';
import { formatId, keyOf, type ObjectId, partOf, pathAfter, type SchemaObject } from '../schema/object';
import type { OperationContext } from '../schema/operation';
import { Prover } from './proof';

/** What the entities are compared with. */
export type Against = 'database' | 'migrations';

/** A question with the flags that answer it, as plain data. */
export type OpenQuestion = OpenLoss | OpenImpossibility | OpenLostValue | OpenMissingValues;

/** The ways to answer a question. */
interface Answerable {
  readonly answers: readonly PossibleAnswer[];
  /** The same as flags, quoted for a shell, ready to copy. */
  readonly flags: readonly string[];
}

/** Something is gone. */
export interface OpenLoss extends Answerable {
  /** `column:public.posts.title`. */
  readonly lost: string;
  /** New objects that it may have become, the likeliest first. */
  readonly candidates: readonly string[];
}

/** Something is to change as PostgreSQL cannot change it. */
export interface OpenImpossibility extends Answerable {
  /** `column:public.posts.day`. */
  readonly changed: string;
  /** `type`. */
  readonly trait: string;
  readonly from: string;
  readonly to: string;
  /** SQL that may do; `null` where none suggests itself. */
  readonly suggestion: string | null;
}

/** Rows may hold something that they cannot hold any more: the label of an enum. */
export interface OpenLostValue extends Answerable {
  /** `enum:public.status.old`. */
  readonly lostValue: string;
  /** New ones that it may have become, the likeliest first: it gets the other name. */
  readonly candidates: readonly string[];
  /** All others that its rows may get. */
  readonly others: readonly string[];
}

/** Rows of the database at hand have no value where one is wanted of them. */
export interface OpenMissingValues extends Answerable {
  /** `column:public.posts.slug`. */
  readonly wanting: string;
  /** How many rows, in words. */
  readonly found: string;
  /** The keys of the first ones, in words. */
  readonly keys: string;
}

/** A question as plain data. */
export function openQuestion(question: Question | MissingValues): OpenQuestion {
  const ways = { answers: answersTo(question), flags: flagsFor(question) };
  if ('wanting' in question) return { ...question, wanting: formatId(question.wanting), ...ways };
  if ('lost' in question) {
    return { lost: formatId(question.lost), candidates: question.candidates.map(formatId), ...ways };
  }
  if ('lostValue' in question) {
    const { after, lostValue, candidates, others } = question;
    return { lostValue: formatId(partOf(after, lostValue)), candidates, others, ...ways };
  }
  const { after, trait, suggestion } = question;
  const { from = '', to = '' } = differenceOf({ verb: 'alter', ...question });
  return { changed: formatId(after), trait, from, to, suggestion, ...ways };
}

/** What differs for certain: without what is asked about, and what belongs to it. */
export function settledDifferences({ changes, questions }: Pick<Comparison, 'changes' | 'questions'>): Difference[] {
  const asked = new Set(
    questions.flatMap((question) => ('lost' in question ? [question.lost, ...question.candidates].map(keyOf) : [])),
  );
  const isAsked = ({ object }: { readonly object: SchemaObject }) =>
    asked.has(keyOf(object)) || (object.parent !== null && asked.has(keyOf(object.parent)));
  // A comment's parent is a column, the column's a table: until nothing is added.
  for (let known = -1; known !== asked.size; ) {
    known = asked.size;
    for (const change of changes) if (isComeOrGone(change) && isAsked(change)) asked.add(keyOf(change.object));
  }
  return changes.filter((change) => !isComeOrGone(change) || !isAsked(change)).map(differenceOf);
}

function isComeOrGone(change: Change): change is Extract<Change, { verb: 'create' | 'drop' }> {
  return change.verb === 'create' || change.verb === 'drop';
}

/** What is compared, and how. */
export interface CompareOptions extends GivenAnswers {
  /**
   * `database`: the project's database, which must be at head. `migrations`: the revisions, replayed on a scratch
   * database; no server is needed.
   *
   * @default 'database'
   */
  readonly against?: Against | undefined;
  /**
   * Who says whether two texts (a default, a check, …) mean the same: the database that is compared, in a transaction
   * that is rolled back, or a scratch one. A scratch one is asked in any case where the database cannot.
   *
   * @default 'database'
   */
  readonly elaborate?: 'database' | 'scratch' | undefined;
}

/**
 * Compares a project's entities with its database or with its revisions.
 *
 * @throws AutogenError `database-not-at-head`, and whatever connecting, reading and replaying have to complain about.
 */
export async function compareProject<Result>(
  project: Project,
  options: CompareOptions,
  use: (comparison: Comparison) => Promise<Result>,
): Promise<Result> {
  const graph = await project.revisions();
  if (options.against !== 'migrations') {
    const database = await project.database();
    await requireHead(graph, database);
    return use(await compareWith(project, graph, database, options));
  }
  return withReplay(project, async (database) => use(await compareWith(project, graph, database, options)));
}

/** A scratch database with all revisions, for the time of `use`. */
export async function withReplay<Result>(
  project: Project,
  use: (database: Database) => Promise<Result>,
): Promise<Result> {
  const graph = await project.revisions();
  return withScratch(project, async (database) => {
    const prover = new Prover(project, graph, database);
    await prover.upgrade(prover.path());
    return use(database);
  });
}

/** A database on a throw-away server, for the time of `use`. */
export async function withScratch<Result>(
  project: Project,
  use: (database: Database) => Promise<Result>,
): Promise<Result> {
  const { createScratchServer } = await import('../config/embedded.js');
  const server = await createScratchServer({ root: project.config.root });
  try {
    const database = await project.databaseAt(await server.createDatabase(), 'a scratch database');
    try {
      return await use(database);
    } finally {
      await database.connection.end();
    }
  } finally {
    await server.stop();
  }
}

/** As {@link compareProject} compares, with a database that stands where it should. */
export async function compareWith(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  { connection, context }: Database,
  { elaborate, rename, using, mapEnum, backfill, byHand, drop, keep }: CompareOptions,
): Promise<Comparison> {
  const { settings } = project.config;
  return compare({
    client: connection,
    context,
    entities: () => project.entities(context),
    created: () => createdByRevisions(project, graph, context),
    schemas: settings.schemas,
    ignored: ownTables(project.config, context),
    filters: settings.filters,
    kept: settings.keep,
    answers: {
      rename: rename ?? [],
      using: using ?? [],
      mapEnum: mapEnum ?? [],
      backfill: backfill ?? [],
      byHand: byHand ?? [],
      drop: drop ?? [],
      keep: keep ?? [],
    },
    elaborate,
    scratch: (use) => withScratch(project, (database) => use(database.connection)),
  });
}

async function requireHead(
  revisions: RevisionGraph<RevisionFile>,
  { client, tables, description }: Database,
): Promise<void> {
  const place = await readPlace(client, revisions, tables);
  const { graph, current } = place;
  await requireFilesOf(client, tables.versionTable, graph, current, { database: `The database (${description})` });
  const applied = graph.applied(current);
  if (applied.size === graph.size) return;
  const pending = [...graph].filter(({ id }) => !applied.has(id)).reverse();
  await requireUnrecorded(client, tables, place, pending);
  throw new AutogenError(
    'database-not-at-head',
    `The database (${description}) is at ${describeCurrent(current)}, and the newest ${graph.heads.length > 1 ? 'revisions are' : 'revision is'} ${graph.heads.join(' and ')}.${describeLate(graph)}`,
    { hint: graph.heads.length > 1 ? 'autogen upgrade heads' : 'autogen upgrade head' },
  );
}

/** The keys of the objects that revisions created and none dropped or renamed since. */
async function createdByRevisions(
  project: Project,
  graph: RevisionGraph<RevisionFile>,
  context: OperationContext,
): Promise<ReadonlySet<string>> {
  let created = new Set<string>();
  for (const node of [...graph].reverse()) {
    const revision = await project.load(node);
    if (!isRevision(revision)) continue;
    // What one does behind a question to the database is not known: such a table is never dropped.
    const { operations } = await collectKnown(revision, 'upgrade', node.file);
    // What was there and only made way for something is nobody's creation when it comes back.
    const strange = new Set<string>();
    for (const operation of operations) {
      const renamed = renamedBy(operation);
      if (renamed !== undefined) created = new Set([...created].map((key) => keyAfter(key, ...renamed)));
      const [gone, made] = [droppedBy(operation, context), createdBy(operation, context)];
      const wasCreated = gone !== undefined && created.delete(keyOf(gone));
      // A rename is no way back.
      if (gone !== undefined && made === undefined && !wasCreated) strange.add(keyOf(gone));
      if (made !== undefined && !strange.has(keyOf(made))) created.add(keyOf(made));
    }
  }
  return created;
}

function keyAfter(key: string, from: ObjectId, to: ObjectId): string {
  const [kind = '', ...path] = key.split('\u0000');
  return keyOf({ kind, path: pathAfter(path, from, to) });
}
