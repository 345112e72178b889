/** All operations: those of the kinds, and `createTable`, which is composed of the parts that the kinds declare. */

import type { Kind, Part } from '../schema/kind';
import type { Lock } from '../schema/lock';
import { keyOf, type ObjectId } from '../schema/object';
import {
  type Alone,
  type Batched,
  type Boundary,
  defineOperation,
  type Hazard,
  type Operation,
  type OperationContext,
  type OperationDefinition,
  type Touched,
  type Trail,
} from '../schema/operation';
import type { kinds } from './kinds';
import { inSchema, qualified } from './place';

type Registered = (typeof kinds)[number];

/** The parts of `createTable`, by slot, each typed by the kind that fills it. */
type Slots = {
  readonly [K in Registered as K extends { readonly part: { readonly slot: infer Slot extends string } }
    ? Slot
    : never]?: K extends {
    readonly part: { readonly form: infer Form; readonly fragment: (spec: infer Spec, ...rest: never) => string };
  }
    ? Form extends 'named'
      ? Readonly<Record<string, Spec>>
      : Form extends 'list'
        ? readonly Spec[]
        : Spec
    : never;
};

/** A new table: its columns, and whatever parts belong to it from the start. */
export type TableSpec = Slots & { readonly schema?: string };

/** The kinds as the stages see them; loaded with the first operation, since most commands run none. */
function registered(): readonly Kind[] {
  const register: typeof import('./kinds') = require('./kinds');
  return register.kinds;
}

/** A part of a new table, with the kind's own word on what it means. */
interface GivenPart {
  readonly part: Part<object, string, unknown>;
  /** Empty where the part has none, or says it itself. */
  readonly name: string;
  readonly entry: unknown;
}

function partsOf(spec: TableSpec): GivenPart[] {
  const slots: Readonly<Record<string, unknown>> = spec;
  return registered().flatMap(({ part }) => {
    const value = part === undefined ? undefined : slots[part.slot];
    if (part === undefined || value === undefined) return [];
    if (part.form === 'named') {
      return Object.entries(value as object).map(([name, entry]): GivenPart => ({ part, name, entry }));
    }
    const entries = part.form === 'list' ? (value as readonly unknown[]) : [value];
    return entries.map((entry) => ({ part, name: '', entry }));
  });
}

/** What an application reads, writes or takes numbers from. */
function isLockable(kind: string): boolean {
  return kind === 'table' || kind === 'view' || kind === 'sequence';
}

const createTable = defineOperation({
  locks: (context, name: string, spec: TableSpec) => {
    const others = new Map<string, Lock>();
    for (const { part, entry } of partsOf(spec)) {
      for (const trail of part.uses?.(entry, context) ?? []) {
        const object = trail.find(({ kind }) => isLockable(kind));
        if (object !== undefined) others.set(keyOf(object), { mode: 'SHARE ROW EXCLUSIVE', object });
      }
    }
    others.delete(keyOf(inSchema(context, 'table', name, spec.schema)[0]));
    return [...others.values()];
  },
  statements: (context, name: string, spec: TableSpec) => [
    `CREATE TABLE ${qualified(context, name, spec.schema)} (${partsOf(spec)
      .map(({ part, name, entry }) => part.fragment(entry, name, context))
      .join(', ')})`,
  ],
  creates: (context, name: string, spec: TableSpec) => ({
    kind: 'table',
    path: [spec.schema ?? context.defaultSchema, name],
  }),
  touches: (context, name: string, spec: TableSpec) => ({
    makes: [inSchema(context, 'table', name, spec.schema)],
    uses: partsOf(spec).flatMap(({ part, entry }) => part.uses?.(entry, context) ?? []),
  }),
});

type Definitions = { readonly createTable: typeof createTable } & Intersection<Registered['operations']>;
type Intersection<Union> = (Union extends unknown ? (value: Union) => void : never) extends (value: infer All) => void
  ? All
  : never;

/** The calls that revisions make of the kinds' operations; each may be awaited or not. */
export type SchemaOperations = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends OperationDefinition<infer Args>
    ? (...args: Args) => PromiseLike<void>
    : never;
};

let known: ReadonlyMap<string, OperationDefinition<never>> | undefined;

function definitions(): ReadonlyMap<string, OperationDefinition<never>> {
  known ??= new Map([
    ['createTable', createTable as OperationDefinition<never>],
    ...registered().flatMap((kind) => Object.entries(kind.operations)),
  ]);
  return known;
}

/** The names of all operations on a schema. */
export function operationNames(): readonly string[] {
  return [...definitions().keys()];
}

/** Whether revisions may call it. */
export function isOperationName(name: string): boolean {
  return definitions().has(name);
}

function definitionOf(operation: Operation): OperationDefinition {
  const definition = definitions().get(operation.name);
  if (definition === undefined) throw new Error(`there is no operation ${operation.name}`);
  return definition as unknown as OperationDefinition;
}

/** The SQL of one operation: statements to be sent one by one, without semicolons. */
export function statementsOf(operation: Operation, context: OperationContext): readonly string[] {
  return definitionOf(operation).statements(context, ...operation.args);
}

/** What one operation may do to data or to live traffic. */
export function hazardsOf(operation: Operation): readonly Hazard[] {
  return definitionOf(operation).hazards?.(...operation.args) ?? [];
}

/** The object that one operation makes, if it is of those that must be remembered. */
export function createdBy(operation: Operation, context: OperationContext) {
  return definitionOf(operation).creates?.(context, ...operation.args);
}

/** What one operation gives another name, with all that is in it. */
export function renamedBy(operation: Operation) {
  return definitionOf(operation).renames?.(...operation.args);
}

/** What one operation is about; `undefined` where nobody can tell. */
export function touchedBy(operation: Operation, context: OperationContext): Touched | undefined {
  return definitionOf(operation).touches?.(context, ...operation.args);
}

/** What one operation locks of what was there before it; `undefined` where nobody can tell. */
export function locksOf(operation: Operation, context: OperationContext): readonly Lock[] | undefined {
  const { locks } = definitionOf(operation);
  if (typeof locks === 'function') return locks(context, ...operation.args);
  if (locks === 'unknown') return undefined;
  if (locks === 'nothing') return [];
  if (typeof locks !== 'string') return locks;
  return lockedBy(touchedBy(operation, context)).map((object) => ({ mode: locks, object }));
}

/** What is changed, or has something in it that is made or changed. */
function lockedBy({ makes = [], changes = [] }: Touched = {}): readonly ObjectId[] {
  const trails: readonly (readonly ObjectId[])[] = [...changes, ...makes.map(([, ...rest]: Trail) => rest)];
  const found = trails.flatMap((trail) => trail.find(({ kind }) => isLockable(kind)) ?? []);
  return [...new Map(found.map((object) => [keyOf(object), object])).values()];
}

/** The object that one operation removes, if it is of those that must be remembered. */
export function droppedBy(operation: Operation, context: OperationContext) {
  return definitionOf(operation).drops?.(context, ...operation.args);
}

/** How one operation is run that commits every so many rows. */
export function batchedOf(operation: Operation, context: OperationContext): Batched | undefined {
  return definitionOf(operation).batched?.(context, ...operation.args);
}

/** Where, around one operation, a transaction ends if the revision lets it. */
export function boundaryOf(operation: Operation): Boundary | undefined {
  return definitionOf(operation).boundary;
}

/** What it takes to run one operation outside a transaction, if it must not run in one. */
export function aloneOf(operation: Operation, context: OperationContext): Alone | undefined {
  return definitionOf(operation).alone?.(context, ...operation.args);
}
