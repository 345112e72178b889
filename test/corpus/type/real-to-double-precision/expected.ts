import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'score', { type: 'double precision' }]],
  back: [['alterColumn', 'post', 'score', { type: 'real' }]],
});
