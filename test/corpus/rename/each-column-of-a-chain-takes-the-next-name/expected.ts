import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'post_c_enum', 'post_d_enum'],
      ['renameColumn', 'post', 'c', 'd'],
      ['renameColumn', 'post', 'b', 'c'],
      ['renameColumn', 'post', 'a', 'b'],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'post' }],
      ['renameCheck', 'CHK_*', 'CHK_*', { table: 'post' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'post' }],
    ],
    answers: ['--rename post.a=b', '--rename post.b=c', '--rename post.c=d'],
  },
  back: {
    operations: [
      ['renameEnum', 'post_d_enum', 'post_c_enum'],
      ['renameColumn', 'post', 'b', 'a'],
      ['renameColumn', 'post', 'c', 'b'],
      ['renameColumn', 'post', 'd', 'c'],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'post' }],
      ['renameCheck', 'CHK_*', 'CHK_*', { table: 'post' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'post' }],
    ],
    answers: ['--rename post.d=c', '--rename post.c=b', '--rename post.b=a'],
  },
});
