import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'token', { type: 'text' }]],
  back: [['alterColumn', 'post', 'token', { type: 'uuid', using: '*' }]],
});
