/** What the type of a column means for its values, and for the enums beside it. Not a kind. */

import { equal } from '../schema/equal';
import type { PlanContext } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Schema } from '../schema/schema';
import { conversionBetween, conversionSql, detourSql, isPutIntoArray, onlyElementSql } from './casts';
import { Sql } from './sql/sql';
import { isTypeReference, type TypeName, type TypeReference } from './sql/types';

/** A column, as far as its type goes. */
type Typed = SchemaObject<string, { readonly type: TypeName; readonly generated: string | null }>;

/** The conversion that a type change asks for; nothing where PostgreSQL converts by itself. */
export function usingFor(before: Typed, after: Typed, { conversions }: PlanContext): { readonly using?: Sql } {
  // What has no conversion is decided on the way forth. On the way back it stops at a value that it cannot bring back.
  const using =
    conversions?.get(keyOf(after)) ?? conversionSql(after.path[2] as string, before.traits.type, after.traits.type);
  return using === undefined ? {} : { using: new Sql(using) };
}

/** The value of before, where PostgreSQL would write what it was put into: an array of one text, as text. */
export function wayBackSql(before: Typed, after: Typed): string | null {
  const { type, generated } = after.traits;
  if (generated !== null || !isPutIntoArray(type, before.traits.type)) return null;
  return onlyElementSql(after.path[2] as string, before.traits.type, type) ?? null;
}

/** A generated column is computed again, so its values need no conversion. */
export function isImpossible(
  before: Typed,
  after: Typed,
  schemas: { readonly before: Schema; readonly after: Schema },
): { readonly suggestion: string | null } | null {
  const change = [after.path[2] as string, before.traits.type, after.traits.type] as const;
  const [, from, to] = change;
  if (after.traits.generated !== null) return null;
  if (conversionBetween(from, to) !== 'none') return null;
  if (takesAllLabels(from, to, schemas)) return null;
  return { suggestion: detourSql(...change) ?? null };
}

/** From one enum to another that has all its labels: no value is lost on the way through its text. */
function takesAllLabels(
  from: TypeName,
  to: TypeName,
  { before, after }: { readonly before: Schema; readonly after: Schema },
): boolean {
  if (!isTypeReference(from) || !isTypeReference(to) || from.array !== to.array) return false;
  const labelsOf = (schema: Schema, { schema: home, name }: TypeReference) => {
    const found = home === undefined ? undefined : schema.get({ kind: 'enum', path: [home, name] });
    return (found?.traits as { readonly labels?: readonly string[] } | undefined)?.labels;
  };
  const [old, now] = [labelsOf(before, from), labelsOf(after, to)];
  return old !== undefined && now !== undefined && old.every((label) => now.includes(label));
}

/**
 * Whether a column has a domain over the wanted type, somebody's own: entities cannot mention one, and what it stands for
 * is what they want.
 */
export function standsFor(desired: TypeName, actual: TypeName, { nullable }: { readonly nullable: boolean }): boolean {
  if (!isTypeReference(actual) || actual.domainOver === undefined || actual.array) return false;
  // To drop a NOT NULL that the domain has would change nothing.
  if (nullable && actual.domainNotNull) return false;
  return equal(desired, actual.domainOver) || standsFor(desired, actual.domainOver, { nullable });
}

/**
 * The same type, or two that are not built in: TypeORM names a column's enum after the column, so a renamed column has
 * an enum of another name, and perhaps of other labels.
 */
export function mayBeSameType(lost: TypeName, gained: TypeName): boolean {
  if (standsFor(gained, lost, { nullable: false })) return true;
  if (!isTypeReference(lost) || !isTypeReference(gained)) return equal(lost, gained);
  const isOwn = (type: TypeReference) => type.schema !== undefined;
  return equal(lost, gained) || (isOwn(lost) && isOwn(gained) && lost.array === gained.array);
}

/** TypeORM names a column's enum after the column. */
export function renamedEnum(
  lost: TypeName,
  gained: TypeName,
): { readonly from: ObjectId; readonly to: ObjectId } | null {
  if (!isTypeReference(lost) || !isTypeReference(gained)) return null;
  if (lost.schema === undefined || lost.schema !== gained.schema || lost.name === gained.name) return null;
  const [from, to] = [lost, gained].map(({ name }) => ({ kind: 'enum', path: [lost.schema as string, name] }));
  return { from: from as ObjectId, to: to as ObjectId };
}

export function typeNeeds(reference: TypeReference): string[] {
  return reference.schema === undefined
    ? ['extensions']
    : [keyOf({ kind: 'enum', path: [reference.schema, reference.name] })];
}

/** The labels that the enum of a column loses: those that become others in its rows, and whether a row may have another. */
export function lostLabels({ traits: { type } }: Typed, context: PlanContext) {
  const key = isTypeReference(type) ? (typeNeeds(type)[0] as string) : '';
  const [old = [], now = []] = [context.before, context.after].map((schema) => {
    const traits = schema.byKey(key)?.traits;
    return (traits as { readonly labels?: readonly string[] } | undefined)?.labels;
  });
  const { renamed, merged = new Map<string, string>() } = context.values?.get(key) ?? {};
  const stays = (label: string) => now.includes(label) || renamed?.has(label) || merged.has(label);
  return { merged, isAnyGone: !old.every(stays) };
}
