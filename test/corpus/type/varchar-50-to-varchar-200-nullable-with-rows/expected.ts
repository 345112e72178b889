import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'title', { type: 'varchar(200)' }]],
  back: [['alterColumn', 'post', 'title', { type: 'varchar(50)' }]],
});
