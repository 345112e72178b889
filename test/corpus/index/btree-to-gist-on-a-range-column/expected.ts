import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['createIndex', 'IDX_*', { columns: ['span'], method: 'gist' }],
  ],
  back: [
    ['dropIndex', 'IDX_*', { table: 'item' }],
    ['createIndex', 'IDX_*', { columns: ['span'] }],
  ],
});
