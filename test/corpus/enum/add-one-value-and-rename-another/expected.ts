import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnumValue', 'task_state_enum', 'doing', 'in progress'],
      ['addEnumValue', 'task_state_enum', 'gone'],
    ],
    asks: [
      [
        '--map-enum \'enum:public.task_state_enum.doing="in progress"\'',
        '--map-enum enum:public.task_state_enum.doing=gone',
        '--map-enum enum:public.task_state_enum.doing=todo',
        '--map-enum enum:public.task_state_enum.doing=done',
        '--drop enum:public.task_state_enum.doing',
      ],
    ],
    answers: ['--map-enum task_state_enum.doing=in progress'],
    changes: ['task.state'],
  },
  back: false,
});
