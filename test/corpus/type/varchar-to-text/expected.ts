import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'body', { type: 'text' }]],
  back: [['alterColumn', 'post', 'body', { type: 'varchar' }]],
});
