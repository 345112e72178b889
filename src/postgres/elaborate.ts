/**
 * Lets PostgreSQL settle every text that differs before it counts as a change: the wanted texts are stored in a
 * temporary copy of their table, in a transaction that is rolled back, and read back as PostgreSQL prints them.
 * Nothing is left behind, and no lock is taken on the real tables.
 */

import type { Rename } from '../diff/change';
import { differences, differingTraits } from '../diff/differences';
import type { ValueRename } from '../diff/lost-values';
import { formerly, nowCalled } from '../diff/renames';
import { equal } from '../schema/equal';
import { type Kind, type Kinds, kindOf } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import { type ElaborateInput, type Open, store, type Unsettled } from './temporary-copy';

/** The wanted schema, with every text that means the same as the database's replaced by the database's own. */
export interface Elaborated {
  readonly schema: Schema;
  readonly unsettled: readonly Unsettled[];
}

type Traits = Readonly<Record<string, unknown>>;

/**
 * Compares texts: the cheap and exact way first, then by asking the server.
 *
 * @throws AutogenError `invalid-expression` where PostgreSQL cannot parse what an entity says.
 */
export async function elaborate(desired: Schema, actual: Schema, input: ElaborateInput): Promise<Elaborated> {
  const { cheap, open } = compareTexts(desired, actual, input.kinds);
  if (open.length === 0) return { schema: cheap, unsettled: [] };
  const { printed, unsettled } = await store(open, cheap, actual, input);
  const once = settle(cheap, actual, open, printed, input.kinds);
  const again = await settleReprinted(once, actual, open, input);
  return { schema: again, unsettled };
}

/**
 * Another database in the words of this one: a database and its copy may print one text in two ways, since what is printed
 * and stored again is printed in another way once. Nothing but texts is taken over: what only an entity cannot say, a
 * database can.
 */
export async function inWordsOf(actual: Schema, other: Schema, input: ElaborateInput): Promise<Schema> {
  const { schema } = await elaborate(other, actual, input);
  const told = new Map<string, SchemaObject>();
  for (const [key, object] of other.entries()) {
    const known = schema.byKey(key);
    const texts = rulesOf(kindOf(input.kinds, object)).texts;
    if (known === undefined || known === object || texts.length === 0) continue;
    const traits = { ...object.traits, ...pick(known.traits, texts) };
    told.set(key, { ...object, traits, written: pick(object.traits, texts) });
  }
  return other.replace(told);
}

/**
 * The database as it will be after some renames: structure is renamed in memory, but only PostgreSQL knows how it will
 * print the texts that mention a renamed column or value.
 *
 * @param original - before the renames.
 * @param renamed - with the structure renamed.
 */
export async function restate(
  original: Schema,
  renamed: Schema,
  made: { readonly renames: readonly Rename[]; readonly values: readonly ValueRename[] },
  input: ElaborateInput,
): Promise<Schema> {
  const { kinds } = input;
  const { renames, values } = made;
  // A part was renamed when its whole had its new name already; the copy has the old one.
  const inside = renames.flatMap((rename, place) => {
    const { parent, path } = rename.object;
    if (parent === null || !isCopied(parent, kinds) || !hasTextsBeside(parent, renamed, kinds)) return [];
    const whole = formerly(parent, renames.slice(0, place));
    return [{ ...rename, object: { ...rename.object, path: [...whole.path, path.at(-1) as string], parent: whole } }];
  });
  if (inside.length + values.length === 0) return renamed;
  const wholes = new Map(inside.map(({ object: { parent } }) => [keyOf(parent), parent]));
  const besides = [...wholes.values()].flatMap((whole) => original.children(whole));
  const open = [...new Set([...besides, ...mentioning(values, original, kinds)])].flatMap(openTexts(kinds));
  const { printed } = await store(open, original, original, input, { renames: inside, values });
  const texts = new Map<string, SchemaObject>();
  for (const object of printed) {
    const whole = nowCalled({ kind: 'table', path: object.path.slice(0, 2) }, renames).path;
    texts.set(keyOf({ ...object, path: [...whole, ...object.path.slice(2)] }), object);
  }
  return renamed.map((object, key) => {
    const text = texts.get(key);
    if (text === undefined) return object;
    const traits = rulesOf(kindOf(kinds, object)).texts;
    return { ...object, traits: { ...object.traits, ...pick(text.traits, traits) } };
  });
}

/** Whether it has a copy, in which its parts are renamed. */
function isCopied(whole: ObjectId, kinds: Kinds): boolean {
  return kindOf(kinds, whole).elaborate?.role === 'frame';
}

