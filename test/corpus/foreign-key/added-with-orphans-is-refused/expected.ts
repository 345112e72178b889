import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['createForeignKey', 'FK_*', { table: 'pet', columns: ['ownerId'] }]], refused: '23503' },
  back: [['dropForeignKey', 'FK_*', { table: 'pet' }]],
});
