import { expected } from '../../scenario';

export default expected({
  upgrade: [['comment', { table: 'odd table' }, 'b']],
  back: [['comment', { table: 'odd table' }, 'a']],
});
