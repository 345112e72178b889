import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['dropUnique', 'UQ_*', { table: 'owner' }],
  ],
  back: [
    ['createUnique', 'UQ_*', { table: 'owner' }],
    ['createForeignKey', 'FK_*', { table: 'pet' }],
  ],
});
