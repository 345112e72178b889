import { expected } from '../../scenario';

export default expected({
  upgrade: [['renamePrimaryKey', 'item_pkey', 'PK_*', { table: 'item' }]],
  back: false,
});
