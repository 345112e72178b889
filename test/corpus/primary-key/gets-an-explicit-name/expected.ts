import { expected } from '../../scenario';

export default expected({
  upgrade: [['renamePrimaryKey', 'PK_*', 'pk_item', { table: 'item' }]],
  back: [['renamePrimaryKey', 'pk_item', 'PK_*', { table: 'item' }]],
});
