import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'owner', 'id', 'owner_id'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'owner' }],
      ['renameSequence', 'owner_id_seq', 'owner_owner_id_seq'],
    ],
    asks: [['--rename column:public.owner.id=owner_id', '--drop column:public.owner.id']],
    answers: ['--rename owner.id=owner_id'],
  },
  back: {
    operations: [
      ['renameColumn', 'owner', 'owner_id', 'id'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'owner' }],
      ['renameSequence', 'owner_owner_id_seq', 'owner_id_seq'],
    ],
    asks: [['--rename column:public.owner.owner_id=id', '--drop column:public.owner.owner_id']],
    answers: ['--rename owner.owner_id=id'],
  },
});
