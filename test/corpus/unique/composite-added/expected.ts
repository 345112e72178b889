import { expected } from '../../scenario';

export default expected({
  upgrade: [['createUnique', 'UQ_*', { table: 'item', columns: ['a', 'b'] }]],
  back: [['dropUnique', 'UQ_*', { table: 'item' }]],
});
