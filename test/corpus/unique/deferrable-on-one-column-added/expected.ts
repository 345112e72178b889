import { expected } from '../../scenario';

export default expected({
  upgrade: [['createUnique', 'uq', { table: 'item', columns: ['a'], deferrable: 'deferred' }]],
  back: [['dropUnique', 'uq', { table: 'item' }]],
});
