import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'post', 'article'],
      ['renameColumn', 'article', 'title', 'headline'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'article' }],
      ['addColumn', 'article', 'rank', { type: 'integer', nullable: true }],
      ['alterColumn', 'article', 'headline', { type: 'varchar(80)' }],
      ['renameSequence', 'post_id_seq', 'article_id_seq'],
      ['createIndex', 'IDX_*', { table: 'article', columns: ['rank'] }],
      ['dropColumn', 'article', 'old'],
    ],
    asks: [['--drop table:public.post', '--keep table:public.post']],
    answers: ['--rename post=article', '--rename article.title=headline'],
    rows: { 'SELECT headline FROM article': ['t'] },
  },
  back: false,
});
