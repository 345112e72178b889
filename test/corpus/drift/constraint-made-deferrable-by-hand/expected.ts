import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropUnique', 'uq', { table: 'one' }],
    ['createUnique', 'uq', { table: 'one', columns: ['a'] }],
  ],
  back: false,
});
