import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['createEnum', 'task_level_enum', ['low', 'high']],
      ['addColumn', 'task', 'level', { type: 'public.task_level_enum', nullable: false, default: "'low'" }],
      ['comment', { table: 'task', column: 'level' }, "it's new"],
    ],
    rows: { 'SELECT level FROM task': ['low'] },
  },
  back: [
    ['dropColumn', 'task', 'level'],
    ['dropEnum', 'task_level_enum'],
  ],
});
