import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'person', 'homeStreet', { type: 'varchar', nullable: true }],
    ['addColumn', 'person', 'homeZip', { type: 'varchar', nullable: true }],
    ['createIndex', 'IDX_*', { table: 'person', columns: ['homeZip'] }],
  ],
  back: [
    ['dropIndex', 'IDX_*', { table: 'person' }],
    ['dropColumn', 'person', 'homeStreet'],
    ['dropColumn', 'person', 'homeZip'],
  ],
});
