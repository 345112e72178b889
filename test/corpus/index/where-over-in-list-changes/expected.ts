import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropIndex', 'ix'],
    ['createIndex', 'ix'],
  ],
  back: [
    ['dropIndex', 'ix'],
    ['createIndex', 'ix'],
  ],
  differs: ['index public.ix on public.item'],
});
