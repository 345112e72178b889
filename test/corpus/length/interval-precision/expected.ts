import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'span', { type: 'interval(3)' }]],
  back: [['alterColumn', 'item', 'span', { type: 'interval' }]],
});
