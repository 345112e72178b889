import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'one'],
    ['createIndex', 'IDX_*', { table: 'one', columns: ['x'] }],
  ],
  back: false,
});
