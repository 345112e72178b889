import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'tag'],
    ['createTable', 'post_tags_tag'],
    ['createIndex', 'IDX_*', { table: 'post_tags_tag', columns: ['postId'] }],
    ['createIndex', 'IDX_*', { table: 'post_tags_tag', columns: ['tagName'] }],
    ['dropColumn', 'post', 'tags'],
  ],
  back: false,
});
