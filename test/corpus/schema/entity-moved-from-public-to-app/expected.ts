import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createSchema', 'app'],
      ['setEnumSchema', 'post_status_enum', 'app'],
      ['setTableSchema', 'post', 'app'],
    ],
    asks: [['--rename table:public.post=app.post', '--drop table:public.post', '--keep table:public.post']],
    answers: ['--rename post=app.post'],
  },
  back: {
    operations: [
      ['setEnumSchema', 'post_status_enum', 'public', { schema: 'app' }],
      ['setTableSchema', 'post', 'public', { schema: 'app' }],
    ],
    asks: [['--rename table:app.post=public.post', '--drop table:app.post', '--keep table:app.post']],
    answers: ['--rename app.post=public.post'],
  },
});
