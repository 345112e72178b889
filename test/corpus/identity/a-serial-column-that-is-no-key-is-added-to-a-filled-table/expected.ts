import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['addColumn', 'item', 'number', { type: 'serial', nullable: false }]],
    rows: { 'SELECT number FROM item ORDER BY number': ['1', '2'] },
  },
  back: [['dropColumn', 'item', 'number']],
});
