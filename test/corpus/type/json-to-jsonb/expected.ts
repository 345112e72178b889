import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'doc', { type: 'jsonb' }]],
  back: [['alterColumn', 'post', 'doc', { type: 'json' }]],
});
