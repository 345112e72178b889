import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'vote', { foreignKeys: [{ columns: ['postId'], onDelete: 'CASCADE' }] }],
    ['createIndex', 'IDX_*', { table: 'vote', columns: ['way'] }],
  ],
  back: {
    operations: [['dropTable', 'vote']],
    asks: [['--drop table:public.vote', '--keep table:public.vote']],
    answers: ['--drop vote'],
  },
});
