import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['addEnumValue', 'task_state_enum', "it's"],
    ['addEnumValue', 'task_state_enum', 'a,b'],
    ['addEnumValue', 'task_state_enum', '日本'],
    ['addEnumValue', 'task_state_enum', '"q"'],
    ['addEnumValue', 'task_state_enum', 'a b'],
  ],
  back: false,
});
