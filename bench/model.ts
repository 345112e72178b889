/**
 * The entities that are measured: tables as applications have them, 20 columns each, with 2 foreign keys, 3 indexes,
 * 2 enum columns, a unique constraint and a comment. `own words` adds a check and a partial index to each, written in
 * another way than PostgreSQL prints them.
 */

import { EntitySchema } from 'typeorm';

export type Variant = 'in sync' | 'own words';

/** What columns and relations are called is nothing to the compiler here. */
type Row = Readonly<Record<string, unknown>>;

export function entitiesOf(tables: number, variant: Variant): EntitySchema<Row>[] {
  return Array.from({ length: tables }, (_, number) => entity(number, variant));
}

function name(number: number): string {
  return `item_${String(number).padStart(4, '0')}`;
}

function entity(number: number, variant: Variant): EntitySchema<Row> {
  const own = variant === 'own words';
  return new EntitySchema<Row>({
    name: name(number),
    columns: {
      id: { type: 'int', primary: true, generated: 'increment' },
      code: { type: 'varchar', length: 40 },
      title: { type: 'varchar', length: 200, comment: "As people see it; it's shown everywhere" },
      description: { type: 'text', nullable: true },
      status: { type: 'enum', enum: ['draft', 'open', 'closed', 'archived'], default: 'draft' },
      priority: { type: 'enum', enum: ['low', 'normal', 'high'], nullable: true },
      amount: { type: 'numeric', precision: 12, scale: 2, default: 0 },
      quantity: { type: 'int', default: 1 },
      rate: { type: 'double precision', nullable: true },
      size: { type: 'bigint', nullable: true },
      active: { type: 'boolean', default: true },
      payload: { type: 'jsonb', default: {} },
      labels: { type: 'text', array: true, nullable: true },
      country: { type: 'char', length: 2, nullable: true },
      external: { type: 'uuid', nullable: true },
      born: { type: 'date', nullable: true },
      created_at: { type: 'timestamptz', createDate: true },
      updated_at: { type: 'timestamp', precision: 3, updateDate: true },
      owner_id: { type: 'int' },
      parent_id: { type: 'int', nullable: true },
    },
    relations: {
      owner: {
        type: 'many-to-one',
        target: name(Math.floor(number / 2)),
        joinColumn: { name: 'owner_id' },
        onDelete: 'CASCADE',
      },
      parent: { type: 'many-to-one', target: name(number), joinColumn: { name: 'parent_id' }, onDelete: 'SET NULL' },
    },
    uniques: [{ columns: ['code'] }],
    indices: [
      { columns: ['owner_id'] },
      { columns: ['parent_id'] },
      { columns: ['status', 'created_at'] },
      ...(own ? [{ columns: ['title'], where: `status = 'open' and active` }] : []),
    ],
    checks: own ? [{ expression: `amount >= 0 and quantity between 0 and 1000` }] : [],
  });
}
