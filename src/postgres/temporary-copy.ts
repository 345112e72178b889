/**
 * A temporary copy of a table, in which PostgreSQL stores texts and prints them again. Everything happens in a
 * transaction that is rolled back: nothing is left behind, and no lock is taken on the real tables.
 */

import type { ClientBase } from 'pg';
import type { Rename } from '../diff/change';
import { diff } from '../diff/diff';
import type { ValueRename } from '../diff/lost-values';
import { reverseRenames } from '../diff/renames';
import { AutogenError } from '../errors';
import { plan } from '../plan/plan';
import {
  type Kind,
  type Kinds,
  kindOf,
  needsOf,
  type PlanContext,
  providesOf,
  type Rule,
  type Session,
} from '../schema/kind';
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
  /** What `actual` has under its new name already, and the database under its old one. */
  readonly renames: readonly Rename[];
  /** Values that have another name already in what is wanted, and their old one in the database. */
  readonly values?: readonly ValueRename[];
  /** Tables and columns that are there and not compared: texts may mention them. */
  readonly beside: Schema;
  /** Not the database that is compared: what is missing there says nothing about it. */
  readonly elsewhere?: true;
}

/** A text that PostgreSQL could not be asked about. */
export interface Unsettled {
  readonly object: ObjectId;
  readonly reason: string;
}

/** One object whose texts must be asked about. */
export interface Open {
  readonly object: SchemaObject;
  readonly traits: readonly string[];
}

const TEMPORARY = 'pg_temp';

/** By itself it comes first, and the row type of a copy would hide a type of the same name. */
const TEMPORARY_LAST = `SELECT pg_catalog.set_config('search_path',
  pg_catalog.concat_ws(', ', nullif(pg_catalog.current_setting('search_path'), ''), '${TEMPORARY}'), true)`;

type Traits = Readonly<Record<string, unknown>>;

/**
 * Stores texts in temporary tables and reads them back, under the identities of the real objects.
 *
 * @param made - made when the texts are stored: they are printed as they are afterwards.
 */
export async function store(
  open: readonly Open[],
  desired: Schema,
  actual: Schema,
  input: ElaborateInput,
  made: { readonly renames: readonly Rename[]; readonly values: readonly ValueRename[] } = { renames: [], values: [] },
): Promise<{ printed: Schema; unsettled: Unsettled[] }> {
  const found: SchemaObject[] = [];
  const unsettled: Unsettled[] = [];
  const refused = new Set<string>();
  await input.client.query(`BEGIN; ${TEMPORARY_LAST}`);
  try {
    await attempt(input.client, renameValues(input.values ?? [], input.kinds));
    for (const tables of rounds(open)) {
      await input.client.query('SAVEPOINT round');
      const homes = new Map(tables.map(({ path: [schema, name] }) => [name, schema]));
      const copies = tables.flatMap(({ path, items }) => copyOf(path, items, desired, actual, input));
      const outcome = await storeCopies(copies, input);
      const moved = made.renames.filter(({ object: { path } }) => homes.get(path[1] as string) === path[0]);
      await attempt(
        input.client,
        moved.flatMap((rename) => renameInCopy(rename, input.kinds)),
      );
      await attempt(input.client, renameValues(made.values, input.kinds));
      // What is new differs in any case.
      unsettled.push(...outcome.unsettled.filter(({ object }) => actual.has(object) || !isWhole(object, input.kinds)));
      for (const object of outcome.refused) refused.add(keyOf(object));
      const { rows } = await input.client.query<{ name: string }>(
        'SELECT nspname AS name FROM pg_catalog.pg_namespace WHERE oid = pg_catalog.pg_my_temp_schema()',
      );
      const name = rows[0]?.name;
      if (name !== undefined) {
        for (const object of await readKinds(input.client, [name], input.session)) {
          if (homes.has(object.path[1] as string)) found.push(atHome(object, name, homes));
        }
      }
      await input.client.query('ROLLBACK TO SAVEPOINT round');
    }
  } finally {
    await input.client.query('ROLLBACK');
  }
  return { printed: Schema.of(found.filter((object) => !refused.has(keyOf(object)))), unsettled };
}

/** What was read of a copy, as a part of the real table; what it needs of other copies is meant of their tables. */
function atHome(object: SchemaObject, temporary: string, homes: ReadonlyMap<string, string>): SchemaObject {
  const move = ([schema, ...names]: readonly string[]) => {
    const home = schema === temporary ? homes.get(names[0] ?? '') : undefined;
    return [home ?? (schema as string), ...names];
  };
  const needs = object.needs?.map((key) => {
    const [kind = '', ...path] = key.split('\u0000');
    return keyOf({ kind, path: move(path) });
  });
  return { ...object, path: move(object.path), parent: null, ...(needs === undefined ? {} : { needs }) };
}

function renameInCopy({ object, to }: Rename, kinds: Kinds): readonly Operation[] {
  const operations = kindOf(kinds, object).rename?.operations(inCopy(object), to, NOWHERE);
  return operations ?? [];
}

