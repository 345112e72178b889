import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['alterColumn', 'post', 'rank', { type: 'integer', using: '*' }]], refused: '22P02' },
  back: [['alterColumn', 'post', 'rank', { type: 'varchar' }]],
});
