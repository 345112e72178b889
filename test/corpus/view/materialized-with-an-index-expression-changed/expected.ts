import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropView', 'total', { materialized: true }],
      ['createView', 'total', { materialized: true, as: 'SELECT shop, max(amount) AS total FROM sale GROUP BY shop' }],
      ['createIndex', 'ix_shop', { table: 'total', columns: ['shop'] }],
      [
        'setTypeormMetadata',
        { view: 'total', materialized: true },
        'SELECT shop, max(amount) AS total FROM sale GROUP BY shop',
      ],
    ],
    rows: { 'SELECT total FROM total': ['2'] },
  },
});
