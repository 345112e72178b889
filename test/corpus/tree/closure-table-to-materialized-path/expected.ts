import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'topic', 'mpath', { type: 'varchar', nullable: true, default: "''" }],
      ['dropTable', 'topic_closure'],
    ],
    asks: [['--drop table:public.topic_closure', '--keep table:public.topic_closure']],
    answers: ['--drop topic_closure'],
  },
});
