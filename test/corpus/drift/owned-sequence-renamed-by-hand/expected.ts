import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameSequence', 'numbers', 'item_id_seq']],
    rows: { "INSERT INTO item (a) VALUES ('y') RETURNING id": ['2'] },
    changes: ['item.id', 'item.a'],
  },
  back: false,
});
