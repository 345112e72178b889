import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { nullable: false, default: "'x'" }]],
  back: [['alterColumn', 'item', 'value', { nullable: true, default: null }]],
});
