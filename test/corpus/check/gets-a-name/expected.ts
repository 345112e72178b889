import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameCheck', 'CHK_*', 'chk_n', { table: 'item' }]],
  back: [['renameCheck', 'chk_n', 'CHK_*', { table: 'item' }]],
});
