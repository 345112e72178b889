import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'tags', { type: 'varchar(20)[]', default: "'{}'" }]],
  back: [['alterColumn', 'item', 'tags', { type: 'varchar(10)[]', default: "'{}'" }]],
});
