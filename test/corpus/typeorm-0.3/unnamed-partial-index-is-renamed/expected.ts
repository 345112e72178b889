import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameIndex', 'IDX_*', 'IDX_*', { table: 'item' }]],
  back: false,
});
