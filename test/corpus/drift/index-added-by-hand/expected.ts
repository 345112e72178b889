import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropIndex', 'by_hand', { table: 'item' }]],
  back: false,
});
