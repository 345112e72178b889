import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix', { table: 'item' }],
    ['createIndex', 'ix', { table: 'item', columns: ['a', 'b'] }],
  ],
  back: [
    ['dropIndex', 'ix', { table: 'item' }],
    ['createIndex', 'ix', { table: 'item', columns: ['a'] }],
  ],
});
