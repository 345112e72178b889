import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { type: 'text', collation: 'C' }]],
  back: [['alterColumn', 'item', 'value', { type: 'varchar(10)', collation: 'POSIX' }]],
});
