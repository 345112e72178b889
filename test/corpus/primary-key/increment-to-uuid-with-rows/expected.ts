import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createExtension', 'uuid-ossp'],
      ['dropPrimaryKey', 'PK_*', { table: 'item' }],
      ['dropColumn', 'item', 'id'],
      ['addColumn', 'item', 'id', { type: 'uuid', nullable: false, default: 'uuid_generate_v4()' }],
      ['createPrimaryKey', 'PK_*', { table: 'item', columns: ['id'] }],
    ],
    asks: [["--using 'column:public.item.id=…'", '--drop column:public.item.id']],
    answers: ['--drop column:public.item.id'],
    changes: ['item.id'],
    rows: { 'SELECT count(DISTINCT id) FROM item': ['2'] },
  },
  back: false,
});
