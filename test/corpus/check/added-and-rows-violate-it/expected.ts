import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['createCheck', 'chk', { table: 'item', expression: 'n > 1' }]], refused: '23514' },
  back: [['dropCheck', 'chk', { table: 'item' }]],
});
