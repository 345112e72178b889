import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'b', { type: 'varchar(20)' }]],
  back: [['alterColumn', 'item', 'b', { type: 'varchar(10)' }]],
});
