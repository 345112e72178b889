/** A database and entities → what differs, and the operations that lead there and back. */

import type { ClientBase } from 'pg';
import { Answers, type GivenAnswers, keptTables } from './diff/answers';
import type { Change, Decisions, Question, Rename } from './diff/change';
import { requireDistinctNames } from './diff/clashes';
import { hiddenIn, missingPrivileges, requireCovered } from './diff/covered';
import { diff, inStableOrder } from './diff/diff';
import { differences } from './diff/differences';
import { findImpossible } from './diff/impossible';
import { withKnownNeeds } from './diff/known-needs';
import { type LeftOut, leftOut } from './diff/left-out';
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
import { inWordsOf, restate } from './postgres/elaborate';
import { kinds as register } from './postgres/kinds';
import { openSession, reflect } from './postgres/reflect';
import { type LendDatabase, settle } from './postgres/settle';
import type { Unsettled } from './postgres/temporary-copy';
import { tryBackfills } from './postgres/try-backfill';
import type { Filters } from './schema/filter';
import { type Kind, type Kinds, kindOf, type Session } from './schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from './schema/object';
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
  const answers = new Answers(input.answers);
  const sides = await readSides(input);
  const scoped = await narrow(sides, input, answers);
  const settled = await settleNames(scoped, sides, input, answers);
  const { before, after, renames } = settled;
  const changes = inStableOrder([...renames, ...diff(before, after)]);
  const impossible = findImpossible(changes, kinds, answers, { before, after });
  const { recreated } = impossible.decisions;
  const { backfills, byHand: filledByHand } = findFilledValues(changes, { before, kinds, answers, recreated });
  const decisions = { ...impossible.decisions, values: settled.valueMoves, backfills };
  const questions = [...settled.questions, ...impossible.questions];
  answers.requireAllUsed(questions);
  await tryBackfills(input.client, backfills, after, kinds);
  const { strangers, covered } = scoped;
  return {
    changes,
    questions,
    filledByHand,
    unmanaged: scoped.unmanaged.filter(({ path }) => sides.desired.has({ kind: 'schema', path: path.slice(0, 1) })),
    covered: scoped.before,
    kept: keptTables({ flags: input.answers.keep ?? [], settings: input.kept }, strangers, covered, questions),
    unsettled: settled.unsettled,
    ...plans({ ...settled, changes, decisions, scoped, sides }, input),
  };
}

/** Both sides as they are. */
interface Sides {
  readonly session: Session;
  readonly database: Schema;
  readonly desired: Schema;
  /** What the entities themselves, or autogen, want to be left alone. */
  readonly ignored: readonly ObjectId[];
  readonly left: LeftOut;
}

async function readSides({ client, context, schemas, entities, filters, ...given }: CompareInput): Promise<Sides> {
  const session = await openSession(client, context);
  const [database, { desired, untouched }] = await Promise.all([
    reflect(client, { schemas, ...context, session }),
    // While the server is at work.
    entities().then((read) => ({ desired: desiredSchema(read), untouched: read.ignored })),
  ]);
  const ignored = [...untouched, ...given.ignored];
  return { session, database, desired, ignored, left: leftOut(database, desired, { kinds, ignored, filters }) };
}

/** Both sides, reduced to what is compared. */
interface Narrowed extends Scope {
  /** What the entities lack, whoever made it. */
  readonly strangers: readonly SchemaObject[];
  /** Keys of what revisions created, and of what may have another name now. */
  readonly covered: ReadonlySet<string>;
  /** Keys of strangers that may have another name now. */
  readonly similar: ReadonlySet<string>;
}

async function narrow({ database, desired, left }: Sides, input: CompareInput, answers: Answers): Promise<Narrowed> {
  const wanted = without(desired, left.entities.keys());
  requireCovered(wanted, input.schemas);
  const lost = differences(database, wanted).lost.flatMap(([key, object]) => (left.database.has(key) ? [] : [object]));
  const strangers = lost.filter((object) => mayBeAskedAbout(kindOf(kinds, object)));
  const isAnyCreated = lost.some((object) => ['ask', 'leave'].includes(kindOf(kinds, object).disappear ?? ''));
  const created = isAnyCreated ? await input.created() : new Set<string>();
  const similar = mayBeRenamed(strangers, created, { before: database, after: wanted, kinds, answers });
  const covered = new Set([...created, ...similar]);
  const kept = [...input.kept, ...(input.answers.keep ?? [])];
  const scoped = scope(database, wanted, { kinds, leftOut: left, covered, kept });
  await refuseHidden(scoped.before, input.client);
  requireDistinctNames({ wanted: scoped.after, database, covered: scoped.before }, kinds);
  return { ...scoped, strangers, covered, similar };
}

async function refuseHidden(schema: Schema, client: ClientBase): Promise<void> {
  const [first, ...others] = hiddenIn(schema);
  if (first === undefined) return;
  const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
  throw missingPrivileges([first, ...others], rows[0]?.role ?? '');
}

