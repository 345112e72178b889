import { expected } from '../../scenario';

export default expected({
  upgrade: [['addEnumValue', 'task_state_enum', 'c']],
  back: false,
});
