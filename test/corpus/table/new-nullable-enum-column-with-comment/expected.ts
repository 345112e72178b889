import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createEnum', 'post_state_enum', ['a', 'b']],
    ['addColumn', 'post', 'state', { type: 'public.post_state_enum', nullable: true }],
    ['comment', { table: 'post', column: 'state' }, 'how'],
  ],
  back: [
    ['dropColumn', 'post', 'state'],
    ['dropEnum', 'post_state_enum'],
  ],
});
