import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'content', 'seconds', { type: 'integer', nullable: true }],
    ['addColumn', 'content', 'codec', { type: 'varchar', nullable: true }],
    ['createIndex', 'IDX_*', { table: 'content', columns: ['codec'] }],
  ],
});
