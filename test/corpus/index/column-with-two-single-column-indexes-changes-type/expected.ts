import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix2', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'bigint' }],
    ['createIndex', 'ix2', { table: 'item', columns: ['n'], where: 'id > 0' }],
  ],
  back: [
    ['dropIndex', 'ix2', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'integer' }],
    ['createIndex', 'ix2', { table: 'item', columns: ['n'], where: 'id > 0' }],
  ],
});