/** Both sides under the same names and in PostgreSQL's own words: what differs now is different. */
interface Settled {
  readonly before: Schema;
  readonly after: Schema;
  readonly renames: readonly Rename[];
  readonly staying: ReadonlySet<string>;
  readonly valueMoves: ReturnType<typeof findLostValues>['moves'];
  readonly questions: readonly Question[];
  readonly unsettled: readonly Unsettled[];
}

async function settleNames(scoped: Narrowed, sides: Sides, input: CompareInput, answers: Answers): Promise<Settled> {
  const { client, context, elaborate: where, scratch } = input;
  const { session, database, left } = sides;
  const answered = findRenames(scoped.before, scoped.after, kinds, answers, scoped.similar);
  const followed = following(scoped.staying, { ...scoped, renamed: answered.before }, kinds);
  const { staying } = followed;
  const lostValues = findLostValues(answered.before, followed.after, { kinds, answers, renames: answered.renames });
  const beside = Schema.of([...left.database.values()].filter(isFrame));
  const made = { renames: answered.renames, values: lostValues.renames };
  const restated = await restate(scoped.before, answered.before, made, { client, session, kinds, renames: [], beside });
  // What stays says the new names, too.
  const wanted = followed.after.replace(new Map([...staying].map((key) => [key, restated.byKey(key) ?? null])));
  const named = findSameStructure(restated, wanted, kinds);
  const { schema: after, unsettled } = await settle(
    wanted,
    named.before,
    { client, context, where, scratch, kinds, database },
    {
      session,
      renames: [...answered.renames, ...named.renames],
      values: lostValues.renames,
      beside: answered.renames.reduce((schema, rename) => applyRename(schema, rename, kinds), beside),
    },
  );
  // Once texts are settled, more of them are the same.
  const { renames: alike, before } = findSameStructure(named.before, after, kinds);
  return {
    before,
    after,
    renames: [...answered.renames, ...named.renames, ...alike],
    staying,
    valueMoves: lostValues.moves,
    questions: [...answered.questions, ...lostValues.questions],
    unsettled,
  };
}

/** All that is decided. */
interface Decided extends Settled {
  readonly changes: readonly Change[];
  readonly decisions: Decisions;
  readonly scoped: Narrowed;
  readonly sides: Sides;
}

/** The operations, thought out once somebody asks. */
function plans(decided: Decided, { context, schemas }: CompareInput) {
  const { changes, before, after, renames, decisions, staying, scoped, sides } = decided;
  const { defaultSchema } = context;
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
    upgrade: () => {
      const there = renames.reduce((schema, rename) => applyRename(schema, rename, kinds), sides.database);
      const hidden = there.filter((_object, key) => before.byKey(key) === undefined);
      const stays = [...staying].flatMap((key) => before.byKey(key) ?? []);
      requireUnneeded([...stays, ...hidden], { before, after, renames, kinds });
      requireNeeds({
        changes,
        after,
        leftOut: new Map([...sides.ignored.map((id) => [keyOf(id), id] as const), ...sides.left.entities]),
        database: sides.database,
        isRead: (schema) => schemas?.includes(schema) ?? true,
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

/**
 * What leads from one database to another. The same text may be printed by both in two ways.
 *
 * @param place - the server on which texts are compared; nothing is left behind.
 */
export async function compareDatabases(
  first: Schema,
  second: Schema,
  { client, context }: Pick<CompareInput, 'client' | 'context'>,
) {
  const { after } = stayingIn(first, second, kinds);
  const session = await openSession(client, context);
  const input = { client, session, kinds, renames: [], beside: Schema.empty, elsewhere: true } as const;
  const told = await inWordsOf(first, after, input).catch((error: unknown) => {
    // What another version of PostgreSQL prints, and this one cannot read, is not the same.
    if (error instanceof AutogenError && error.code === 'invalid-expression') return after;
    throw error;
  });
  return compareSchemas(first, told, context.defaultSchema);
}

/** What leads from one schema to another: what is gone in the second is dropped, nobody is asked. */
export function compareSchemas(first: Schema, second: Schema, defaultSchema: string) {
  const { after, staying } = stayingIn(first, second, kinds);
  const { renames, before } = findSameStructure(first, after, kinds);
  const changes = inStableOrder([...renames, ...diff(before, after)]);
  const { questions } = findImpossible(changes, kinds, new Answers({}), { before, after });
  const upgrade = () => plan({ ...makeWay({ changes, before, after }, kinds), kinds, defaultSchema, renames, staying });
  return { changes, questions, upgrade };
}

/** Whether what is lost of this kind may be a question, whoever made it. */
function mayBeAskedAbout({ disappear, rename }: Kind): boolean {
  return disappear === 'ask' || (disappear === 'keep' && rename?.decide === 'ask');
}

/** What texts stand on. */
function isFrame(object: SchemaObject): boolean {
  return kindOf(kinds, object).elaborate?.role === 'frame';
}
