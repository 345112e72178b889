import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'rank', { type: 'integer', using: '*' }]],
  back: [['alterColumn', 'post', 'rank', { type: 'varchar' }]],
});
