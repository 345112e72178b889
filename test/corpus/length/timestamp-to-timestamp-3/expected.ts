import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'item', 'at', { type: 'timestamp(3)' }]],
    changes: ['item.at'],
    rows: { "SELECT to_char(at, 'US') FROM item": ['123000'] },
  },
  back: [['alterColumn', 'item', 'at', { type: 'timestamp' }]],
});
