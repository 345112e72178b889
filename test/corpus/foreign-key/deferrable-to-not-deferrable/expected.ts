import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterForeignKey', 'FK_*', { table: 'pet', deferrable: false }]],
  back: [['alterForeignKey', 'FK_*', { table: 'pet', deferrable: 'deferred' }]],
});
