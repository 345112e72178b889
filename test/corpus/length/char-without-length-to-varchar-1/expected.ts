import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'code', { type: 'varchar(1)' }]],
  back: [['alterColumn', 'item', 'code', { type: 'char(1)' }]],
});
