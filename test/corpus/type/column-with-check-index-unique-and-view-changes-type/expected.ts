import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'ranking'],
    ['dropCheck', 'CHK_rank'],
    ['alterColumn', 'post', 'rank', { type: 'bigint' }],
    ['createCheck', 'CHK_rank'],
    ['createView', 'ranking'],
  ],
  back: [
    ['dropView', 'ranking'],
    ['dropCheck', 'CHK_rank'],
    ['alterColumn', 'post', 'rank', { type: 'integer' }],
    ['createCheck', 'CHK_rank'],
    ['createView', 'ranking'],
  ],
});
