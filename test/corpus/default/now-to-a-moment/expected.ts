import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'item', 'value', { default: "'2020-01-01 00:00:00+00'" }]],
  back: [['alterColumn', 'item', 'value', { default: 'now()' }]],
});
