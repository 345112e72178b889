import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropUnique', 'uq', { table: 'item' }],
    ['createUnique', 'uq', { columns: ['a'], deferrable: 'immediate' }],
  ],
  back: [
    ['dropUnique', 'uq', { table: 'item' }],
    ['createUnique', 'uq', { columns: ['a'] }],
  ],
});
