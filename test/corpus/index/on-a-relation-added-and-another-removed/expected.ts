import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createIndex', 'IDX_*', { table: 'item', columns: ['ownerId'] }],
    ['dropIndex', 'IDX_*', { table: 'item' }],
  ],
  back: [
    ['createIndex', 'IDX_*', { table: 'item', columns: ['otherId'] }],
    ['dropIndex', 'IDX_*', { table: 'item' }],
  ],
});
