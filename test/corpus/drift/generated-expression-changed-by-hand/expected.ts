import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropColumn', 'item', 'b'],
      ['addColumn', 'item', 'b', { type: 'text', nullable: false, generated: 'upper(a)' }],
    ],
    rows: { 'SELECT b FROM item': ['X'] },
  },
  back: false,
});