function hasTextsBeside(whole: ObjectId, schema: Schema, kinds: Kinds): boolean {
  return schema.children(whole).some((part) => kindOf(kinds, part).texts?.(part));
}

/** All that may mention one of these values: PostgreSQL prints it as a constant, so its letters stand in the text. */
function mentioning(values: readonly ValueRename[], schema: Schema, kinds: Kinds): readonly SchemaObject[] {
  if (values.length === 0) return [];
  const constants = values.map(({ from }) => from.replaceAll("'", "''").replaceAll('\\', '\\\\'));
  return schema.list().filter((object) =>
    textsOf(object, kinds).some((trait) => {
      const text = JSON.stringify((object.traits as Traits)[trait]);
      return constants.some((constant) => text.includes(JSON.stringify(constant).slice(1, -1)));
    }),
  );
}

/** An object with all its texts open; nothing where it has none. */
function openTexts(kinds: Kinds): (object: SchemaObject) => Open[] {
  return (object) => {
    const traits = rulesOf(kindOf(kinds, object)).texts.filter((trait) => (object.traits as Traits)[trait] !== null);
    return traits.length === 0 ? [] : [{ object, traits }];
  };
}

function pick(from: object, traits: readonly string[]): object {
  return Object.fromEntries(traits.map((trait) => [trait, (from as Traits)[trait]]));
}

/** Whether there is a text that only a server can settle. */
export function hasOpenTexts(desired: Schema, actual: Schema, kinds: Kinds): boolean {
  return compareTexts(desired, actual, kinds).open.length > 0;
}

/** Takes over what a kind's own exact comparison says is stored alike. */
function adoptSame(object: SchemaObject, counterpart: SchemaObject | undefined, kinds: Kinds): SchemaObject {
  if (counterpart === undefined) return object;
  const pair = { desired: object.traits, actual: counterpart.traits, path: object.path };
  const same = rulesOf(kindOf(kinds, object)).same.filter(([trait, isSame]) => {
    const [desired, actual] = [(object.traits as Traits)[trait], (counterpart.traits as Traits)[trait]];
    return !equal(desired, actual) && isSame(desired, actual, pair);
  });
  return adopt(
    object,
    counterpart,
    same.map(([trait]) => trait),
  );
}

type Same = (desired: unknown, actual: unknown, objects: object) => boolean;

/** What of a kind's rules is about texts. */
interface TextRules {
  /** The traits that only the server can compare. */
  readonly texts: readonly string[];
  /** The traits with a cheap and exact comparison, and that. */
  readonly same: readonly (readonly [trait: string, same: Same])[];
}

const known = new WeakMap<Kind, TextRules>();

/** Found once for each kind: it is asked for every object. */
function rulesOf(kind: Kind): TextRules {
  const found = known.get(kind);
  if (found !== undefined) return found;
  const rules = Object.entries(kind.traits as Readonly<Record<string, { readonly text?: true; readonly same?: Same }>>);
  const texts = rules.filter(([, rule]) => rule.text).map(([trait]) => trait);
  const same = rules.flatMap(([trait, rule]) => (rule.same === undefined ? [] : [[trait, rule.same] as const]));
  known.set(kind, { texts, same });
  return { texts, same };
}

/** The object with these traits as the other prints them, and its own words kept for writing. */
function adopt(object: SchemaObject, other: SchemaObject, names: readonly string[]): SchemaObject {
  if (names.length === 0) return object;
  const traits: Record<string, unknown> = { ...object.traits };
  const written: Record<string, unknown> = { ...object.written };
  for (const trait of names) {
    if (!(trait in written)) written[trait] = traits[trait];
    traits[trait] = (other.traits as Traits)[trait];
  }
  return { ...object, traits, written };
}

/** The object with what PostgreSQL says about the same texts of another: what they mention. */
function withNeeds(object: SchemaObject, { needs }: SchemaObject): SchemaObject {
  return needs === undefined ? object : { ...object, needs };
}

/**
 * The wanted schema after the cheap comparison, with the texts that still differ and those of new objects that may be
 * old ones under another name.
 */
