/**
 * What can be told about rows before a revision changes anything: which columns hold until then what they will hold
 * afterwards, and what they are called. Not a kind.
 */

import { equal } from '../schema/equal';
import type { PlanContext } from '../schema/kind';
import { keyOf, type ObjectId, type SchemaObject } from '../schema/object';
import type { Argument, Operation } from '../schema/operation';
import { siblingColumnKeys } from './constraint';
import { placed } from './place';
import { isTypeReference, type TypeName } from './sql/types';

/** What of a column matters here. */
interface ValueTraits {
  readonly type: TypeName;
  readonly generated: string | null;
}

/** A probe of the table that a part belongs to: under its old name, with the columns that tell its rows apart. */
export function probeOf(
  { parent }: Pick<SchemaObject, 'parent'>,
  spec: { readonly [key: string]: Argument },
  context: PlanContext,
): Operation {
  if (parent === null) throw new Error('what belongs to no table has no rows');
  const [schema, table] = formerTable(parent, context);
  const isPrimaryKey = (part: SchemaObject): part is SchemaObject<string, { readonly columns: readonly string[] }> =>
    part.kind === 'primaryKey';
  const primaryKey = context.before.children(parent).find(isPrimaryKey);
  const key = primaryKey?.traits.columns.map((column) => formerColumn(parent, column, context));
  return {
    name: 'probe',
    args: [table, { ...placed(schema, context), ...spec, ...(key === undefined ? {} : { key }) }],
  };
}

/** Schema and name of a table until the renames are made. */
export function formerTable({ kind, path }: ObjectId, context: PlanContext): readonly [schema: string, name: string] {
  const [schema = '', name = ''] = context.former?.({ kind, path, parent: schemaOf(path) }).path ?? path;
  return [schema, name];
}

function schemaOf(path: readonly string[]): ObjectId {
  return { kind: 'schema', path: path.slice(0, 1) };
}

/** A column's name until the renames are made. */
export function formerColumn(table: ObjectId, column: string, context: PlanContext): string {
  const { former } = context;
  if (former === undefined) return column;
  return former({ kind: 'column', path: [...table.path, column], parent: table }).path[2] as string;
}

/** The former names of columns that all hold what they will hold; nothing where one does not. */
export function steadyColumns(
  table: ObjectId,
  columns: readonly string[],
  context: PlanContext,
): readonly string[] | undefined {
  const keys = columns.map((column) => keyOf({ kind: 'column', path: [...table.path, column] }));
  if (!keys.every((key) => isSteady(key, context))) return undefined;
  return columns.map((column) => formerColumn(table, column, context));
}

/** Whether the rows of a table have until the revision, in a column, the values that they have when it is made. */
export function isSteady(key: string, context: PlanContext): boolean {
  const [before, after] = [columnAt(key, context.before), columnAt(key, context.after)];
  if (before === undefined || after === undefined || !isKept(key, context)) return false;
  const { traits } = before;
  return (
    equal(valuesOf(traits), valuesOf(after.traits)) &&
    !isRelabelled(traits.type, context) &&
    isBaseSteady(before, context)
  );
}

/** Whether a row has NULL in the column when the revision is made if, and only if, it has that before. */
export function keepsNulls(key: string, context: PlanContext): boolean {
  const before = columnAt(key, context.before);
  const isConverted = context.conversions?.has(key) === true;
  return before !== undefined && isKept(key, context) && !isConverted && isBaseSteady(before, context);
}

type Column = SchemaObject<string, ValueTraits>;

function columnAt(key: string, schema: PlanContext['before']): Column | undefined {
  return schema.byKey(key) as Column | undefined;
}

/** All that decides what a value is, and how it compares. */
function valuesOf({ type, generated, ...rest }: ValueTraits): unknown {
  return [type, generated, 'collation' in rest ? rest.collation : null];
}

/** It is neither made anew nor filled. */
function isKept(key: string, { recreated, backfills }: PlanContext): boolean {
  return recreated?.has(key) !== true && backfills?.has(key) !== true;
}

/** Whether the rows get other labels of its enum. */
function isRelabelled(type: TypeName, { values }: PlanContext): boolean {
  if (!isTypeReference(type) || type.schema === undefined) return false;
  return values?.has(keyOf({ kind: 'enum', path: [type.schema, type.name] })) === true;
}

/** What is computed is as steady as what it is computed from. */
function isBaseSteady({ traits, needs, parent }: Column, context: PlanContext): boolean {
  if (traits.generated === null || parent === null) return true;
  return (needs ?? siblingColumnKeys(parent, context.before)).every((key) => {
    const base = columnAt(key, context.before);
    return base === undefined || base.kind !== 'column' || base.traits.generated !== null || isSteady(key, context);
  });
}

/**
 * Whether an expression of a part of a table means the same before anything changes: nothing that it mentions, or may
 * mention for all that is known, has another name or other values, and there is all that it may call.
 */
export function isTextSteady({ parent, needs }: SchemaObject, context: PlanContext): boolean {
  if (parent === null || keyOf({ kind: parent.kind, path: formerTable(parent, context) }) !== keyOf(parent))
    return false;
  const columns = (needs ?? siblingColumnKeys(parent, context.after)).flatMap((key) => {
    const [kind, schema, table, name] = key.split('\u0000');
    return kind === 'column' && schema === parent.path[0] && table === parent.path[1]
      ? [{ key, name: name as string }]
      : [];
  });
  return (
    !changesVocabulary(context) &&
    columns.every(({ key, name }) => isSteady(key, context) && formerColumn(parent, name, context) === name)
  );
}

/** What any expression may mention beside columns. */
const VOCABULARY = ['enum', 'extension'];

const known = new WeakMap<PlanContext, boolean>();

/** Whether a type or an extension comes, goes or changes: it is found once for each revision. */
function changesVocabulary(context: PlanContext): boolean {
  const found = known.get(context) ?? differs(context);
  known.set(context, found);
  return found;
}

function differs({ before, after, former, values }: PlanContext): boolean {
  if (values !== undefined && values.size > 0) return true;
  const isOther = (object: SchemaObject, others: PlanContext['before']) => {
    if (!VOCABULARY.includes(object.kind)) return false;
    const other = others.get(object);
    const name = former?.(object).path ?? object.path;
    return other === undefined || !equal(object.traits, other.traits) || !equal(name, object.path);
  };
  return (
    after.find((object) => isOther(object, before)) !== undefined ||
    before.find((object) => isOther(object, after)) !== undefined
  );
}
