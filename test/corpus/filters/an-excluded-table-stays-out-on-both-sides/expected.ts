import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'n', { type: 'bigint' }]],
  back: [['alterColumn', 'post', 'n', { type: 'integer' }]],
  filters: { exclude: [{ table: 'legacy' }] },
  differs: ['legacy'],
});
