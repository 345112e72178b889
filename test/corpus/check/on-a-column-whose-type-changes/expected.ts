import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'bigint' }],
    ['createCheck', 'chk', { table: 'item', expression: 'n > 0' }],
  ],
  back: [
    ['dropCheck', 'chk', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'integer' }],
    ['createCheck', 'chk', { table: 'item', expression: 'n > 0' }],
  ],
});