/** Of the real types: what stands in the copies is of these. Only their owner may do that. */
function renameValues(values: readonly ValueRename[], kinds: Kinds): readonly Operation[] {
  return values.flatMap(({ object, trait, from, to }) => {
    const rules = kindOf(kinds, object).traits as Readonly<Record<string, Rule<object, unknown>>>;
    return rules[trait]?.values?.rename(object, from, to, NOWHERE) ?? [];
  });
}

/** The same object as a part of a copy. */
function inCopy(object: SchemaObject): SchemaObject {
  const move = (path: readonly string[]) => [TEMPORARY, ...path.slice(1)];
  return {
    ...object,
    path: move(object.path),
    parent: object.parent === null ? null : { ...object.parent, path: move(object.parent.path) },
  };
}

/** No schema is the default one: operations name the copy's. */
const NOWHERE: PlanContext = { defaultSchema: '', before: Schema.empty, after: Schema.empty, recreated: new Set() };

/** What came of storing texts. */
interface Outcome {
  readonly unsettled: readonly Unsettled[];
  /** PostgreSQL would not store these: what it prints of them says nothing. */
  readonly refused: readonly SchemaObject[];
}

const stored: Outcome = { unsettled: [], refused: [] };

/** The open texts of one table. */
interface OpenTable {
  readonly path: readonly [schema: string, name: string];
  readonly items: Open[];
  /** Names that a temporary schema can hold only once: of the table, and of what may have an index. */
  readonly names: Set<string>;
}

/** Temporary tables that are there at once: each holds locks, of which a server has some thousands. */
const TABLES_A_ROUND = 200;

/** The tables to be copied at once: not too many, and not two with one name, which may be in several schemas. */
function rounds(open: readonly Open[]): OpenTable[][] {
  const tables = new Map<string, OpenTable>();
  for (const item of open) {
    const path = item.object.path.slice(0, 2) as [string, string];
    const key = path.join('\u0000');
    const table = tables.get(key) ?? { path, items: [], names: new Set([path[1]]) };
    tables.set(key, table);
    table.items.push(item);
    table.names.add(item.object.path.at(-1) as string);
  }
  const result: Map<string, OpenTable>[] = [];
  const firstFree = new Map<string, number>();
  for (const table of tables.values()) {
    const name = table.path[1];
    let place = Math.max(...[...table.names].map((one) => firstFree.get(one) ?? 0));
    while ((result[place]?.size ?? 0) === TABLES_A_ROUND) place += 1;
    for (const one of table.names) firstFree.set(one, place + 1);
    const round = result[place];
    if (round === undefined) result.push(new Map([[name, table]]));
    else round.set(name, table);
  }
  return result.map((round) => [...round.values()]);
}

/** One table's copy: all columns that can be there without a text, then text by text. */
interface Copy {
  readonly items: readonly Open[];
  /** The same without the columns of types that an extension of this very change may have. */
  readonly smaller: () => Copy | undefined;
  readonly creation: readonly Operation[];
  readonly texts: readonly { readonly object: SchemaObject; readonly operations: readonly Operation[] }[];
}

function copyOf(
  path: readonly [string, string],
  items: readonly Open[],
  desired: Schema,
  actual: Schema,
  input: ElaborateInput,
  small = false,
): Copy[] {
  const { kinds, renames, beside } = input;
  const id: ObjectId = { kind: 'table', path };
  const table = desired.get(id) ?? beside.get(id);
  if (table === undefined) return wholeCopy(items, kinds);
  const byKey = new Map(items.map((item) => [keyOf(item.object), item]));
  const frame: SchemaObject[] = [table];
  const texts: { operations: readonly Operation[]; object: SchemaObject }[] = [];
  for (const part of [...desired.children(table), ...beside.children(table)]) {
    const kind = kindOf(kinds, part);
    const item = byKey.get(keyOf(part));
    if (kind.elaborate?.role === 'frame') {
      const bare = underOldNames(kind.elaborate.bare?.(part) ?? part, renames, kinds);
      if (!isTinCopy(part, desired, actual, kinds) || (small && mayBeMissing(bare, desired, actual, kinds))) continue;
      const asked = item === undefined ? [] : item.traits;
      const alterable = asked.filter((trait) => alters(kind, trait, part));
      if (asked.length === alterable.length) frame.push(bare);
      else texts.push({ object: part, operations: kind.create(inCopy(item?.object ?? part), NOWHERE) });
      if (alterable.length > 0 && item !== undefined && asked.length === alterable.length) {
        // Without the words of the entity: it may be the database's own text that is asked about.
        const full = { ...bare, traits: { ...bare.traits, ...pickTraits(item.object, alterable) }, written: {} };
        const operations = kind.alter?.(inCopy(bare), inCopy(full), new Set(alterable), NOWHERE) ?? [];
        texts.push({ object: part, operations });
      }
    } else if (item !== undefined) {
      texts.push({ object: part, operations: kind.create(inCopy(item.object), NOWHERE) });
    }
  }
  const after = Schema.of(frame.map(inCopy));
  const changes = diff(Schema.empty, after);
  const creation = plan({ changes, before: Schema.empty, after, kinds, defaultSchema: '' });
  return [
    {
      items,
      creation,
      texts,
      smaller: () => (small ? undefined : copyOf(path, items, desired, actual, input, true)[0]),
    },
  ];
}

