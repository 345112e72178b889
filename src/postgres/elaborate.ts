/**
 * Lets PostgreSQL settle every text that differs before it counts as a change: the wanted texts are stored in a
 * temporary copy of their table, in a transaction that is rolled back, and read back as PostgreSQL prints them.
 * Nothing is left behind, and no lock is taken on the real tables.
 */

import type { ClientBase } from 'pg';
import { diff, differingTraits } from '../diff/diff';
import { AutogenError } from '../errors';
import { plan } from '../plan/plan';
import { equal } from '../schema/equal';
import { type Kind, type Kinds, kindOf, needsOf, type PlanContext, type Session } from '../schema/kind';
import { formatId, keyOf, type ObjectId, type SchemaObject, writtenTraits } from '../schema/object';
import type { Operation } from '../schema/operation';
import { Schema } from '../schema/schema';
import { statementsOf } from './operations';
import { readKinds } from './reflect';

/** What it takes to settle texts. */
export interface ElaborateInput {
  readonly client: ClientBase;
  readonly session: Session;
  readonly kinds: Kinds;
}

/** A text that PostgreSQL could not be asked about. */
export interface Unsettled {
  readonly object: ObjectId;
  readonly reason: string;
}

/** The wanted schema, with every text that means the same as the database's replaced by the database's own. */
export interface Elaborated {
  readonly schema: Schema;
  readonly unsettled: readonly Unsettled[];
}

type Traits = Readonly<Record<string, unknown>>;

/** One object whose texts must be asked about. */
interface Open {
  readonly object: SchemaObject;
  readonly traits: readonly string[];
}

const TEMPORARY = 'pg_temp';

/**
 * Compares texts: the cheap and exact way first, then by asking the server.
 *
 * @throws AutogenError `invalid-expression` where PostgreSQL cannot parse what an entity says.
 */
export async function elaborate(desired: Schema, actual: Schema, input: ElaborateInput): Promise<Elaborated> {
  const cheap = desired.map((object) => adoptSame(object, actual, input.kinds));
  const open = openTexts(cheap, actual, input.kinds);
  if (open.length === 0) return { schema: cheap, unsettled: [] };
  const { printed, unsettled } = await store(open, cheap, actual, input);
  const once = settle(cheap, actual, open, printed, input.kinds);
  const again = await settleReprinted(once, actual, open, input);
  return { schema: again, unsettled };
}

/** Takes over what a kind's own exact comparison says is stored alike. */
function adoptSame(object: SchemaObject, actual: Schema, kinds: Kinds): SchemaObject {
  const counterpart = actual.get(object);
  if (counterpart === undefined) return object;
  const rules = kindOf(kinds, object).traits as Readonly<
    Record<string, { same?(desired: unknown, actual: unknown, objects: object): boolean }>
  >;
  const pair = { desired: object.traits, actual: counterpart.traits };
  const same = differingTraits(counterpart, object).filter((trait) =>
    rules[trait]?.same?.((object.traits as Traits)[trait], (counterpart.traits as Traits)[trait], pair),
  );
  return adopt(object, counterpart, same);
}

/** The object with these traits as the other prints them, and its own words kept for writing. */
function adopt(object: SchemaObject, other: SchemaObject, traits: readonly string[]): SchemaObject {
  if (traits.length === 0) return object;
  const pick = (from: object) => Object.fromEntries(traits.map((trait) => [trait, (from as Traits)[trait]]));
  return {
    ...object,
    traits: { ...object.traits, ...pick(other.traits) },
    written: { ...pick(writtenTraits(object)), ...object.written },
  };
}

/** The texts that differ, and those of new objects that may be old ones under another name. */
function openTexts(desired: Schema, actual: Schema, kinds: Kinds): Open[] {
  const open: Open[] = [];
  for (const object of desired) {
    const kind = kindOf(kinds, object);
    const texts = Object.entries(kind.traits as Readonly<Record<string, { text?: true }>>)
      .filter(([, rule]) => rule.text)
      .map(([trait]) => trait);
    if (texts.length === 0) continue;
    const counterpart = actual.get(object);
    const differing =
      counterpart === undefined
        ? mayBeRenamed(object, kind, actual, desired)
          ? texts
          : []
        : differingTraits(counterpart, object).filter((trait) => texts.includes(trait));
    const asked = differing.filter((trait) => (object.traits as Traits)[trait] !== null);
    if (asked.length > 0) open.push({ object, traits: asked });
  }
  return open;
}

function mayBeRenamed(object: SchemaObject, kind: Kind, actual: Schema, desired: Schema): boolean {
  if (kind.rename?.decide !== 'same' || object.parent === null || !kind.texts?.(object)) return false;
  return actual.children(object.parent).some((other) => other.kind === object.kind && !desired.has(other));
}

