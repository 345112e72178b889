import { expected } from '../../scenario';

export default expected({
  upgrade: [['createIndex', 'IDX_*', { columns: ['doc'], method: 'gin' }]],
  back: [['dropIndex', 'IDX_*', { table: 'item' }]],
});
