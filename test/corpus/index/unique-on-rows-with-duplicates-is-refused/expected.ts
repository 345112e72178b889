import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['createIndex', 'IDX_*', { columns: ['a'], unique: true }]], refused: '23505' },
  back: [['dropIndex', 'IDX_*', { table: 'item' }]],
});