function compareTexts(desired: Schema, actual: Schema, kinds: Kinds): { cheap: Schema; open: Open[] } {
  const { lost, gained, changed } = differences(actual, desired);
  const adopted = new Map<string, SchemaObject>();
  const open: Open[] = [];
  for (const [key, counterpart, wanted] of changed) {
    const known = adoptSame(wanted, counterpart, kinds);
    const differing = differingTraits(counterpart, known);
    const all = rulesOf(kindOf(kinds, wanted)).texts;
    const texts = all.filter((trait) => differing.includes(trait));
    // What PostgreSQL says that it needs, it says of its texts.
    const object = all.length > 0 && texts.length === 0 ? withNeeds(known, counterpart) : known;
    if (object !== wanted) adopted.set(key, object);
    const asked = texts.filter((trait) => (object.traits as Traits)[trait] !== null);
    if (asked.length > 0) open.push({ object, traits: asked });
  }
  const losses = new Set(lost.map(([, object]) => familyOf(object)));
  for (const [, object] of gained) {
    const texts = textsOf(object, kinds);
    const mayBeRenamed = object.parent !== null && losses.has(familyOf(object)) && namesItself(object, kinds);
    // Of one that stands alone, PostgreSQL knows what it needs.
    const isAsked = mayBeRenamed || kindOf(kinds, object).elaborate?.role === 'whole';
    if (texts.length > 0 && isAsked) open.push({ object, traits: texts });
  }
  return { cheap: desired.replace(adopted), open };
}

function textsOf(object: SchemaObject, kinds: Kinds): string[] {
  return rulesOf(kindOf(kinds, object)).texts.filter((trait) => (object.traits as Traits)[trait] !== null);
}

/** Whether its structure alone decides whether it is another one under a new name. */
function namesItself(object: SchemaObject, kinds: Kinds): boolean {
  const kind = kindOf(kinds, object);
  return kind.rename?.decide === 'same' && kind.texts?.(object) === true;
}

/** Alike for objects of one kind in one place. */
function familyOf({ kind, parent }: SchemaObject): string | null {
  return parent === null ? null : keyOf({ kind, path: parent.path });
}

/** Takes what PostgreSQL printed; where that is what the database has, nothing differs any more. */
function settle(desired: Schema, actual: Schema, open: readonly Open[], printed: Schema, kinds: Kinds): Schema {
  const settled = new Map<string, SchemaObject>();
  for (const { object: asked, traits } of open) {
    const key = keyOf(asked);
    const [object, stored] = [desired.byKey(key), printed.byKey(key)];
    if (object === undefined || stored === undefined) continue;
    settled.set(key, adoptSame(withNeeds(adopt(object, stored, traits), stored), actual.byKey(key), kinds));
  }
  return desired.replace(settled);
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
    if (object === undefined) return [];
    const counterpart = actual.get(object);
    const differing = counterpart === undefined ? traits : traitsIn(differingTraits(counterpart, object), traits);
    return differing.length === 0 ? [] : [{ object, counterpart, traits: differing }];
  });
  if (still.length === 0) return desired;
  const again = async (items: readonly Open[]) => {
    const bare = items.map(({ object, traits }) => ({ object: { ...object, written: {} }, traits }));
    return (await store(bare, desired, actual, input)).printed;
  };
  const ours = await again(still);
  const theirs = await again(
    still.flatMap(({ object, counterpart, traits }) =>
      counterpart === undefined ? [] : [{ object: adopt(object, counterpart, traits), traits }],
    ),
  );
  const meeting = new Map(
    still.map(({ object, counterpart, traits }): [string, SchemaObject] => {
      const forms = [object, ours.get(object)];
      const [other, met] =
        counterpart === undefined
          ? meetLost(object, forms, traits, actual, desired)
          : [counterpart, meetingTraits(forms, [counterpart, theirs.get(object)], traits)];
      return [keyOf(object), adopt(object, other, met)];
    }),
  );
  return desired.replace(meeting);
}

function traitsIn(traits: readonly string[], wanted: readonly string[]): string[] {
  return traits.filter((trait) => wanted.includes(trait));
}

type Forms = readonly (SchemaObject | undefined)[];

/** The traits for which some form of the one side is some form of the other. */
function meetingTraits(ours: Forms, theirs: Forms, traits: readonly string[]): string[] {
  const values = (forms: Forms, trait: string) =>
    forms.flatMap((form) => (form === undefined ? [] : [(form.traits as Traits)[trait]]));
  return traits.filter((trait) =>
    values(ours, trait).some((one) => values(theirs, trait).some((other) => equal(one, other))),
  );
}

/** A new object may be one that was lost beside it, under another name: then all its texts meet. */
function meetLost(
  object: SchemaObject,
  forms: Forms,
  traits: readonly string[],
  actual: Schema,
  desired: Schema,
): [SchemaObject, string[]] {
  const siblings = object.parent === null ? [] : actual.children(object.parent);
  const lost = siblings.filter((other) => other.kind === object.kind && !desired.has(other));
  const same = lost.find((other) => meetingTraits(forms, [other], traits).length === traits.length);
  return same === undefined ? [object, []] : [same, [...traits]];
}
