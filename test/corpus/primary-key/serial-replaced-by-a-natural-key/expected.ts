import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropPrimaryKey', 'PK_*', { table: 'country' }],
    ['createPrimaryKey', 'PK_*', { table: 'country', columns: ['code'] }],
    ['dropUnique', 'UQ_*', { table: 'country' }],
    ['dropColumn', 'country', 'id'],
  ],
  back: [
    ['addColumn', 'country', 'id', { type: 'serial', nullable: false }],
    ['dropPrimaryKey', 'PK_*', { table: 'country' }],
    ['createPrimaryKey', 'PK_*', { table: 'country', columns: ['id'] }],
    ['createUnique', 'UQ_*', { table: 'country', columns: ['code'] }],
  ],
});
