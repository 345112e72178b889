import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'title', { type: 'varchar(200)', default: "'x'" }]],
  back: [['alterColumn', 'post', 'title', { type: 'varchar(50)', default: "'x'" }]],
});
