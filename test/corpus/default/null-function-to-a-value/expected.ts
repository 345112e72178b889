import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'x'" }]],
  back: [['alterColumn', 'item', 'value', { default: 'NULL' }]],
});
