import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'post', 'n', { default: "'2'" }]],
  back: [['alterColumn', 'post', 'n', { default: "'1'" }]],
  filters: { include: [{ schema: 'app' }] },
  unmanaged: ['table:app.stranger'],
  differs: ['stranger', 'foreign_thing'],
});
