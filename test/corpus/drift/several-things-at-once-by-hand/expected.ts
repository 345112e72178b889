import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'item', 'n', { type: 'integer', default: "'1'" }],
    ['createCheck', 'chk', { expression: 'n > 0' }],
    ['comment', { table: 'item', column: 'a' }, 'text'],
  ],
  back: false,
});
