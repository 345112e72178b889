import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "md5('a')" }]],
  back: [['alterColumn', 'item', 'value', { default: "md5('A')" }]],
});
