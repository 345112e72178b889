import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createIndex', 'IDX_*', { table: 'item', columns: ['a'], where: 'n > 0' }],
    ['dropIndex', 'IDX_*', { table: 'item' }],
  ],
  back: [
    ['createIndex', 'IDX_*', { table: 'item', columns: ['a'] }],
    ['dropIndex', 'IDX_*', { table: 'item' }],
  ],
});
