import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'my table-1', 'a.b', { type: 'varchar', nullable: true }],
    ['createUnique', 'UQ_*', { table: 'my table-1', columns: ['a.b'] }],
  ],
  back: [
    ['dropUnique', 'UQ_*', { table: 'my table-1' }],
    ['dropColumn', 'my table-1', 'a.b'],
  ],
});
