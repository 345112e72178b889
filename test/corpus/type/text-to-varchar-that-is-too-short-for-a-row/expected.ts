import { expected } from '../../scenario';

export default expected({
  upgrade: { operations: [['alterColumn', 'post', 'code', { type: 'varchar(3)' }]], refused: '22001' },
  back: [['alterColumn', 'post', 'code', { type: 'text' }]],
});
