import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'post_tags', 'tags_of_posts'],
      ['renamePrimaryKey', 'PK_*', 'PK_*'],
      ['renameForeignKey', 'FK_*', 'FK_*'],
      ['renameForeignKey', 'FK_*', 'FK_*'],
      ['renameIndex', 'IDX_*', 'IDX_*'],
      ['renameIndex', 'IDX_*', 'IDX_*'],
    ],
    asks: [
      [
        '--rename table:public.post_tags=tags_of_posts',
        '--drop table:public.post_tags',
        '--keep table:public.post_tags',
      ],
    ],
    answers: ['--rename post_tags=tags_of_posts'],
  },
  back: false,
});
