import { expected } from '../../scenario';

export default expected({
  upgrade: [['comment', { table: 'item', column: 'value' }, null]],
  back: [['comment', { table: 'item', column: 'value' }, 'some']],
});
