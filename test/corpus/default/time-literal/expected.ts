import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'13:30'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'12:00'" }]],
});
