import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['renameEnum', 'task_state_enum', '*'],
    ['createEnum', 'task_state_enum', ['b', 'a']],
    ['alterColumn', 'task', 'state', { type: 'public.task_state_enum', using: '*', default: "'a'" }],
    ['dropEnum', '*'],
  ],
  back: [
    ['renameEnum', 'task_state_enum', '*'],
    ['createEnum', 'task_state_enum', ['a', 'b']],
    ['alterColumn', 'task', 'state', { type: 'public.task_state_enum', using: '*', default: "'a'" }],
    ['dropEnum', '*'],
  ],
});
