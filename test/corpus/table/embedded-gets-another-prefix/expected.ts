import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameColumn', 'person', 'homeStreet', 'workStreet']],
    asks: [[`--rename 'column:public.person."homeStreet"="workStreet"'`, `--drop 'column:public.person."homeStreet"'`]],
    answers: ['--rename person.homeStreet=workStreet'],
  },
  back: false,
});
