import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropPrimaryKey', 'PK_*', { table: 'post_tags' }],
    ['createPrimaryKey', 'PK_*', { table: 'post_tags', columns: ['tagId', 'postId'] }],
  ],
});
