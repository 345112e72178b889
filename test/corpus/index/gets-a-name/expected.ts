import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameIndex', 'IDX_*', 'ix_item_a', { table: 'item' }]],
  back: [['renameIndex', 'ix_item_a', 'IDX_*', { table: 'item' }]],
});
