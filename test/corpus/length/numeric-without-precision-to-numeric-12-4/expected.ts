import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'price', { type: 'numeric(12,4)' }]],
  back: [['alterColumn', 'item', 'price', { type: 'numeric' }]],
});
