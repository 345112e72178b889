import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameColumn', 'person', 'name', 'fullName']],
    asks: [[`--rename 'column:public.person.name="fullName"'`, '--drop column:public.person.name']],
    answers: ['--rename column:public.person.name=fullName'],
    rows: { 'SELECT "fullName" FROM person': ['Ann'] },
  },
  back: {
    operations: [['renameColumn', 'person', 'fullName', 'name']],
    asks: [[`--rename 'column:public.person."fullName"=name'`, `--drop 'column:public.person."fullName"'`]],
    answers: ['--rename person.fullName=name'],
  },
});
