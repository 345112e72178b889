import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropForeignKey', 'FK_*', { table: 'pet' }]],
  back: [['createForeignKey', 'FK_*', { table: 'pet' }]],
});
