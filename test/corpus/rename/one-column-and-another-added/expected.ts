import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'person', 'name', 'fullName'],
      ['addColumn', 'person', 'age', { type: 'integer', nullable: true }],
    ],
    asks: [[`--rename 'column:public.person.name="fullName"'`, '--drop column:public.person.name']],
    answers: ['--rename person.name=fullName'],
  },
  back: {
    operations: [
      ['renameColumn', 'person', 'fullName', 'name'],
      ['dropColumn', 'person', 'age'],
    ],
    asks: [[`--rename 'column:public.person."fullName"=name'`, `--drop 'column:public.person."fullName"'`]],
    answers: ['--rename person.fullName=name'],
  },
});
