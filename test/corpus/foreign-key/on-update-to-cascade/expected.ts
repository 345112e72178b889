import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['createForeignKey', 'FK_*', { onUpdate: 'CASCADE' }],
  ],
  back: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['createForeignKey', 'FK_*', { table: 'pet' }],
  ],
});
