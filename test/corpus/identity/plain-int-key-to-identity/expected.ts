import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'item', 'id', { identity: 'by default' }]],
    rows: { "INSERT INTO item (name) VALUES ('c') RETURNING id": ['8'] },
    changes: ['item.id', 'item.name'],
  },
  back: [['alterColumn', 'item', 'id', { identity: null }]],
});
