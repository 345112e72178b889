import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['setTypeormMetadata', { view: 'line' }, null],
    ['dropView', 'line'],
    ['createTable', 'line'],
  ],
  back: {
    operations: [
      ['dropTable', 'line'],
      ['createView', 'line', { as: 'SELECT id FROM post' }],
      ['setTypeormMetadata', { view: 'line' }, 'SELECT id FROM post'],
    ],
    asks: [['--drop table:public.line', '--keep table:public.line']],
    answers: ['--drop table:public.line'],
  },
});
