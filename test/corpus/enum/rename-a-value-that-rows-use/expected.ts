import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['renameEnumValue', 'task_state_enum', 'b', 'beta']],
    asks: [
      [
        '--map-enum enum:public.task_state_enum.b=beta',
        '--map-enum enum:public.task_state_enum.b=a',
        '--drop enum:public.task_state_enum.b',
      ],
    ],
    answers: ['--map-enum enum:public.task_state_enum.b=beta'],
    changes: ['task.state'],
    rows: { 'SELECT state FROM task ORDER BY id': ['beta', 'a'] },
  },
  back: {
    operations: [['renameEnumValue', 'task_state_enum', 'beta', 'b']],
    asks: [
      [
        '--map-enum enum:public.task_state_enum.beta=b',
        '--map-enum enum:public.task_state_enum.beta=a',
        '--drop enum:public.task_state_enum.beta',
      ],
    ],
    answers: ['--map-enum task_state_enum.beta=b'],
    changes: ['task.state'],
  },
});