/** Takes what PostgreSQL printed; where that is what the database has, nothing differs any more. */
function settle(desired: Schema, actual: Schema, open: readonly Open[], printed: Schema, kinds: Kinds): Schema {
  const byKey = new Map(open.map((item) => [keyOf(item.object), item]));
  return desired.map((object) => {
    const item = byKey.get(keyOf(object));
    const stored = printed.get(object);
    if (item === undefined || stored === undefined) return object;
    return adoptSame(adopt(object, stored, item.traits), actual, kinds);
  });
}

/**
 * A text that is printed and stored again may be printed in another way once (a dump and restore does that), then
 * stays the same. What meets there is no change.
 */
async function settleReprinted(
  desired: Schema,
  actual: Schema,
  open: readonly Open[],
  input: ElaborateInput,
): Promise<Schema> {
  const still = open.flatMap(({ object: { kind, path }, traits }) => {
    const object = desired.get({ kind, path });
    const counterpart = actual.get({ kind, path });
    if (object === undefined || counterpart === undefined) return [];
    const differing = differingTraits(counterpart, object).filter((trait) => traits.includes(trait));
    return differing.length === 0 ? [] : [{ object, counterpart, traits: differing }];
  });
  if (still.length === 0) return desired;
  const bare = (object: SchemaObject): SchemaObject => ({ ...object, written: {} });
  const ours = await store(
    still.map(({ object, traits }) => ({ object: bare(object), traits })),
    desired,
    actual,
    input,
  );
  const theirs = await store(
    still.map(({ object, counterpart, traits }) => ({ object: bare(adopt(object, counterpart, traits)), traits })),
    desired,
    actual,
    input,
  );
  const meeting = new Map(
    still.flatMap(({ object, counterpart, traits }): [string, SchemaObject][] => {
      const [again, restored] = [ours.printed.get(object), theirs.printed.get(object)];
      const forms = (found: SchemaObject | undefined, own: SchemaObject, trait: string) =>
        [own, ...(found === undefined ? [] : [found])].map(({ traits: all }) => (all as Traits)[trait]);
      const meets = traits.filter((trait) =>
        forms(again, object, trait).some((one) =>
          forms(restored, counterpart, trait).some((other) => equal(one, other)),
        ),
      );
      return meets.length === 0 ? [] : [[keyOf(object), adopt(object, counterpart, meets)]];
    }),
  );
  return desired.map((object) => meeting.get(keyOf(object)) ?? object);
}

/** Stores texts in temporary tables and reads them back, under the identities of the real objects. */
async function store(
  open: readonly Open[],
  desired: Schema,
  actual: Schema,
  input: ElaborateInput,
): Promise<{ printed: Schema; unsettled: Unsettled[] }> {
  const found: SchemaObject[] = [];
  const unsettled: Unsettled[] = [];
  await input.client.query('BEGIN');
  try {
    for (const tables of rounds(open)) {
      await input.client.query('SAVEPOINT round');
      const homes = new Map<string, string>();
      for (const [table, items] of tables) {
        const [schema, name] = JSON.parse(table) as [string, string];
        homes.set(name, schema);
        unsettled.push(...(await storeTable([schema, name], items, desired, actual, input)));
      }
      const { rows } = await input.client.query<{ name: string }>(
        'SELECT nspname AS name FROM pg_catalog.pg_namespace WHERE oid = pg_catalog.pg_my_temp_schema()',
      );
      const name = rows[0]?.name;
      if (name !== undefined) {
        for (const object of await readKinds(input.client, [name], input.session)) {
          const home = homes.get(object.path[1] as string);
          if (home !== undefined) found.push({ ...object, path: [home, ...object.path.slice(1)], parent: null });
        }
      }
      await input.client.query('ROLLBACK TO SAVEPOINT round');
    }
  } finally {
    await input.client.query('ROLLBACK');
  }
  return { printed: Schema.of(found), unsettled };
}

/** Tables of one name in several schemas cannot be copied at once. */
function rounds(open: readonly Open[]): Map<string, Open[]>[] {
  const result: { tables: Map<string, Open[]>; names: Set<string> }[] = [];
  const roundOf = new Map<string, Map<string, Open[]>>();
  for (const item of open) {
    const [schema, name] = item.object.path as [string, string];
    const key = JSON.stringify([schema, name]);
    let tables = roundOf.get(key);
    if (tables === undefined) {
      const free = result.find(({ names }) => !names.has(name));
      const chosen = free ?? { tables: new Map<string, Open[]>(), names: new Set<string>() };
      if (free === undefined) result.push(chosen);
      chosen.names.add(name);
      tables = chosen.tables;
      tables.set(key, []);
      roundOf.set(key, tables);
    }
    tables.get(key)?.push(item);
  }
  return result.map(({ tables }) => tables);
}

