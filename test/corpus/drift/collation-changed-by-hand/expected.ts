import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'a', { type: 'varchar' }]],
  back: false,
});
