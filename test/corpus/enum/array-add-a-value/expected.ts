import { expected } from '../../scenario';

export default expected({
  upgrade: [['addEnumValue', 'task_states_enum', 'c']],
  back: {
    operations: [
      ['renameEnum', 'task_states_enum', '*'],
      ['createEnum', 'task_states_enum', ['a', 'b']],
      ['alterColumn', 'task', 'states', { type: 'public.task_states_enum[]', using: '*', default: '*' }],
      ['dropEnum', '*'],
    ],
    asks: [
      [
        '--map-enum enum:public.task_states_enum.c=a',
        '--map-enum enum:public.task_states_enum.c=b',
        '--drop enum:public.task_states_enum.c',
      ],
    ],
    answers: ['--drop task_states_enum.c'],
  },
});
