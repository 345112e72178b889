import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['setTypeormMetadata', { table: 'item', column: 'b' }, null],
      ['alterColumn', 'item', 'b', { generated: null }],
    ],
    rows: { 'SELECT b FROM item': ['X'] },
  },
  back: [
    ['dropColumn', 'item', 'b'],
    ['addColumn', 'item', 'b', { type: 'varchar', nullable: false, generated: 'upper(a)' }],
    ['setTypeormMetadata', { table: 'item', column: 'b' }, 'upper(a)'],
  ],
});
