/** A database and entities → what differs, and the operations that lead there and back. */

import type { ClientBase } from 'pg';
import { Answers, type GivenAnswers, keptTables } from './diff/answers';
import type { Change, Question } from './diff/change';
import { requireDistinctNames } from './diff/clashes';
import { diff, inStableOrder } from './diff/diff';
import { differences } from './diff/differences';
import { findImpossible } from './diff/impossible';
import { withKnownNeeds } from './diff/known-needs';
import { leftOut } from './diff/left-out';
import { findLostValues } from './diff/lost-values';
import { makeWay } from './diff/make-way';
import { requireNeeds } from './diff/missing-needs';
import { findFilledValues } from './diff/missing-values';
import { applyRename, findRenames, findSameStructure } from './diff/renames';
import { following, type Scope, scope, stayingIn, without } from './diff/scope';
import { requireUnneeded, takenAlong } from './diff/still-needed';
import { mayBeRenamed } from './diff/strangers';
import { wayBack } from './diff/way-back';
import { AutogenError } from './errors';
import { plan, probes } from './plan/plan';
import type { Probe } from './plan/probes';
import { type Elaborated, elaborate, hasOpenTexts, restate } from './postgres/elaborate';
import { kinds as register } from './postgres/kinds';
import { openSession, reflect } from './postgres/reflect';
import { buildSurroundings } from './postgres/surroundings';
import type { ElaborateInput, Unsettled } from './postgres/temporary-copy';
import { tryBackfills } from './postgres/try-backfill';
import type { Filters } from './schema/filter';
import { type Kind, type Kinds, kindOf } from './schema/kind';
import { formatPath, keyOf, type ObjectId, type SchemaObject } from './schema/object';
import type { Operation, OperationContext } from './schema/operation';
import { Schema } from './schema/schema';
import type { Entities } from './typeorm/entities';

/** All kinds by name, in the order of the register. */
export const kinds: Kinds = new Map<string, Kind>(register.map((kind) => [kind.name, kind]));

/** What is compared, and what has been decided about it. */
export interface CompareInput {
  readonly client: ClientBase;
  /** The default schema, and the name of TypeORM's own table: of both sides. */
  readonly context: OperationContext;
  /** Asked for while the server is at work. */
  readonly entities: () => Promise<Entities>;
  /**
   * Keys of the objects that revisions created: their disappearance is a question. Asked for only where the database
   * has a table that no entity describes.
   */
  readonly created: () => Promise<ReadonlySet<string>>;
  /** The schemas to read; all of them where it is left out. */
  readonly schemas?: readonly string[] | undefined;
  /** Left alone, beside what the entities themselves ask to be left alone: autogen's own tables, say. */
  readonly ignored: readonly ObjectId[];
  /** Who else says what is left out of both sides. */
  readonly filters?: Filters | undefined;
  /** Names of tables that stay although no entity describes them: `table:public.legacy`. */
  readonly kept: readonly string[];
  readonly answers: GivenAnswers;
  /**
   * `scratch`: texts are not settled in the database itself.
   *
   * @default 'database'
   */
  readonly elaborate?: 'database' | 'scratch' | undefined;
  /**
   * Lends an empty database, for what cannot be settled in the database itself: the role may not create temporary
   * tables, the server is a standby. Without it, nobody can tell.
   */
  readonly scratch?: LendDatabase | undefined;
}

/** Lends a connection to an empty database for the time of `use`. */
export type LendDatabase = <Result>(use: (client: ClientBase) => Promise<Result>) => Promise<Result>;

/** What a comparison found. */
export interface Comparison {
  /** Empty where the two agree. Of what is about one table, renames come first, the table's own before its parts'. */
  readonly changes: readonly Change[];
  readonly questions: readonly Question[];
  /** Tables of the database that neither entities nor revisions speak of. */
  readonly unmanaged: readonly SchemaObject[];
  /** The database, reduced to what is compared. */
  readonly covered: Schema;
  /** Tables that stay because an answer says so. */
  readonly kept: readonly ObjectId[];
  /** What nobody could tell. */
  readonly unsettled: readonly Unsettled[];
  /** @throws AutogenError `still-needed`, `left-out-needed`, `renamed-and-changed`. */
  readonly upgrade: () => readonly Operation[];
  readonly downgrade: () => readonly Operation[];
  /** What the upgrade looks for before it changes anything. */
  readonly probes: () => readonly Probe[];
  /** Keys of the objects whose rows get the values that they lack from a person. */
  readonly filledByHand: ReadonlySet<string>;
}

