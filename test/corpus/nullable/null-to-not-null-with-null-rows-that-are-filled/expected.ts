import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['backfill', 'item', { set: { value: "'none'" }, where: '"value" IS NULL' }],
      ['alterColumn', 'item', 'value', { nullable: false }],
    ],
    answers: ["--backfill item.value='none'"],
    changes: ['item.value'],
    rows: { 'SELECT value FROM item ORDER BY id': ['3', 'none'] },
  },
  back: false,
});
