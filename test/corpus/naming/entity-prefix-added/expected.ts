import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameTable', 'post', 'app_post'],
      ['renamePrimaryKey', 'PK_*', 'PK_*'],
    ],
    asks: [['--rename table:public.post=app_post', '--drop table:public.post', '--keep table:public.post']],
    answers: ['--rename post=app_post'],
  },
  back: false,
});
