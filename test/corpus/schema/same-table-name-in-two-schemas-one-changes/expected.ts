import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'n', { type: 'bigint' }]],
  back: [['alterColumn', 'item', 'n', { type: 'integer' }]],
});
