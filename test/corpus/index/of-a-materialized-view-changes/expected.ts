import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createIndex', 'IDX_*', { table: 'total', columns: ['id'], unique: true }],
    ['dropIndex', 'IDX_*', { table: 'total' }],
  ],
});
