import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk', { table: 'item' }],
    ['dropColumn', 'item', 'b'],
  ],
});
