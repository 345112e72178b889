import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['identityToSerial', 'item', 'id', { sequence: 'item_id_seq' }]],
    rows: { "INSERT INTO item (a) VALUES ('z') RETURNING id": ['3'] },
    changes: ['item.id', 'item.a'],
  },
  back: false,
});
