import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix', { table: 'item' }],
    ['createIndex', 'ix', { table: 'item', columns: ['a'], where: 'n > 2' }],
  ],
  back: [
    ['dropIndex', 'ix', { table: 'item' }],
    ['createIndex', 'ix', { table: 'item', columns: ['a'], where: 'n > 1' }],
  ],
});
