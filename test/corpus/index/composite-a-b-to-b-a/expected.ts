import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['createIndex', 'IDX_*', { table: 'item', columns: ['b', 'a'] }],
  ],
  back: [
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['createIndex', 'IDX_*', { table: 'item', columns: ['a', 'b'] }],
  ],
});
