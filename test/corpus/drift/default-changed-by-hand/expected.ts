import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'n', { default: "'1'" }]],
  back: false,
});
