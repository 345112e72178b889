import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'pet', 'ownerId', { nullable: true }]],
  back: [['alterColumn', 'pet', 'ownerId', { nullable: false }]],
});
