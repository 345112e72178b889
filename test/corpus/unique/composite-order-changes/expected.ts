import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropUnique', 'uq'],
    ['createUnique', 'uq', { columns: ['b', 'a'] }],
  ],
  back: [
    ['dropUnique', 'uq'],
    ['createUnique', 'uq', { columns: ['a', 'b'] }],
  ],
});
