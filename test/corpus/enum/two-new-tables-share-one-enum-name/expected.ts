import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'level', ['a', 'b']],
    ['createTable', 'one'],
    ['createTable', 'other'],
  ],
  back: {
    operations: [
      ['dropTable', 'one'],
      ['dropTable', 'other'],
      ['dropEnum', 'level'],
    ],
    asks: [
      ['--drop table:public.one', '--keep table:public.one'],
      ['--drop table:public.other', '--keep table:public.other'],
    ],
    answers: ['--drop table:public.one', '--drop table:public.other'],
  },
});
