import { expected } from '../../scenario';

export default expected({
  upgrade: [['dropColumn', 'item', 'more']],
  back: false,
});
