import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'person', 'city', { type: 'varchar', nullable: true }],
      ['dropColumn', 'person', 'nickname'],
    ],
    asks: [['--rename column:public.person.nickname=city', '--drop column:public.person.nickname']],
    answers: ['--drop column:public.person.nickname'],
    rows: { 'SELECT city FROM person': [null] },
  },
  back: {
    operations: [
      ['addColumn', 'person', 'nickname', { type: 'varchar', nullable: true }],
      ['dropColumn', 'person', 'city'],
    ],
    asks: [['--rename column:public.person.city=nickname', '--drop column:public.person.city']],
    answers: ['--drop person.city'],
  },
});
