import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'post_tags_tag', { foreignKeys: [{ onDelete: 'CASCADE' }, { onDelete: 'CASCADE' }] }],
    ['createIndex', 'IDX_*', { table: 'post_tags_tag', columns: ['postId'] }],
    ['createIndex', 'IDX_*', { table: 'post_tags_tag', columns: ['tagId'] }],
  ],
  back: {
    operations: [['dropTable', 'post_tags_tag']],
    asks: [['--drop table:public.post_tags_tag', '--keep table:public.post_tags_tag']],
    answers: ['--drop post_tags_tag'],
  },
});
