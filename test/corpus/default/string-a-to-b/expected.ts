import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'b'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'a'" }]],
});
