import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet', schema: 'animals' }],
    ['createForeignKey', 'FK_*', { onDelete: 'RESTRICT' }],
  ],
  back: [
    ['dropForeignKey', 'FK_*', { table: 'pet', schema: 'animals' }],
    ['createForeignKey', 'FK_*', { onDelete: 'SET NULL' }],
  ],
});
