import { expected } from '../../scenario';

export default expected({
  upgrade: [['alterColumn', 'one', 'x', { type: 'text' }]],
  back: [['alterColumn', 'one', 'x', { type: 'bytea', using: '"x"::bytea' }]],
});
