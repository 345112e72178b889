import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['alterColumn', 'item', 'value', { nullable: false }]], refused: '23502' },
  back: [['alterColumn', 'item', 'value', { nullable: true }]],
});
