import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['createIndex', 'IDX_*', { table: 'item', columns: ['a'], method: 'hash' }],
  ],
  back: [
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['createIndex', 'IDX_*', { table: 'item', columns: ['a'] }],
  ],
});
