import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropIndex', 'IX_b', { table: 'item' }],
      ['dropView', 'loud'],
      ['dropCheck', 'CHK_b', { table: 'item' }],
      ['dropColumn', 'item', 'b', { generated: true }],
      ['addColumn', 'item', 'b', { type: 'varchar', nullable: false, generated: 'lower(a)' }],
      ['createCheck', 'CHK_b', { table: 'item', expression: "b <> ''" }],
      ['createView', 'loud', { as: 'SELECT b FROM item' }],
      ['createIndex', 'IX_b', { table: 'item', columns: ['b'] }],
      ['comment', { table: 'item', column: 'b' }, 'loud'],
      ['setTypeormMetadata', { table: 'item', column: 'b' }, 'lower(a)'],
    ],
    rows: { 'SELECT b FROM item': ['x'] },
  },
});
