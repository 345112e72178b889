import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropPrimaryKey', 'PK_*', { table: 'item' }],
    ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['code'] }],
    ['createUnique', 'UQ_*', { table: 'item', columns: ['id'] }],
  ],
  back: [
    ['dropPrimaryKey', 'PK_*', { table: 'item' }],
    ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['id'] }],
    ['dropUnique', 'UQ_*', { table: 'item' }],
  ],
});
