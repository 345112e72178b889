import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'task_state_enum', 'task_status_enum'],
      ['renameColumn', 'task', 'state', 'status'],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'task' }],
      ['renameEnumValue', 'task_status_enum', 'todo', 'open'],
      ['alterColumn', 'task', 'status', { default: "'done'" }],
    ],
    asks: [['--rename column:public.task.state=status', '--drop column:public.task.state']],
    answers: ['--rename task.state=status', '--map-enum task_status_enum.todo=open'],
    rows: { 'SELECT status FROM task': ['open'] },
    changes: ['task.status'],
  },
  back: false,
});
