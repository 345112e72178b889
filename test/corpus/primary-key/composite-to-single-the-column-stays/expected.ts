import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropPrimaryKey', 'PK_*', { table: 'item' }],
    ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['a'] }],
  ],
  back: [
    ['dropPrimaryKey', 'PK_*', { table: 'item' }],
    ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['a', 'b'] }],
  ],
});
