import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['createUnique', 'UQ_*', { columns: ['a'] }]], refused: '23505' },
  back: [['dropUnique', 'UQ_*', { table: 'item' }]],
});
