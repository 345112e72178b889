import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'draft'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'Draft'" }]],
});
