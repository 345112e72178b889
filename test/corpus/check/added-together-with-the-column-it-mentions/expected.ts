import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addColumn', 'item', 'more', { type: 'integer', nullable: false, default: "'1'" }],
    ['createCheck', 'chk', { expression: 'more > 0 AND n > 0' }],
  ],
});
