/** `autogen diff`: what leads from one state of the schema to another, whatever they are. Changes nothing. */

import { compareDatabases } from '../autogen';
import { type ServerTarget, serverAt } from '../config/connection';
import type { Change, Question } from '../diff/change';
import { AutogenError } from '../errors';
import { reflect } from '../postgres/reflect';
import { type Database, type Project, type ProjectOptions, withProject } from '../project';
import { type Difference, differenceOf } from '../render/describe';
import { renderOperation } from '../render/report';
import { renderScript } from '../render/script';
import { statementsOf } from '../revisions/operations';
import { formatId, formatPath, type ObjectId } from '../schema/object';
import type { Operation, OperationContext } from '../schema/operation';
import type { Schema } from '../schema/schema';
import { compareWith, type OpenQuestion, openQuestion, withReplay } from './comparison';
import { isBookkeeping } from './proof';

/** What to compare. */
export interface DiffOptions extends ProjectOptions {
  /**
   * `database`: as it is, wherever it stands. `migrations`: what all revisions make of an empty scratch database.
   * `entities`. Or the URL of another database.
   *
   * @default 'database'
   */
  readonly from?: string | undefined;
  /** @default 'entities' */
  readonly to?: string | undefined;
  /** Also the SQL that leads there. */
  readonly sql?: boolean | undefined;
}

/** A difference, and the table that it is about; or the enum, the view, … */
export interface PlacedDifference extends Difference {
  /** `public.posts`; what stands in no schema has its own name here. */
  readonly of: string;
}

/** What was found. */
export interface DiffResult {
  /** In words, without any password. */
  readonly from: string;
  readonly to: string;
  readonly inSync: boolean;
  /** What leads from the one to the other. */
  readonly differences: readonly PlacedDifference[];
  /** What only a person can settle. */
  readonly questions: readonly OpenQuestion[];
  /** What nobody could tell, and why. */
  readonly cannotTell: readonly { readonly object: string; readonly reason: string }[];
  /** A script, if one was wanted and no question is open. */
  readonly sql?: string;
}

/** What both ways of comparing come to. */
interface Found {
  readonly changes: readonly Change[];
  readonly questions: readonly Question[];
  readonly cannotTell: DiffResult['cannotTell'];
  readonly operations: () => readonly Operation[];
  readonly context: OperationContext;
}

const ENTITIES = 'entities';

/**
 * Compares any two of entities, database, revisions and other databases.
 *
 * @example
 * const { differences } = await diff({ from: 'migrations', to: 'postgres://localhost/staging' });
 * @throws AutogenError `same-sides`, `unknown-side`, and whatever connecting, reading and replaying have to complain about.
 */
export async function diff(options: DiffOptions = {}): Promise<DiffResult> {
  const { from = 'database', to = ENTITIES } = options;
  if (from === to) {
    throw new AutogenError('same-sides', `Both sides are ${describe(from)}: there is nothing to compare.`, {
      hint: 'autogen diff --from migrations --to database',
    });
  }
  return withProject(options, async (project) => {
    const { changes, questions, cannotTell, operations, context } = await find(project, from, to);
    const inSync = changes.length === 0 && questions.length === 0 && cannotTell.length === 0;
    const isScript = options.sql === true && questions.length === 0;
    return {
      ...{ from: describe(from), to: describe(to), inSync },
      differences: changes.map((change) => ({ ...differenceOf(change), of: formatPath(placeOf(change)) })),
      questions: questions.map(openQuestion),
      cannotTell,
      ...(isScript ? { sql: scriptOf(operations(), context) } : {}),
    };
  });
}

async function find(project: Project, from: string, to: string): Promise<Found> {
  if (to === ENTITIES) return withSide(project, from, '--from', (database) => withEntities(project, database));
  if (from === ENTITIES) {
    return withSide(project, to, '--to', async (database) => {
      const { back, changes, ...found } = await withEntities(project, database);
      return { ...found, changes: changes.map(reversed), operations: back };
    });
  }
  return withSide(project, from, '--from', async (first) => {
    const before = await read(project, first);
    return withSide(project, to, '--to', async (second) => {
      const { context } = second;
      const there = { client: first.connection, context };
      const { upgrade, ...found } = await compareDatabases(before, await read(project, second), there);
      return { ...found, cannotTell: [], operations: upgrade, context };
    });
  });
}

/** Lends the database that a word or a URL means. */
async function withSide<Result>(
  project: Project,
  side: string,
  option: string,
  use: (database: Database) => Promise<Result>,
): Promise<Result> {
  if (side === 'database') return use(await project.database());
  if (side !== 'migrations') {
    const { config, describe } = otherDatabase(side, option);
    return use(await project.databaseAt(config, describe()));
  }
  return withReplay(project, use);
}

/** The side itself is not quoted: a mistyped URL may hold a password. */
function otherDatabase(url: string, option: string): ServerTarget {
  try {
    return serverAt(url, option);
  } catch (cause) {
    throw new AutogenError(
      'unknown-side',
      `${option} is neither database, migrations or entities, nor a PostgreSQL URL.`,
      { hint: `autogen diff ${option} migrations`, cause },
    );
  }
}

async function withEntities(project: Project, database: Database) {
  const { context } = database;
  const comparison = await compareWith(project, await project.revisions(), database, {});
  const { changes, questions, unsettled, upgrade, downgrade } = comparison;
  const cannotTell = unsettled.map(({ object, reason }) => ({ object: formatId(object), reason }));
  return { changes, questions, cannotTell, operations: upgrade, back: downgrade, context };
}

async function read(project: Project, database: Database): Promise<Schema> {
  const isOwn = isBookkeeping(project, database);
  return (await reflect(database.connection, database.context)).filter((object) => !isOwn(object));
}

function reversed(change: Change): Change {
  switch (change.verb) {
    case 'create':
      return { ...change, verb: 'drop' };
    case 'drop':
      return { ...change, verb: 'create' };
    case 'alter':
      return { ...change, before: change.after, after: change.before };
    case 'rename': {
      const { object, to } = change;
      return { ...change, object: { ...object, path: to.path }, to: { kind: object.kind, path: object.path } };
    }
  }
}

/** The table that a change is about, or whatever else stands in a schema. */
function placeOf(change: Change): ObjectId {
  const { kind, path } = change.verb === 'alter' ? change.after : change.object;
  return { kind, path: path.slice(0, 2) };
}

function describe(side: string): string {
  if (side === ENTITIES) return 'the entities';
  if (side === 'migrations') return 'the revisions';
  return side === 'database' ? 'the database' : `the database ${otherDatabase(side, '--to').describe()}`;
}

function scriptOf(operations: readonly Operation[], context: OperationContext): string {
  return renderScript(
    operations.map((operation) => ({
      title: renderOperation(operation),
      statements: statementsOf(operation, context),
    })),
  );
}
