/**
 * Lets PostgreSQL settle every text that differs before it counts as a change: the wanted texts are stored in a
 * temporary copy of their table, in a transaction that is rolled back, and read back as PostgreSQL prints them.
 * Nothing is left behind, and no lock is taken on the real tables.
 */

import { differingTraits } from '../diff/diff';
import { equal } from '../schema/equal';
import { type Kind, type Kinds, kindOf } from '../schema/kind';
import { keyOf, type SchemaObject, writtenTraits } from '../schema/object';
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

/** Whether there is a text that only a server can settle. */
export function hasOpenTexts(desired: Schema, actual: Schema, kinds: Kinds): boolean {
  return compareTexts(desired, actual, kinds).open.length > 0;
}

/** Takes over what a kind's own exact comparison says is stored alike. */
function adoptSame(object: SchemaObject, counterpart: SchemaObject | undefined, kinds: Kinds): SchemaObject {
  if (counterpart === undefined) return object;
  const pair = { desired: object.traits, actual: counterpart.traits };
  const same = Object.entries(rulesOf(kindOf(kinds, object)))
    .filter(([trait, rule]) => {
      const [desired, actual] = [(object.traits as Traits)[trait], (counterpart.traits as Traits)[trait]];
      return rule.same !== undefined && !equal(desired, actual) && rule.same(desired, actual, pair);
    })
    .map(([trait]) => trait);
  return adopt(object, counterpart, same);
}

/** What of a kind's rules is about texts. */
type TextRules = Readonly<
  Record<string, { text?: true; same?(desired: unknown, actual: unknown, objects: object): boolean }>
>;

function rulesOf(kind: Kind): TextRules {
  return kind.traits as TextRules;
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

/**
 * The wanted schema after the cheap comparison, with the texts that still differ and those of new objects that may be
 * old ones under another name.
 */
function compareTexts(desired: Schema, actual: Schema, kinds: Kinds): { cheap: Schema; open: Open[] } {
  const askable = new Map([...kinds].map(([name, kind]) => [name, askableTraits(kind)]));
  const open: Open[] = [];
  const cheap = desired.map((object, key) => {
    const traits = askable.get(object.kind) ?? [];
    if (traits.length === 0) return object;
    const counterpart = actual.byKey(key);
    const differs = (one: SchemaObject, trait: string) =>
      counterpart === undefined || !equal((one.traits as Traits)[trait], (counterpart.traits as Traits)[trait]);
    if (!traits.some((trait) => differs(object, trait))) return object;
    const kind = kindOf(kinds, object);
    const adopted = adoptSame(object, counterpart, kinds);
    const texts = traits.filter(
      (trait) => rulesOf(kind)[trait]?.text && (adopted.traits as Traits)[trait] !== null && differs(adopted, trait),
    );
    const isAsked = counterpart !== undefined || mayBeRenamed(object, kind, actual, desired);
    if (texts.length > 0 && isAsked) open.push({ object: adopted, traits: texts });
    return adopted;
  });
  return { cheap, open };
}

/** The traits of which something else than equality may say that they are the same. */
function askableTraits(kind: Kind): string[] {
  const rules = Object.entries(rulesOf(kind));
  return rules.filter(([, rule]) => rule.text || rule.same !== undefined).map(([trait]) => trait);
}

function mayBeRenamed(object: SchemaObject, kind: Kind, actual: Schema, desired: Schema): boolean {
  if (kind.rename?.decide !== 'same' || object.parent === null || !kind.texts?.(object)) return false;
  return actual.children(object.parent).some((other) => other.kind === object.kind && !desired.has(other));
}

/** Takes what PostgreSQL printed; where that is what the database has, nothing differs any more. */
function settle(desired: Schema, actual: Schema, open: readonly Open[], printed: Schema, kinds: Kinds): Schema {
  const byKey = new Map(open.map((item) => [keyOf(item.object), item]));
  return desired.map((object, key) => {
    const item = byKey.get(key);
    const stored = printed.byKey(key);
    if (item === undefined || stored === undefined) return object;
    return adoptSame(adopt(object, stored, item.traits), actual.byKey(key), kinds);
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
  return desired.map((object, key) => meeting.get(key) ?? object);
}
