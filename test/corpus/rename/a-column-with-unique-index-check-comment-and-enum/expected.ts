import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'task_state_enum', 'task_status_enum'],
      ['renameColumn', 'task', 'state', 'status'],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'task' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'task' }],
    ],
    asks: [['--rename column:public.task.state=status', '--drop column:public.task.state']],
    answers: ['--rename task.state=status'],
  },
  back: {
    operations: [
      ['renameEnum', 'task_status_enum', 'task_state_enum'],
      ['renameColumn', 'task', 'status', 'state'],
      ['renameUnique', 'UQ_*', 'UQ_*', { table: 'task' }],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'task' }],
    ],
    asks: [['--rename column:public.task.status=state', '--drop column:public.task.status']],
    answers: ['--rename task.status=state'],
  },
});
