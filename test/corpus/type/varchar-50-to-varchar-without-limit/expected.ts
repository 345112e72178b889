import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'title', { type: 'varchar' }]],
  back: [['alterColumn', 'post', 'title', { type: 'varchar(50)' }]],
});
