import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: null }]],
  back: [['alterColumn', 'item', 'value', { default: "'5'" }]],
});
