import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renameCheck', 'CHK_*', 'CHK_*', { table: 'item' }],
    ['dropCheck', 'CHK_*', { table: 'item' }],
    ['alterColumn', 'item', 'n', { type: 'bigint' }],
    ['createCheck', 'CHK_*', { table: 'item', expression: '"n" > 0' }],
  ],
  back: false,
});
