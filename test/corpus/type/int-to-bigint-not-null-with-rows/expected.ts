import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'views', { type: 'bigint' }]],
  back: [['alterColumn', 'post', 'views', { type: 'integer' }]],
});
