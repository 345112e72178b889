import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'9007199254740993'" }]],
  back: [['alterColumn', 'item', 'value', { default: "'0'" }]],
});
