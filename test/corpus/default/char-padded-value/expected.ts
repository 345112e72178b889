import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'ab'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'a'" }]],
});
