import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'task', 'state', { type: 'public.task_state_enum[]', using: '*' }]],
    asks: [
      [
        '--using \'column:public.task.state=CASE WHEN "state" IS NOT NULL THEN ARRAY["state"]::"public"."task_state_enum"[] END\'',
        '--drop column:public.task.state',
      ],
    ],
    answers: [
      '--using \'column:public.task.state=CASE WHEN "state" IS NOT NULL THEN ARRAY["state"]::"public"."task_state_enum"[] END\'',
    ],
    changes: ['task.state'],
    rows: { 'SELECT state::text FROM task ORDER BY id': ['{a}', null] },
  },
  back: false,
});
