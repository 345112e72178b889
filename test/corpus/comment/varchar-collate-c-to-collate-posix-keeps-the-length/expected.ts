import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { type: 'varchar(20)', collation: 'POSIX' }]],
  back: [['alterColumn', 'item', 'value', { type: 'varchar(20)', collation: 'C' }]],
});
