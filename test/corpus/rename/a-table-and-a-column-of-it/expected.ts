import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'post', 'article'],
      ['renameColumn', 'article', 'title', 'headline'],
      ['renamePrimaryKey', 'PK_*', 'PK_*'],
    ],
    asks: [['--rename table:public.post=article', '--drop table:public.post', '--keep table:public.post']],
    answers: ['--rename post=article', '--rename article.title=headline'],
  },
  back: {
    operations: [
      ['renameTable', 'article', 'post'],
      ['renameColumn', 'post', 'headline', 'title'],
      ['renamePrimaryKey', 'PK_*', 'PK_*'],
    ],
    asks: [['--rename table:public.article=post', '--drop table:public.article', '--keep table:public.article']],
    answers: ['--rename article=post', '--rename post.headline=title'],
  },
});
