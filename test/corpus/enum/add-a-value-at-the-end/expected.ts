import { expected } from '../../scenario';

export default expected({
  upgrade: [['addEnumValue', 'task_state_enum', 'c']],
  back: {
    operations: [
      ['renameEnum', 'task_state_enum', '*'],
      ['createEnum', 'task_state_enum', ['a', 'b']],
      ['alterColumn', 'task', 'state', { type: 'public.task_state_enum', using: '*' }],
      ['dropEnum', '*'],
    ],
    asks: [
      [
        '--map-enum enum:public.task_state_enum.c=a',
        '--map-enum enum:public.task_state_enum.c=b',
        '--drop enum:public.task_state_enum.c',
      ],
    ],
    answers: ['--drop enum:public.task_state_enum.c'],
  },
});
