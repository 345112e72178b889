import { expected } from '../../scenario';

export default expected({
  upgrade: [['addEnumValue', 'task_level_enum', '9']],
  back: false,
});
