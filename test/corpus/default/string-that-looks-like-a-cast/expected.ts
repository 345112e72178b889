import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'a'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'a::text'" }]],
});
