import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameColumn', 'person', 'userName', 'username']],
    asks: [[`--rename 'column:public.person."userName"=username'`, `--drop 'column:public.person."userName"'`]],
    answers: ['--rename person.userName=username'],
  },
  back: {
    operations: [['renameColumn', 'person', 'username', 'userName']],
    asks: [[`--rename 'column:public.person.username="userName"'`, '--drop column:public.person.username']],
    answers: ['--rename person.username=userName'],
  },
});
