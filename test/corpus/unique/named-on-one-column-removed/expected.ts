import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropUnique', 'uq_a', { table: 'item' }]],
  back: [['createUnique', 'uq_a', { table: 'item', columns: ['a'] }]],
});
