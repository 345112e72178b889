import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [], asks: [], rows: { 'SELECT line FROM log': ['a'] } },
  back: [],
  kept: ['table:public.log'],
  differs: ['log'],
});
