/** Where a table is: how revisions say it, how SQL writes it. */

import type { Names } from '../schema/kind';
import type { Lock, LockMode } from '../schema/lock';
import type { ObjectId, SchemaObject } from '../schema/object';
import type { Trail } from '../schema/operation';
import { displayName, quotePath } from './sql/quote';

/** `{ schema: 'app' }`, or nothing where the schema is the one that is meant when none is named. */
export function placed(schema: string, context: { readonly defaultSchema: string }): { readonly schema?: string } {
  return schema === context.defaultSchema ? {} : { schema };
}

/** The same as the last argument of an operation, left out where it would be empty. */
export function placedArgs(
  schema: string,
  context: { readonly defaultSchema: string },
): readonly { readonly schema: string }[] {
  return schema === context.defaultSchema ? [] : [{ schema }];
}

/** The quoted, always qualified name, so that no search path decides what an operation touches. */
export function qualified(
  context: { readonly defaultSchema: string },
  name: string,
  schema: string | undefined,
): string {
  return quotePath(schema ?? context.defaultSchema, name);
}

/** The table as messages name it: with its schema where the operation names one. */
export function tableName(table: string, { schema }: { readonly schema?: string } = {}): string {
  return [...(schema === undefined ? [] : [schema]), table].map(displayName).join('.');
}

/** What an operation touches: a table or whatever else stands in a schema. */
export function inSchema(
  { defaultSchema }: { readonly defaultSchema: string },
  kind: string,
  name: string,
  schema = defaultSchema,
): Trail {
  return [
    { kind, path: [schema, name] },
    { kind: 'schema', path: [schema] },
  ];
}

/** The lock on a table that an operation names. */
export function lockOn(
  context: { readonly defaultSchema: string },
  mode: LockMode,
  table: string,
  schema: string | undefined,
): Lock {
  return { mode, object: inSchema(context, 'table', table, schema)[0] };
}

/** What an operation touches: a part of a table, as a column is. */
export function inTable(
  context: { readonly defaultSchema: string },
  kind: string,
  { table, schema }: OfTable,
  name: string,
): Trail {
  const [owner, ...rest] = inSchema(context, 'table', table, schema);
  return [{ kind, path: [...owner.path, name] }, owner, ...rest];
}

/** What an operation touches: columns of a table. */
export function columnsIn(
  context: { readonly defaultSchema: string },
  of: OfTable,
  columns: readonly string[],
): readonly Trail[] {
  return columns.map((column) => inTable(context, 'column', of, column));
}

/** Where an operation on a part of a table finds the table. */
export type OfTable = {
  readonly table: string;
  /** The table's schema; the default schema where it is left out. */
  readonly schema?: string;
};

/** `{ table: 'posts' }`, with the schema where it is not the default one. */
export function ofTable(path: readonly string[], context: { readonly defaultSchema: string }): OfTable {
  return { table: path[1] as string, ...placed(path[0] as string, context) };
}

/** The identity of the table that an object with this path is a part of. */
export function tableOf(path: readonly string[]): { readonly kind: 'table'; readonly path: readonly string[] } {
  return { kind: 'table', path: [path[0] as string, path[1] as string] };
}

/** Parts of tables in the order of the names, the tables' first: what is read in groups of alike ones comes in no order. */
export function inOrderOfNames<Part extends SchemaObject>(parts: readonly Part[], { tables }: Names): Part[] {
  const byTable = new Map<string, Part[]>();
  for (const part of parts) {
    const key = tableKey(part);
    const others = byTable.get(key);
    if (others === undefined) byTable.set(key, [part]);
    else others.push(part);
  }
  const inOrder: Part[] = [];
  for (const { id } of tables) {
    const own = byTable.get(tableKey(id));
    if (own === undefined) continue;
    if (own.length > 1) own.sort(({ path: [, , one = ''] }, { path: [, , other = ''] }) => (one < other ? -1 : 1));
    for (const part of own) inOrder.push(part);
  }
  return inOrder;
}

function tableKey({ path }: ObjectId): string {
  return `${path[0]}\u0000${path[1]}`;
}

/** The path of a part of a table. Written out, because an array that grows keeps room for sixteen more. */
export function pathIn({ path }: ObjectId, name: string): readonly [schema: string, table: string, name: string] {
  return [path[0] as string, path[1] as string, name];
}
