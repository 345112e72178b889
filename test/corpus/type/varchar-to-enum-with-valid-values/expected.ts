import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'post_state_enum', ['draft', 'live']],
    ['alterColumn', 'post', 'state', { type: 'public.post_state_enum', using: '*' }],
  ],
  back: [
    ['alterColumn', 'post', 'state', { type: 'varchar' }],
    ['dropEnum', 'post_state_enum'],
  ],
});
