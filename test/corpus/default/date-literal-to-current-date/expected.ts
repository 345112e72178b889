import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: '*' }]],
  back: [['alterColumn', 'item', 'value', { default: "'2020-01-01'" }]],
});
