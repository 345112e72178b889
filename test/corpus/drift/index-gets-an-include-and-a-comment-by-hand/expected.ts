import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix', { table: 'one' }],
    ['createIndex', 'ix', { table: 'one', columns: ['a'] }],
  ],
  back: false,
});