/** A text that stands alone: it is about the tables that are there. */
function wholeCopy(items: readonly Open[], kinds: Kinds): Copy[] {
  const texts = items.flatMap(({ object }) => {
    const { elaborate, create } = kindOf(kinds, object);
    if (elaborate?.role !== 'whole') return [];
    return [{ object, operations: create(inCopy(elaborate.bare?.(object) ?? object), NOWHERE) }];
  });
  return [{ items, creation: [], texts, smaller: () => undefined }];
}

/** An object that mentions something renamed, as the database can understand it before the rename. */
function underOldNames(object: SchemaObject, renames: readonly Rename[], kinds: Kinds): SchemaObject {
  return reverseRenames(renames).reduce(
    (known, { object: from, to }) => kindOf(kinds, known).renamed?.(known, from, to) ?? known,
    object,
  );
}

/** All at once; where something cannot be stored, by halves, until it is found. */
async function storeCopies(copies: readonly Copy[], input: ElaborateInput): Promise<Outcome> {
  const operations = copies.flatMap(({ creation, texts }) => [
    ...creation,
    ...texts.flatMap((text) => text.operations),
  ]);
  if ((await attempt(input.client, operations)) === undefined) return stored;
  const [only] = copies;
  if (only !== undefined && copies.length === 1) return await storeTextByText(only, input);
  const middle = Math.ceil(copies.length / 2);
  const first = await storeCopies(copies.slice(0, middle), input);
  const second = await storeCopies(copies.slice(middle), input);
  return {
    unsettled: [...first.unsettled, ...second.unsettled],
    refused: [...first.refused, ...second.refused],
  };
}

async function storeTextByText({ items, creation, texts, smaller }: Copy, input: ElaborateInput): Promise<Outcome> {
  const { client, kinds, elsewhere } = input;
  const failure = await attempt(client, creation);
  if (failure !== undefined) {
    const without = smaller();
    if (without !== undefined) return await storeTextByText(without, input);
    return { unsettled: items.map(({ object }) => ({ object, reason: failure.message })), refused: [] };
  }
  // One of them cannot be stored: that one differs from whatever the database has. The others are still asked about.
  const refused: SchemaObject[] = [];
  const unsettled: Unsettled[] = [];
  for (const { object, operations } of texts) {
    const error = await attempt(client, operations);
    if (error?.code === '42601') {
      throw new AutogenError(
        'invalid-expression',
        `PostgreSQL cannot read the text of ${formatId(object)}: ${error.message}.`,
        {
          hint: 'correct the expression in the entity, then run the command again',
        },
      );
    }
    if (error === undefined) continue;
    refused.push(object);
    const isAboutText = elsewhere === undefined && saysOfText(error);
    if (isWhole(object, kinds) && !isAboutText) unsettled.push({ object, reason: error.message });
  }
  return { unsettled, refused };
}

function isWhole(object: ObjectId, kinds: Kinds): boolean {
  return kindOf(kinds, object).elaborate?.role === 'whole';
}

/** Whether it is the text that PostgreSQL refuses, not whoever asks: wrong names and types (42), wrong constants (22). */
function saysOfText({ code = '' }: Failure): boolean {
  return (code.startsWith('42') && code !== '42501') || code.startsWith('22');
}

function pickTraits(object: SchemaObject, traits: readonly string[]): object {
  const written = writtenTraits(object) as Traits;
  return Object.fromEntries(traits.map((trait) => [trait, written[trait]]));
}

function alters(kind: Kind, trait: string, object: SchemaObject): boolean {
  const rule = (kind.traits as Readonly<Record<string, { change: unknown }>>)[trait]?.change;
  const value = (object.traits as Traits)[trait];
  return (
    (typeof rule === 'function'
      ? rule(value, null, { used: false, desired: object.traits, renamed: new Map() })
      : rule) === 'alter'
  );
}

/** Whether the database has all that a column needs: not so a type that this very change will create. */
function isTinCopy(object: SchemaObject, desired: Schema, actual: Schema, kinds: Kinds): boolean {
  return needsOf(kinds, object, desired).every(
    (need) => desired.byKey(need) === undefined || isPartOfTable(need) || actual.byKey(need) !== undefined,
  );
}

/** Whether something that it needs under another name than its own, a type of an extension, may not be there yet. */
function mayBeMissing(object: SchemaObject, desired: Schema, actual: Schema, kinds: Kinds): boolean {
  const needs = needsOf(kinds, object, desired).filter((need) => desired.byKey(need) === undefined);
  return (
    needs.length > 0 &&
    [...desired].some((other) => !actual.has(other) && providesOf(kinds, other).some((token) => needs.includes(token)))
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
