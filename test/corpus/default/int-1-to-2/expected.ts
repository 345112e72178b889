import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'2'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'1'" }]],
});
