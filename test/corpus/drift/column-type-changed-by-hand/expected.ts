import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'n', { type: 'integer' }]],
  back: false,
});
