import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'blog_post', 'blog_posts'],
      ['renameTable', 'user_account', 'user_accounts'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'blog_posts' }],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'user_accounts' }],
      ['renameForeignKey', 'FK_*', 'FK_*', { table: 'blog_posts' }],
      ['renameSequence', 'blog_post_id_seq', 'blog_posts_id_seq'],
      ['renameSequence', 'user_account_id_seq', 'user_accounts_id_seq'],
    ],
    asks: [
      ['--rename table:public.blog_post=blog_posts', '--drop table:public.blog_post', '--keep table:public.blog_post'],
      [
        '--rename table:public.user_account=user_accounts',
        '--drop table:public.user_account',
        '--keep table:public.user_account',
      ],
    ],
    answers: ['--rename blog_post=blog_posts', '--rename user_account=user_accounts'],
  },
  back: false,
});
