import { expected } from '../../scenario';

export default expected({
  upgrade: [['createForeignKey', 'FK_*', { table: 'pet', columns: ['ownerId'], onDelete: 'CASCADE' }]],
  back: [['dropForeignKey', 'FK_*', { table: 'pet' }]],
});
