import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropColumn', 'item', 'c'],
      ['addColumn', 'item', 'c', { type: 'text', nullable: true, generated: 'lower(a)' }],
      ['setTypeormMetadata', { table: 'item', column: 'b' }, null],
      ['alterColumn', 'item', 'b', { generated: null }],
      ['setTypeormMetadata', { table: 'item', column: 'c' }, 'lower(a)'],
    ],
    rows: { 'SELECT c FROM item': ['x'] },
  },
});
