import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renamePrimaryKey', 'PK_*', 'PK_*__old', { table: 'drafts' }],
      ['renameTable', 'drafts', 'drafts__old'],
      ['renameTable', 'posts', 'drafts'],
      ['renameTable', 'drafts__old', 'posts'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'drafts' }],
      ['renamePrimaryKey', 'PK_*__old', 'PK_*', { table: 'posts' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'posts' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'posts' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'drafts' }],
      ['renameSequence', 'posts_id_seq', 'posts_id_seq__old'],
      ['renameSequence', 'drafts_id_seq', 'posts_id_seq'],
      ['renameSequence', 'posts_id_seq__old', 'drafts_id_seq'],
    ],
    answers: ['--rename posts=drafts', '--rename drafts=posts'],
  },
  back: {
    operations: [
      ['renamePrimaryKey', 'PK_*', 'PK_*__old', { table: 'drafts' }],
      ['renameTable', 'drafts', 'drafts__old'],
      ['renameTable', 'posts', 'drafts'],
      ['renameTable', 'drafts__old', 'posts'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'drafts' }],
      ['renamePrimaryKey', 'PK_*__old', 'PK_*', { table: 'posts' }],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'drafts' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'drafts' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'posts' }],
      ['renameSequence', 'posts_id_seq', 'posts_id_seq__old'],
      ['renameSequence', 'drafts_id_seq', 'posts_id_seq'],
      ['renameSequence', 'posts_id_seq__old', 'drafts_id_seq'],
    ],
    answers: ['--rename posts=drafts', '--rename drafts=posts'],
  },
});
