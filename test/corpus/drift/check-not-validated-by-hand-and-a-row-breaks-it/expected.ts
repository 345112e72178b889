import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['validateCheck', 'chk', { table: 'one' }]], refused: '23514' },
  back: false,
});
