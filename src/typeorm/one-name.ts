/** Things of entities that have one name, for PostgreSQL at least, and are not one thing. */

import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { AutogenError } from '../errors';
import { cutRemark, truncateName } from '../postgres/sql/quote';
import type { EntityTable } from './entities';

/**
 * One of each name: TypeORM lists what both a column and its class declare twice.
 *
 * @param what - the word for several of them.
 * @throws AutogenError `name-clash` where two of one name differ.
 */
export function distinct<Item extends { readonly name: string }>(
  metadata: EntityMetadata,
  what: string,
  items: readonly Item[],
): readonly Item[] {
  if (items.length < 2) return items;
  const byName = new Map<string, Item>();
  for (const item of items) {
    const other = byName.get(item.name);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(item)) {
      throw clash(
        `The entity ${metadata.name} describes two different ${what} of the name ${item.name}`,
        item.name,
        'give one of them another name, or take one away',
      );
    }
    byName.set(item.name, item);
  }
  return [...byName.values()];
}

/** @throws AutogenError `name-clash` where two entities have tables of their own that PostgreSQL would give one name. */
export function requireOneTable(one: EntityMetadata, other: EntityMetadata, { schema, name }: EntityTable): void {
  if (one.tableName === other.tableName) return;
  throw clash(
    `The entities ${one.name} and ${other.name} both describe the table ${schema}.${name}`,
    name,
    `give one of them a shorter name: @Entity('other_name') class ${other.name}`,
  );
}

/** @throws AutogenError `name-clash` where PostgreSQL would give two columns one name. */
export function requireOwnNames(metadata: EntityMetadata, columns: readonly ColumnMetadata[]): void {
  // Only names that are cut can meet.
  if (columns.every(({ databaseName }) => truncateName(databaseName) === databaseName)) return;
  const byName = new Map<string, ColumnMetadata>();
  for (const column of columns) {
    const name = truncateName(column.databaseName);
    const other = byName.get(name);
    if (other !== undefined) {
      throw clash(
        `The columns ${metadata.name}.${other.propertyPath} and ${metadata.name}.${column.propertyPath} would both be ${name}`,
        name,
        "give one of them a shorter name: @Column({ name: 'other_name' })",
      );
    }
    byName.set(name, column);
  }
}

function clash(sentence: string, name: string, hint: string): AutogenError {
  return new AutogenError('name-clash', `${sentence}${cutRemark(name)}.`, { hint });
}
