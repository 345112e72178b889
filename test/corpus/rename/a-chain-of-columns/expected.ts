import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameColumn', 'one', 'a', 'c']],
    asks: [['--rename column:public.one.a=c', '--drop column:public.one.a']],
    answers: ['--rename one.a=c'],
  },
  back: false,
});