/** The wanted schema. */
export function desiredSchema(entities: Entities): Schema {
  return Schema.of(...[...kinds.values()].map((kind) => kind.fromEntities(entities)));
}

/**
 * Compares a database with entities.
 *
 * @throws AutogenError whatever `filters` throws, `missing-privileges`, `schema-not-covered`, `name-clash`, `invalid-expression`, `unknown-answer`, `ambiguous-answer`.
 */
export async function compare(input: CompareInput): Promise<Comparison> {
  const { client, context, filters } = input;
  const { defaultSchema } = context;
  const session = await openSession(client, context);
  const [database, { desired, untouched }] = await Promise.all([
    reflect(client, { schemas: input.schemas, ...context, session }),
    // While the server is at work.
    input.entities().then((entities) => ({ desired: desiredSchema(entities), untouched: entities.ignored })),
  ]);
  const ignored = [...untouched, ...input.ignored];
  const left = leftOut(database, desired, { kinds, ignored, filters });
  const asked = without(desired, left.entities.keys());
  requireCovered(asked, input.schemas);
  const lost = differences(database, asked).lost.flatMap(([key, object]) => (left.database.has(key) ? [] : [object]));
  const strangers = lost.filter((object) => mayBeAskedAbout(kindOf(kinds, object)));
  const isAnyCreated = lost.some((object) => ['ask', 'leave'].includes(kindOf(kinds, object).disappear ?? ''));
  const created = isAnyCreated ? await input.created() : new Set<string>();
  const byFlag = input.answers.keep ?? [];
  const answers = new Answers(input.answers);
  const similar = mayBeRenamed(strangers, created, { before: database, after: asked, kinds, answers });
  const covered = new Set([...created, ...similar]);
  const scoped = scope(database, asked, { kinds, leftOut: left, covered, kept: [...input.kept, ...byFlag] });
  refuseHidden(scoped.before);
  requireDistinctNames({ wanted: scoped.after, database, covered: scoped.before }, kinds);
  const answered = findRenames(scoped.before, scoped.after, kinds, answers, similar);
  const { after: wanted, staying } = following(scoped.staying, { ...scoped, renamed: answered.before }, kinds);
  const lostValues = findLostValues(answered.before, wanted, { kinds, answers, renames: answered.renames });
  const beside = Schema.of([...left.database.values()].filter(isFrame));
  const made = { renames: answered.renames, values: lostValues.renames };
  const restated = await restate(scoped.before, answered.before, made, { client, session, kinds, renames: [], beside });
  const named = findSameStructure(restated, wanted, kinds);
  const { schema: after, unsettled } = await settle(input, { after: wanted, before: named.before }, database, {
    session,
    renames: [...answered.renames, ...named.renames],
    values: lostValues.renames,
    beside: answered.renames.reduce((schema, rename) => applyRename(schema, rename, kinds), beside),
  });
  const { renames: alike, before } = findSameStructure(named.before, after, kinds);
  const renames = [...answered.renames, ...named.renames, ...alike];
  const changes = inStableOrder([...renames, ...diff(before, after)]);
  const impossible = findImpossible(changes, kinds, answers, { before, after });
  const { recreated } = impossible.decisions;
  const { backfills, byHand: filledByHand } = findFilledValues(changes, { before, kinds, answers, recreated });
  const decisions = { ...impossible.decisions, values: lostValues.moves, backfills };
  const questions = [...answered.questions, ...lostValues.questions, ...impossible.questions];
  answers.requireAllUsed(questions);
  const kept = keptTables({ flags: byFlag, settings: input.kept }, strangers, covered, questions);
  await tryBackfills(client, backfills, after, kinds);
  let known: Schema | undefined;
  const planned = () => {
    known ??= withKnownNeeds(before, after, scoped.outside, kinds);
    return known;
  };
  const forth = () => ({
    ...makeWay({ changes, before, after: planned() }, kinds),
    ...{ kinds, defaultSchema, decisions, renames },
  });
  return {
    changes,
    questions,
    filledByHand,
    unmanaged: scoped.unmanaged.filter(({ path }) => desired.has({ kind: 'schema', path: path.slice(0, 1) })),
    covered: scoped.before,
    kept,
    unsettled,
    upgrade: () => {
      const there = renames.reduce((schema, rename) => applyRename(schema, rename, kinds), database);
      const hidden = there.filter((_object, key) => before.byKey(key) === undefined);
      const stays = [...staying].flatMap((key) => before.byKey(key) ?? []);
      requireUnneeded([...stays, ...hidden], { before, after, kinds });
      requireNeeds({
        changes,
        after,
        leftOut: new Map([...ignored.map((id) => [keyOf(id), id] as const), ...left.entities]),
        database,
        isRead: (schema) => input.schemas?.includes(schema) ?? true,
        kinds,
      });
      const aside = { staying, hidden: hidden.list(), takenAlong: takenAlong(hidden, kinds) };
      return plan({ ...forth(), ...aside });
    },
    downgrade: () => {
      const back = wayBack({ original: scoped.before, renamed: before, after: planned(), renames, decisions, kinds });
      return plan({ ...makeWay(back, kinds), kinds, defaultSchema, renames: back.renames });
    },
    probes: () => probes(forth()),
  };
}

