import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropIndex', 'IDX_*', { table: 'item' }]],
  back: [['createIndex', 'IDX_*', { columns: ['a'] }]],
});
