import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'flags', { type: 'varbit(5)' }]],
  back: [['alterColumn', 'post', 'flags', { type: 'bit(3)' }]],
});
