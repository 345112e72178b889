/** Entities and joins that describe one table. Source: TypeORM, src/schema-builder/RdbmsSchemaBuilder.ts: each adds what it misses. */

import type { EntityMetadata } from 'typeorm';
import { AutogenError } from '../errors';
import type { EntityTable } from './entities';
import { requireOneTable } from './one-name';

interface Described {
  readonly metadata: EntityMetadata;
  readonly table: EntityTable;
}

/**
 * Each table once.
 *
 * @throws AutogenError `entity-conflict` where entities describe one table in different ways; `name-clash` where they mean
 *   tables of their own.
 */
export function distinctTables(all: readonly Described[]): EntityTable[] {
  const groups = new Map<string, [Described, ...Described[]]>();
  for (const described of all) {
    const key = `${described.table.schema}\u0000${described.table.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [described]);
    else group.push(described);
  }
  return [...groups.values()].map(asOne);
}

function asOne([first, ...others]: readonly [Described, ...Described[]]): EntityTable {
  const family = new Set([first, ...others].map(({ metadata }) => metadata.target));
  let { table } = first;
  for (const other of others) {
    requireOneTable(first.metadata, other.metadata, table);
    // TypeORM lists join tables behind all entities.
    if (other.metadata.isJunction) requireJoined({ metadata: first.metadata, table }, other);
    else requireAgreement({ metadata: first.metadata, table }, other, family);
    table = withMore(table, other.table);
  }
  return table;
}

function withMore(table: EntityTable, other: EntityTable): EntityTable {
  return {
    ...table,
    columns: more(table.columns, other.columns),
    uniques: more(table.uniques, other.uniques),
    checks: more(table.checks, other.checks),
    exclusions: more(table.exclusions, other.exclusions),
    foreignKeys: more(table.foreignKeys, other.foreignKeys),
    indexes: more(table.indexes, other.indexes),
  };
}

function more<Item extends { readonly name: string }>(known: readonly Item[], items: readonly Item[]): Item[] {
  const names = new Set(known.map(({ name }) => name));
  return [...known, ...items.filter(({ name }) => !names.has(name))];
}

/** The columns of a join table are copies of the keys that it joins: what an entity says of them holds. */
function requireJoined({ metadata, table }: Described, join: Described): void {
  const unknown = join.table.columns.find(({ name }) => table.columns.every((column) => column.name !== name));
  if (unknown === undefined) return;
  throw new AutogenError(
    'entity-conflict',
    `The entity ${metadata.name} describes the table ${table.schema}.${table.name} without the column ${unknown.name}, which it has as a join table.`,
    {
      hint: `Name the entity's columns in @JoinTable({ name: '${table.name}', joinColumn: …, inverseJoinColumn: … }), or give the join table another name.`,
    },
  );
}

/** Where one class extends another of the same table, that has the columns of both. */
function requireAgreement(one: Described, other: Described, family: ReadonlySet<EntityMetadata['target']>): void {
  const known = new Map(one.table.columns.map((column) => [column.name, JSON.stringify(column)]));
  const shared = other.table.columns.filter(({ name }) => known.has(name));
  const isSame = shared.length === known.size && shared.length === other.table.columns.length;
  const agrees = shared.every((column) => known.get(column.name) === JSON.stringify(column));
  const ancestors = new Set<EntityMetadata['target']>(one.metadata.inheritanceTree);
  const isOneFamily = other.metadata.inheritanceTree.some(
    (ancestor) => ancestors.has(ancestor) && family.has(ancestor),
  );
  if (agrees && (isSame || isOneFamily)) return;
  throw new AutogenError(
    'entity-conflict',
    `The entities ${one.metadata.name} and ${other.metadata.name} both describe the table ${one.table.schema}.${one.table.name}, with different columns.`,
    { hint: `Give one of them a table of its own: @Entity('other_name') class ${other.metadata.name}` },
  );
}
