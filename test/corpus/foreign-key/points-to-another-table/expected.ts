import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['createForeignKey', 'FK_*', { references: { table: 'company', columns: ['id'] } }],
  ],
  back: [
    ['dropForeignKey', 'FK_*', { table: 'pet' }],
    ['createForeignKey', 'FK_*', { references: { table: 'person', columns: ['id'] } }],
  ],
});
