import { expected } from '../../scenario';

export default expected({
  upgrade: [['comment', { table: 'item' }, null]],
  back: false,
});
