import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'photo', 'type', { type: 'varchar', nullable: false, default: "'Photo'" }],
    ['alterColumn', 'photo', 'size', { nullable: true }],
    ['createIndex', 'IDX_*', { table: 'photo', columns: ['type'] }],
  ],
});
