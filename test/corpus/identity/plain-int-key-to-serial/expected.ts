import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createSequence', 'item_id_seq', { ownedBy: { table: 'item', column: 'id' }, type: 'integer' }],
      ['alterColumn', 'item', 'id', { default: `nextval('"public"."item_id_seq"'::regclass)` }],
    ],
    rows: { "INSERT INTO item (name) VALUES ('c') RETURNING id": ['8'] },
    changes: ['item.id', 'item.name'],
  },
  back: [
    ['alterColumn', 'item', 'id', { default: null }],
    ['dropSequence', 'item_id_seq'],
  ],
});
