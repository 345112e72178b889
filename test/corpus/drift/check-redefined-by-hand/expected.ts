import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk', { table: 'item' }],
    ['createCheck', 'chk', { table: 'item', expression: 'n > 0' }],
  ],
  back: false,
});
