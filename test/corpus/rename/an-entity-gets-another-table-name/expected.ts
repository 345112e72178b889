import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'person', 'people'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'people' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'people' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'people' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'people' }],
      ['renameSequence', 'person_id_seq', 'people_id_seq'],
    ],
    asks: [['--rename table:public.person=people', '--drop table:public.person', '--keep table:public.person']],
    answers: ['--rename person=people'],
  },
  back: {
    operations: [
      ['renameTable', 'people', 'person'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'person' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'person' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'person' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'person' }],
      ['renameSequence', 'people_id_seq', 'person_id_seq'],
    ],
    asks: [['--rename table:public.people=person', '--drop table:public.people', '--keep table:public.people']],
    answers: ['--rename people=person'],
  },
});
