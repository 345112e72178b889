import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'post_tags', 'postId', 'post_id'],
      ['renamePrimaryKey', 'PK_*', 'PK_*'],
      ['renameForeignKey', 'FK_*', 'FK_*'],
      ['renameIndex', 'IDX_*', 'IDX_*'],
    ],
    asks: [['--rename \'column:public.post_tags."postId"=post_id\'', '--drop \'column:public.post_tags."postId"\'']],
    answers: ['--rename post_tags.postId=post_id'],
  },
  back: false,
});
