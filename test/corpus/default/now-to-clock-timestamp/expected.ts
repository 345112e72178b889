import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: 'clock_timestamp()' }]],
  back: [['alterColumn', 'item', 'value', { default: 'now()' }]],
});
