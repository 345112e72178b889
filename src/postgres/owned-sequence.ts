/** What happens to the sequence behind a serial or identity column when the column changes. Not a kind. */

import type { PlanContext } from '../schema/kind';
import type { SchemaObject } from '../schema/object';
import type { Argument, Operation } from '../schema/operation';
import { alteration } from './alter-column';
import type { Identity } from './column-spec';
import { placed, placedArgs } from './place';
import { differingOptions, impliedSequence, type SequenceTraits } from './sequence';
import { implicitName, quoteLiteral, quotePath } from './sql/quote';
import { Sql } from './sql/sql';
import { baseType, type TypeName } from './sql/types';

/** The column's own traits that matter here. */
export interface OwnerTraits {
  readonly type: TypeName;
  readonly serial: boolean;
  readonly identity: Identity | null;
}

type Owner = SchemaObject<'column', OwnerTraits>;

/** What hangs on a column and is nobody's difference. */
interface OwnerBelongings {
  /** Names of sequences that it owns and does not use: its default was dropped by hand. */
  readonly idle?: readonly string[];
}

function isIdle(column: Owner | undefined, sequence: string): boolean {
  return (column?.belongings as OwnerBelongings | undefined)?.idle?.includes(sequence) ?? false;
}

/** The sequence behind a serial or identity column. */
function sequenceOf(column: Owner, schema: PlanContext['before']): SequenceTraits | undefined {
  const child = schema.children(column).find((part) => part.kind === 'sequence');
  return child?.traits as SequenceTraits | undefined;
}

function impliedOf({ path: [, table, name], traits: { type } }: Owner): SequenceTraits {
  return impliedSequence(implicitName(table as string, name as string, 'seq'), baseType(String(type)));
}

function hasSequence({ traits }: Owner): boolean {
  return traits.serial || traits.identity !== null;
}

/** Serial and identity: what to do when a column gains or loses the sequence behind it. */
export function changeSequence(
  before: Owner,
  after: Owner,
  context: PlanContext,
): { drop: Operation[]; create: Operation[] } {
  const [schema, table, name] = after.path as [string, string, string];
  const known = sequenceOf(before, context.before);
  // Where sequences are not compared, they are as PostgreSQL makes them, for all we know.
  const old = known ?? (hasSequence(before) ? impliedOf(before) : undefined);
  const next = sequenceOf(after, context.after) ?? (hasSequence(after) ? impliedOf(after) : undefined);
  if (old !== undefined && next !== undefined && before.traits.serial !== after.traits.serial) {
    return { drop: [], create: swapSequence(old, next, after, context) };
  }
  const drop: Operation[] = [];
  const create: Operation[] = [];
  if (before.traits.identity !== null && after.traits.identity === null) {
    drop.push(alteration(after.path, { identity: null }, context));
  }
  if (before.traits.serial && !after.traits.serial) {
    drop.push(alteration(after.path, { default: null }, context));
    const stays = known !== undefined && isIdle(after, known.name);
    if (known !== undefined && !stays)
      drop.push({ name: 'dropSequence', args: [known.name, ...placedArgs(schema, context)] });
  }
  if (next === undefined) return { drop, create };
  const implied = impliedOf(after);
  if (after.traits.serial && !before.traits.serial) {
    const spec = {
      ownedBy: { table, column: name },
      type: next.type,
      ...differingOptions({ ...implied, type: next.type }, next),
    };
    if (!isIdle(before, next.name)) {
      create.push({ name: 'createSequence', args: [next.name, { ...spec, ...placed(schema, context) }] });
    }
    const sequence = quoteLiteral(quotePath(schema, next.name));
    create.push(alteration(after.path, { default: new Sql(`nextval(${sequence}::regclass)`) }, context));
  }
  if (after.traits.identity !== null && before.traits.identity === null) {
    create.push(alteration(after.path, { identity: after.traits.identity }, context));
    if (next.name !== implied.name) {
      create.push({ name: 'renameSequence', args: [implied.name, next.name, ...placedArgs(schema, context)] });
    }
    const options = differingOptions(implied, next);
    if (Object.keys(options).length > 0) {
      create.push({ name: 'alterSequence', args: [next.name, { ...options, ...placed(schema, context) } as Argument] });
    }
  }
  return { drop, create };
}

/** Serial ↔ identity. */
function swapSequence(
  old: SequenceTraits,
  next: SequenceTraits,
  { path, traits: { identity, type } }: Owner,
  context: PlanContext,
): Operation[] {
  const [schema, table, name] = path as [string, string, string];
  const names = { sequence: next.name, ...(old.name === next.name ? {} : { replaces: old.name }) };
  const implied = impliedSequence(next.name, baseType(String(type)));
  // One that descends has other bounds where none are said.
  const bounds = next.increment.startsWith('-') ? { min: next.min, max: next.max } : {};
  const options = { ...differingOptions(implied, next), ...bounds };
  const swap = { ...names, ...options, ...placed(schema, context) };
  return identity === null
    ? [{ name: 'identityToSerial', args: [table, name, { ...swap, type: next.type }] }]
    : [{ name: 'serialToIdentity', args: [table, name, { identity, ...swap }] }];
}

/** PostgreSQL gives the sequence of an identity column the column's new type; one that had another is to keep it. */
export function keepSequenceType(before: Owner, after: Owner, context: PlanContext): Operation[] {
  const [old, sequence] = [sequenceOf(before, context.before), sequenceOf(after, context.after)];
  const stays = before.traits.identity !== null && after.traits.identity !== null;
  if (!stays || old === undefined || sequence === undefined || sequence.type === after.traits.type) return [];
  const { type, min, max } = sequence;
  // Its new name, if it gets one, it gets later.
  return [{ name: 'alterSequence', args: [old.name, { type, min, max, ...placed(after.path[0] as string, context) }] }];
}
