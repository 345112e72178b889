import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { nullable: true }]],
  back: [['alterColumn', 'item', 'value', { nullable: false }]],
});
