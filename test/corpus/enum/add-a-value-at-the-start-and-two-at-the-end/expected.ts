import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addEnumValue', 'task_state_enum', 'z', { before: 'a' }],
    ['addEnumValue', 'task_state_enum', 'y'],
    ['addEnumValue', 'task_state_enum', 'x'],
  ],
  back: false,
});
