import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['dropView', 'open_task'],
    ['renameEnum', 'task_state_enum', 'task_state_enum__old'],
    ['createEnum', 'task_state_enum', ['b', 'a']],
    ['dropIndex', 'IX_open', { table: 'task' }],
    ['dropCheck', 'CHK_state', { table: 'task' }],
    [
      'alterColumn',
      'task',
      'state',
      { type: 'public.task_state_enum', using: '"state"::text::"public"."task_state_enum"', default: "'a'" },
    ],
    ['dropEnum', 'task_state_enum__old'],
    ['createCheck', 'CHK_state', { table: 'task', expression: `"state" <> 'b' OR "id" > 0` }],
    ['createView', 'open_task', { as: "SELECT id FROM task WHERE state = 'a'" }],
    ['createIndex', 'IX_open', { table: 'task', columns: ['id'], where: `"state" = 'a'` }],
  ],
});
