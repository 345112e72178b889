import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'owner', 'keeper'],
      ['renameColumn', 'keeper', 'id', 'keeper_id'],
      ['renameColumn', 'pet', 'owner_id', 'keeper_id'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'keeper' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'pet' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'pet' }],
      ['renameSequence', 'owner_id_seq', 'keeper_keeper_id_seq'],
    ],
    asks: [
      ['--drop table:public.owner', '--keep table:public.owner'],
      ['--rename column:public.pet.owner_id=keeper_id', '--drop column:public.pet.owner_id'],
    ],
    answers: ['--rename owner=keeper', '--rename keeper.id=keeper_id', '--rename pet.owner_id=keeper_id'],
  },
  back: false,
});
