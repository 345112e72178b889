import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'uq', { table: 'item' }],
    ['createUnique', 'uq', { table: 'item', columns: ['a'] }],
  ],
  back: [
    ['dropUnique', 'uq', { table: 'item' }],
    ['createIndex', 'uq', { table: 'item', columns: ['a'], unique: true }],
  ],
});
