import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'bigint' }],
    ['createCheck', 'chk', { expression: 'char_length(a) > n' }],
    ['dropColumn', 'item', 'b'],
  ],
});
