import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterForeignKey', 'FK_*', { table: 'pet', deferrable: 'immediate' }]],
  back: [['alterForeignKey', 'FK_*', { table: 'pet', deferrable: 'deferred' }]],
});
