import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: 'false' }]],
  back: [['alterColumn', 'item', 'value', { default: 'true' }]],
});
