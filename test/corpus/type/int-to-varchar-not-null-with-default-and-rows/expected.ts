import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'code', { type: 'varchar', default: "'0'" }]],
  back: [['alterColumn', 'post', 'code', { type: 'integer', using: '*', default: "'0'" }]],
});
