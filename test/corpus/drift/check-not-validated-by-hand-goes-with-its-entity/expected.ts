import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createTable', 'other'],
      ['dropTable', 'one'],
    ],
    asks: [['--drop table:public.one', '--keep table:public.one', '--rename table:public.one=other']],
    answers: ['--drop one'],
  },
  back: false,
});
