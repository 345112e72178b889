import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'task_state_enum', '*'],
      ['createEnum', 'task_state_enum', ['a', 'b']],
      ['alterColumn', 'task', 'state', { type: 'public.task_state_enum', using: '*', default: "'a'" }],
      ['dropEnum', '*'],
    ],
    asks: [
      [
        '--map-enum enum:public.task_state_enum.c=a',
        '--map-enum enum:public.task_state_enum.c=b',
        '--drop enum:public.task_state_enum.c',
      ],
    ],
    answers: ['--drop task_state_enum.c'],
  },
  back: [['addEnumValue', 'task_state_enum', 'c']],
});
