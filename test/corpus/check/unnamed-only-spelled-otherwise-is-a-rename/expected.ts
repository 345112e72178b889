import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameCheck', 'CHK_*', 'CHK_*', { table: 'item' }]],
  back: [['renameCheck', 'CHK_*', 'CHK_*', { table: 'item' }]],
});
