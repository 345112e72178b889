import { expected } from '../../scenario';

export default expected({
  upgrade: [],
  back: [],
  filters: { exclude: [{ kind: 'comment' }] },
  differs: ['comment on'],
});
