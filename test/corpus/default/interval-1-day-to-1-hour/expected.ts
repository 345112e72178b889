import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'1 hour'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'1 day'" }]],
});
