import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropCheck', 'chk'],
    ['createCheck', 'chk'],
  ],
  differs: ['check chk on public.item'],
});
