import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropColumn', 'item', 'b'],
      ['addColumn', 'item', 'b', { type: 'varchar', nullable: false, generated: 'lower(a)' }],
      ['setTypeormMetadata', { table: 'item', column: 'b' }, 'lower(a)'],
    ],
    rows: { 'SELECT b FROM item': ['x'] },
  },
  back: [
    ['dropColumn', 'item', 'b'],
    ['addColumn', 'item', 'b', { type: 'varchar', nullable: false, generated: 'upper(a)' }],
    ['setTypeormMetadata', { table: 'item', column: 'b' }, 'upper(a)'],
  ],
});
