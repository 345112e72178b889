import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { type: 'bigint', nullable: false }]],
  back: [['alterColumn', 'item', 'value', { type: 'integer', nullable: true }]],
});
