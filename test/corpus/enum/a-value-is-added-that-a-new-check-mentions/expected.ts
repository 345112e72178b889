import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renameEnum', 'task_state_enum', '*'],
    ['createEnum', 'task_state_enum', ['a', 'b', 'c']],
    ['alterColumn', 'task', 'state', { type: 'public.task_state_enum', using: '*' }],
    ['dropEnum', '*'],
    ['createCheck', 'CHK_state'],
  ],
  back: false,
});
