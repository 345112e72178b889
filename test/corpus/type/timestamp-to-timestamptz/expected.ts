import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['alterColumn', 'post', 'at', { type: 'timestamptz' }]], changes: ['post.at'] },
  back: { operations: [['alterColumn', 'post', 'at', { type: 'timestamp' }]], changes: ['post.at'] },
});
