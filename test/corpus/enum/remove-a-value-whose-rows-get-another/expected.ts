import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'task_state_enum', '*'],
      ['createEnum', 'task_state_enum', ['a', 'b']],
      ['alterColumn', 'task', 'state', { type: 'public.task_state_enum', map: { c: 'b' } }],
      ['dropEnum', '*'],
    ],
    asks: [
      [
        '--map-enum enum:public.task_state_enum.c=a',
        '--map-enum enum:public.task_state_enum.c=b',
        '--drop enum:public.task_state_enum.c',
      ],
    ],
    answers: ['--map-enum task_state_enum.c=b'],
    changes: ['task.state'],
    rows: { 'SELECT state FROM task ORDER BY id': ['b', 'a'] },
  },
  back: [['addEnumValue', 'task_state_enum', 'c']],
});
