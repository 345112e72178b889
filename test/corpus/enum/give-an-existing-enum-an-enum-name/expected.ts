import { expected } from '../../scenario';

export default expected({
  upgrade: [['renameEnum', 'task_state_enum', 'task_state']],
  back: [['renameEnum', 'task_state', 'task_state_enum']],
});
