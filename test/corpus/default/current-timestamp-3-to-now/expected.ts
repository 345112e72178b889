import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: 'now()' }]],
  back: [['alterColumn', 'item', 'value', { default: '*' }]],
});
