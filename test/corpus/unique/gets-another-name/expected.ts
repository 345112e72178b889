import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameUnique', 'uq_old', 'uq_new', { table: 'item' }]],
  back: [['renameUnique', 'uq_new', 'uq_old', { table: 'item' }]],
});
