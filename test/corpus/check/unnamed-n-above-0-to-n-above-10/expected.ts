import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createCheck', 'CHK_*', { table: 'item', expression: 'n > 10' }],
    ['dropCheck', 'CHK_*', { table: 'item' }],
  ],
  back: [
    ['createCheck', 'CHK_*', { table: 'item', expression: 'n > 0' }],
    ['dropCheck', 'CHK_*', { table: 'item' }],
  ],
});
