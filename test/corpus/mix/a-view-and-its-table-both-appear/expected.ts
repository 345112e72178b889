import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'sale_region_enum', ['eu', 'us']],
    ['createTable', 'sale'],
    [
      'createView',
      'total',
      { materialized: true, as: "SELECT region, sum(amount) AS total FROM sale WHERE region <> 'us' GROUP BY region" },
    ],
    ['createView', 'best', { as: 'SELECT max(total) AS best FROM total' }],
    ['createIndex', 'IDX_*', { table: 'total', columns: ['region'], unique: true }],
    ['setTypeormMetadata', { view: 'best' }, 'SELECT max(total) AS best FROM total'],
    [
      'setTypeormMetadata',
      { view: 'total', materialized: true },
      "SELECT region, sum(amount) AS total FROM sale WHERE region <> 'us' GROUP BY region",
    ],
  ],
  back: {
    operations: [
      ['setTypeormMetadata', { view: 'best' }, null],
      ['setTypeormMetadata', { view: 'total', materialized: true }, null],
      ['dropView', 'best'],
      ['dropView', 'total', { materialized: true }],
      ['dropTable', 'sale'],
      ['dropEnum', 'sale_region_enum'],
    ],
    asks: [['--drop table:public.sale', '--keep table:public.sale']],
    answers: ['--drop sale'],
  },
});
