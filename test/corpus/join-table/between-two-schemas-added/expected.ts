import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'post_tags_tag', { schema: 'b' }],
    ['createIndex', 'IDX_*', { columns: ['postId'] }],
    ['createIndex', 'IDX_*', { columns: ['tagId'] }],
  ],
  back: {
    operations: [['dropTable', 'post_tags_tag']],
    asks: [['--drop table:b.post_tags_tag', '--keep table:b.post_tags_tag']],
    answers: ['--drop post_tags_tag'],
  },
});
