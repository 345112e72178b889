import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'one', 'x', { type: 'timestamptz', using: '"x"::timestamp with time zone', default: 'now()' }],
  ],
  back: [['alterColumn', 'one', 'x', { type: 'varchar', default: "''" }]],
});
