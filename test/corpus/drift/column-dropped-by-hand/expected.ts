import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'item', 'n', { type: 'integer', nullable: false, default: "'1'" }],
    ['createIndex', 'IDX_*', { table: 'item', columns: ['n'] }],
  ],
  back: false,
});