/** What leads from one database to another: what is gone in the second is dropped, nobody is asked. */
export function compareSchemas(first: Schema, second: Schema, defaultSchema: string) {
  const { after, staying } = stayingIn(first, second, kinds);
  const { renames, before } = findSameStructure(first, after, kinds);
  const changes = inStableOrder([...renames, ...diff(before, after)]);
  const { questions } = findImpossible(changes, kinds, new Answers({}), { before, after });
  const upgrade = () => plan({ ...makeWay({ changes, before, after }, kinds), kinds, defaultSchema, renames, staying });
  return { changes, questions, upgrade };
}

/** Settles texts in the database itself, and on a scratch one what cannot be settled there. */
async function settle(
  { client, context, elaborate: where, scratch }: CompareInput,
  { before, after }: Pick<Scope, 'before' | 'after'>,
  database: Schema,
  known: Pick<ElaborateInput, 'session' | 'renames' | 'values' | 'beside'>,
): Promise<Elaborated> {
  const input = { ...known, kinds };
  if (scratch === undefined || where !== 'scratch' || !hasOpenTexts(after, before, kinds)) {
    const here = await elaborate(after, before, { ...input, client });
    if (here.unsettled.length === 0 || scratch === undefined) return here;
  }
  return scratch(async (other) => {
    await buildSurroundings(other, [after, database], { ...context, kinds });
    // Built under the new names: nothing there has an old one.
    const session = await openSession(other, context);
    return elaborate(after, before, { ...input, client: other, session, renames: [], elsewhere: true });
  });
}

/** Whether what is lost of this kind may be a question, whoever made it. */
function mayBeAskedAbout({ disappear, rename }: Kind): boolean {
  return disappear === 'ask' || (disappear === 'keep' && rename?.decide === 'ask');
}

/** What texts stand on. */
function isFrame(object: SchemaObject): boolean {
  return kindOf(kinds, object).elaborate?.role === 'frame';
}

/** A schema that is not read would look as if all that the entities want there were missing. */
function requireCovered(desired: Schema, schemas: readonly string[] | undefined): void {
  if (schemas === undefined) return;
  const left = desired.find(({ kind, path }) => kind === 'schema' && !schemas.includes(path[0] as string));
  if (left === undefined) return;
  throw new AutogenError(
    'schema-not-covered',
    `The setting \`schemas\` leaves out the schema ${formatPath(left)}, which entities use.`,
    {
      hint: `add it to the settings: schemas: [${[...schemas, left.path[0]].map((name) => `'${name}'`).join(', ')}]`,
    },
  );
}

/** What a role may not see into cannot be compared, and must not look as if it were not there. */
function refuseHidden(schema: Schema): void {
  const hidden = schema.find((object) => object.hidden === true);
  if (hidden === undefined) return;
  throw new AutogenError(
    'missing-privileges',
    `The role that reads the database has no privileges on the ${hidden.kind} ${formatPath(hidden)}, so it cannot be compared.`,
    {
      hint: `GRANT SELECT ON ${formatPath({ ...hidden, path: hidden.path.slice(0, 2) })} TO the role that connects, as the owner of the table, or connect as the owner`,
    },
  );
}
