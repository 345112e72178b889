import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix'],
    ['dropColumn', 'item', 'b'],
    ['createIndex', 'ix', { columns: ['a'] }],
  ],
});
