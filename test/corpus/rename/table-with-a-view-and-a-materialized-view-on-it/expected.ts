import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'post', 'article'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'article' }],
      ['dropView', 'line'],
      ['createView', 'line', { as: 'SELECT id, title FROM article' }],
      ['dropView', 'count', { materialized: true }],
      ['createView', 'count', { materialized: true, as: 'SELECT count(*) AS n FROM article' }],
      ['setTypeormMetadata', { view: 'count', materialized: true }, 'SELECT count(*) AS n FROM article'],
      ['setTypeormMetadata', { view: 'line' }, 'SELECT id, title FROM article'],
    ],
    asks: [['--rename table:public.post=article', '--drop table:public.post', '--keep table:public.post']],
    answers: ['--rename post=article'],
  },
  back: false,
});
