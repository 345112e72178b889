import { expected } from '../../scenario';

export default expected({
  upgrade: [['createUnique', 'uq', { table: 'item', columns: ['a', 'b'] }]],
  back: false,
});
