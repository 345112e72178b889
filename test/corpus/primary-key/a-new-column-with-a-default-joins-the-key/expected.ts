import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'item', 'b', { type: 'integer', nullable: false, default: "'1'" }],
    ['dropPrimaryKey', 'PK_*', { table: 'item' }],
    ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['a', 'b'] }],
  ],
  back: [
    ['dropPrimaryKey', 'PK_*', { table: 'item' }],
    ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['a'] }],
    ['dropColumn', 'item', 'b'],
  ],
});
