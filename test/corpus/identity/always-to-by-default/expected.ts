import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterIdentity', 'item', 'id', 'by default']],
  back: [['alterIdentity', 'item', 'id', 'always']],
});
