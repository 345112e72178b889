import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['serialToIdentity', 'item', 'id', { identity: 'by default', sequence: 'item_id_seq' }]],
    rows: { "INSERT INTO item (name) VALUES ('c') RETURNING id": ['3'] },
    changes: ['item.id', 'item.name'],
  },
  back: {
    operations: [['identityToSerial', 'item', 'id', { sequence: 'item_id_seq', type: 'integer' }]],
    rows: { "INSERT INTO item (name) VALUES ('d') RETURNING id": ['4'] },
    changes: ['item.id', 'item.name'],
  },
});
