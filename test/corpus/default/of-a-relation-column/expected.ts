import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'pet', 'ownerId', { default: "'2'" }]],
  back: [['alterColumn', 'pet', 'ownerId', { default: "'1'" }]],
});
