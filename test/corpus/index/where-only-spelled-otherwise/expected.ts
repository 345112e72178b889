import { expected } from '../../scenario';

export default expected({
  upgrade: [],
  back: [],
});
