import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'host', 'net', { type: 'cidr' }]],
  back: [['alterColumn', 'host', 'net', { type: 'inet' }]],
});
