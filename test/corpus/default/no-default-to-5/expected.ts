import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'5'" }]],
  back: [['alterColumn', 'item', 'value', { default: null }]],
});
