import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'post', 'at', { type: 'timestamp' }]],
    changes: ['post.at'],
    rows: { 'SELECT at::text FROM post ORDER BY id': ['2026-01-01 00:00:00', null] },
  },
  back: { operations: [['alterColumn', 'post', 'at', { type: 'date' }]], changes: ['post.at'] },
});
