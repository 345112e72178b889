import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'doc', { type: 'text' }]],
  back: [['alterColumn', 'post', 'doc', { type: 'jsonb', using: '*' }]],
});