/** One table's copy: all columns that can be there without a text, then text by text. */
async function storeTable(
  path: readonly [string, string],
  items: readonly Open[],
  desired: Schema,
  actual: Schema,
  { client, kinds }: ElaborateInput,
): Promise<Unsettled[]> {
  const table = desired.get({ kind: 'table', path });
  if (table === undefined) return [];
  const byKey = new Map(items.map((item) => [keyOf(item.object), item]));
  const frame: SchemaObject[] = [table];
  const later: { operations: readonly Operation[]; object: SchemaObject }[] = [];
  const here = (object: SchemaObject): SchemaObject => ({
    ...object,
    path: [TEMPORARY, ...object.path.slice(1)],
    parent: object.parent === null ? null : { ...object.parent, path: [TEMPORARY, ...object.parent.path.slice(1)] },
  });
  const context: PlanContext = { defaultSchema: '', before: Schema.empty, after: Schema.empty };
  for (const part of desired.children(table)) {
    const kind = kindOf(kinds, part);
    const item = byKey.get(keyOf(part));
    if (kind.elaborate?.role === 'frame') {
      if (!isThere(part, desired, actual, kinds)) continue;
      const bare = kind.elaborate.bare?.(part) ?? part;
      const asked = item === undefined ? [] : item.traits;
      const alterable = asked.filter((trait) => alters(kind, trait, part));
      if (asked.length === alterable.length) frame.push(bare);
      else later.push({ object: part, operations: kind.create(here(item?.object ?? part), context) });
      if (alterable.length > 0 && item !== undefined && asked.length === alterable.length) {
        const full = { ...bare, traits: { ...bare.traits, ...pickTraits(item.object, alterable) } };
        const operations = kind.alter?.(here(bare), here(full), new Set(alterable), context) ?? [];
        later.push({ object: part, operations });
      }
    } else if (item !== undefined) {
      later.push({ object: part, operations: kind.create(here(item.object), context) });
    }
  }
  const after = Schema.of(frame.map(here));
  const changes = diff(Schema.empty, after);
  const creation = plan({ changes, before: Schema.empty, after, kinds, defaultSchema: '' });
  const failure = await attempt(client, creation);
  if (failure !== undefined) {
    return items.map(({ object }) => ({ object, reason: failure.message }));
  }
  if (
    (await attempt(
      client,
      later.flatMap(({ operations }) => operations),
    )) === undefined
  )
    return [];
  // One of them cannot be stored: that one differs from whatever the database has. The others are still asked about.
  for (const { object, operations } of later) {
    const error = await attempt(client, operations);
    if (error?.code === '42601') {
      throw new AutogenError(
        'invalid-expression',
        `PostgreSQL cannot read the text of ${formatId(object)}: ${error.message}.`,
        {
          hint: 'Correct the expression in the entity, then run the command again.',
        },
      );
    }
  }
  return [];
}

function pickTraits(object: SchemaObject, traits: readonly string[]): object {
  const written = writtenTraits(object) as Traits;
  return Object.fromEntries(traits.map((trait) => [trait, written[trait]]));
}

function alters(kind: Kind, trait: string, object: SchemaObject): boolean {
  const rule = (kind.traits as Readonly<Record<string, { change: unknown }>>)[trait]?.change;
  const value = (object.traits as Traits)[trait];
  return (typeof rule === 'function' ? rule(value, null, { used: false }) : rule) === 'alter';
}

/** Whether the database has all that a column needs: not so a type that this very change will create. */
function isThere(object: SchemaObject, desired: Schema, actual: Schema, kinds: Kinds): boolean {
  return needsOf(kinds, object, desired).every(
    (need) => desired.byKey(need) === undefined || isPartOfTable(need) || actual.byKey(need) !== undefined,
  );
}

function isPartOfTable(key: string): boolean {
  return key.split('\u0000').length > 3 || key.startsWith('table\u0000');
}

interface Failure {
  readonly message: string;
  readonly code: string | undefined;
}

/** Runs operations behind a savepoint. */
async function attempt(client: ClientBase, operations: readonly Operation[]): Promise<Failure | undefined> {
  const context = { defaultSchema: TEMPORARY, metadataTable: { schema: TEMPORARY, name: 'typeorm_metadata' } };
  const statements = operations.flatMap((operation) => statementsOf(operation, context));
  if (statements.length === 0) return undefined;
  await client.query('SAVEPOINT attempt');
  try {
    await client.query(statements.join(';\n'));
    return undefined;
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    const { message, code } = error as Failure;
    return { message, code };
  }
}
