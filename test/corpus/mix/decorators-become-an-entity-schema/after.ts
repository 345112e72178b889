import { EntitySchema } from 'typeorm';

const Item = new EntitySchema({
  name: 'item',
  columns: {
    id: { type: Number, primary: true, generated: 'increment' },
    a: { type: String },
    b: { type: 'varchar', nullable: true },
    n: { type: Number, default: 1 },
  },
  uniques: [{ name: 'UQ_item', columns: ['a', 'b'] }],
  indices: [{ name: 'IX_item', columns: ['b'] }],
  checks: [{ name: 'CHK_item', expression: 'n > 0' }],
});

export { Item };
