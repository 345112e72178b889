import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'post', 'state', { type: 'varchar', default: "'draft'" }],
    ['dropEnum', 'post_state_enum'],
  ],
  back: [
    ['createEnum', 'post_state_enum', ['draft', 'live']],
    ['alterColumn', 'post', 'state', { type: 'public.post_state_enum', using: '*', default: "'draft'" }],
  ],
});
