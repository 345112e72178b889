import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix2', { table: 'item' }],
    ['createIndex', 'ix2', { table: 'item', columns: ['a'] }],
    ['dropIndex', 'ix1', { table: 'item' }],
    ['createIndex', 'ix1', { table: 'item', columns: ['b'] }],
  ],
});
