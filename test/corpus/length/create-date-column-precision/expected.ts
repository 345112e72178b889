import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'made', { type: 'timestamptz(3)', default: 'now()' }]],
  back: [['alterColumn', 'item', 'made', { type: 'timestamp(6)', default: 'now()' }]],
});
