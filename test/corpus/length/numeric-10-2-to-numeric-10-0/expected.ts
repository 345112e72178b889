import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'item', 'price', { type: 'numeric(10,0)' }]],
    changes: ['item.price'],
    rows: { 'SELECT price FROM item ORDER BY id': ['2', '2'] },
  },
  back: { operations: [['alterColumn', 'item', 'price', { type: 'numeric(10,2)' }]], changes: ['item.price'] },
});
