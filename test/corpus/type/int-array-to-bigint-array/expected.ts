import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'scores', { type: 'bigint[]' }]],
  back: [['alterColumn', 'post', 'scores', { type: 'integer[]' }]],
});
