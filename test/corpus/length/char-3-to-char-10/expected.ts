import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['alterColumn', 'item', 'code', { type: 'char(10)' }]], changes: ['item.code'] },
  back: { operations: [['alterColumn', 'item', 'code', { type: 'char(3)' }]], changes: ['item.code'] },
});
