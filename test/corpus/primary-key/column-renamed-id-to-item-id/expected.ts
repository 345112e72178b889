import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'item', 'id', 'item_id'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'item' }],
      ['renameSequence', 'item_id_seq', 'item_item_id_seq'],
    ],
    asks: [['--rename column:public.item.id=item_id', '--drop column:public.item.id']],
    answers: ['--rename item.id=item_id'],
  },
  back: {
    operations: [
      ['renameColumn', 'item', 'item_id', 'id'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'item' }],
      ['renameSequence', 'item_item_id_seq', 'item_id_seq'],
    ],
    asks: [['--rename column:public.item.item_id=id', '--drop column:public.item.item_id']],
    answers: ['--rename item.item_id=id'],
  },
});
