import { EntitySchema } from 'typeorm';

const Everything = new EntitySchema({
  name: 'everything',
  columns: {
    id: { type: Number, primary: true, generated: 'increment' },
    name: { type: 'varchar', length: 20, default: "it's" },
    state: { type: 'enum', enum: ['a', 'b'], nullable: true },
  },
  uniques: [{ name: 'UQ_name', columns: ['name'] }],
  checks: [{ name: 'CHK_name', expression: `"name" <> ''` }],
  indices: [{ name: 'IX_name', columns: ['name', 'state'], where: 'state IS NOT NULL' }],
});

export { Everything };
