import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'topic_closure', 'subject_closure'],
      ['renamePrimaryKey', 'PK_*', 'PK_*'],
      ['renameForeignKey', 'FK_*', 'FK_*'],
      ['renameForeignKey', 'FK_*', 'FK_*'],
      ['renameIndex', 'IDX_*', 'IDX_*'],
      ['renameIndex', 'IDX_*', 'IDX_*'],
    ],
    asks: [
      [
        '--rename table:public.topic_closure=subject_closure',
        '--drop table:public.topic_closure',
        '--keep table:public.topic_closure',
      ],
    ],
    answers: ['--rename topic_closure=subject_closure'],
  },
  back: false,
});
