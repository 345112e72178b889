import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['alterColumn', 'item', 'price', { type: 'numeric(5,2)' }]], refused: '22003' },
  back: [['alterColumn', 'item', 'price', { type: 'numeric(12,2)' }]],
});
