import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'post', 'pinned', { type: 'integer', using: '*', default: "'0'" }]],
    changes: ['post.pinned'],
    rows: { 'SELECT pinned FROM post ORDER BY id': ['1', '0'] },
  },
  back: {
    operations: [['alterColumn', 'post', 'pinned', { type: 'boolean', using: '*', default: 'false' }]],
    changes: ['post.pinned'],
  },
});
