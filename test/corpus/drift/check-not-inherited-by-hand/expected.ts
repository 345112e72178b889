import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk', { table: 'one' }],
    ['createCheck', 'chk', { table: 'one', expression: 'n > 0' }],
  ],
  back: false,
});
