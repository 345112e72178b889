import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [], rows: { 'SELECT item FROM extra': ['1'] } },
  back: false,
  unmanaged: ['table:public.extra'],
  differs: ['extra'],
});
