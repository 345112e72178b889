import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'a', { nullable: false }]],
  back: false,
});
