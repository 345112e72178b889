import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'10.0.0.2'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'10.0.0.1'" }]],
});
