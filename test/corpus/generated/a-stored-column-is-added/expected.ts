import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'item', 'b', { type: 'integer', nullable: true, generated: 'length(a)' }],
      ['createIndex', 'IDX_*', { table: 'item', columns: ['b'] }],
      ['setTypeormMetadata', { table: 'item', column: 'b' }, 'length(a)'],
    ],
    rows: { 'SELECT b FROM item': ['3'] },
  },
  back: [
    ['setTypeormMetadata', { table: 'item', column: 'b' }, null],
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['dropColumn', 'item', 'b', { generated: true }],
  ],
});
