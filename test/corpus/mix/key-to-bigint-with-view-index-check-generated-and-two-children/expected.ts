import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropView', 'most', { materialized: true }],
      ['dropView', 'parts'],
      ['dropCheck', 'CHK_id', { table: 'item' }],
      ['alterColumn', 'item', 'id', { type: 'bigint' }],
      ['alterTable', 'part', { columns: { itemId: { type: 'bigint' }, mainId: { type: 'bigint' } } }],
      ['alterSequence', 'item_id_seq', { type: 'bigint', max: '9223372036854775807' }],
      ['createCheck', 'CHK_id', { table: 'item', expression: 'id > 0' }],
      [
        'createView',
        'parts',
        {
          as: 'SELECT item.id, count(part.id) AS parts FROM item LEFT JOIN part ON part."itemId" = item.id GROUP BY item.id',
        },
      ],
      ['createView', 'most', { materialized: true, as: 'SELECT max(parts) AS most FROM parts' }],
    ],
    rows: { 'SELECT parts FROM parts': ['1'] },
  },
  back: [
    ['dropView', 'most', { materialized: true }],
    ['dropView', 'parts'],
    ['dropCheck', 'CHK_id', { table: 'item' }],
    ['alterColumn', 'item', 'id', { type: 'integer' }],
    ['alterTable', 'part', { columns: { itemId: { type: 'integer' }, mainId: { type: 'integer' } } }],
    ['alterSequence', 'item_id_seq', { type: 'integer', max: '2147483647' }],
    ['createCheck', 'CHK_id', { table: 'item', expression: 'id > 0' }],
    [
      'createView',
      'parts',
      {
        as: 'SELECT item.id, count(part.id) AS parts FROM item LEFT JOIN part ON part."itemId" = item.id GROUP BY item.id',
      },
    ],
    ['createView', 'most', { materialized: true, as: 'SELECT max(parts) AS most FROM parts' }],
  ],
});
