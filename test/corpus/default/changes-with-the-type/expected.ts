import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { type: 'integer', using: '*', default: "'8'" }]],
  back: [['alterColumn', 'item', 'value', { type: 'varchar', default: "'7'" }]],
});
