import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'posts', 'archive'],
      ['renameTable', 'drafts', 'posts'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'archive' }],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'posts' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'archive' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'archive' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'posts' }],
      ['renameSequence', 'posts_id_seq', 'archive_id_seq'],
      ['renameSequence', 'drafts_id_seq', 'posts_id_seq'],
    ],
    asks: [['--rename table:public.drafts=archive', '--drop table:public.drafts', '--keep table:public.drafts']],
    answers: ['--rename drafts=posts', '--rename posts=archive'],
  },
  back: {
    operations: [
      ['renameTable', 'posts', 'drafts'],
      ['renameTable', 'archive', 'posts'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'drafts' }],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'posts' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'posts' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'posts' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'drafts' }],
      ['renameSequence', 'posts_id_seq', 'drafts_id_seq'],
      ['renameSequence', 'archive_id_seq', 'posts_id_seq'],
    ],
    asks: [['--rename table:public.archive=drafts', '--drop table:public.archive', '--keep table:public.archive']],
    answers: ['--rename table:public.archive=posts', '--rename table:public.posts=drafts'],
  },
});
