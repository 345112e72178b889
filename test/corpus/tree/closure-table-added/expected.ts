import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'topic_closure'],
    ['addColumn', 'topic', 'parentId', { type: 'integer', nullable: true }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'topic', columns: ['parentId'], references: { table: 'topic', columns: ['id'] } },
    ],
    ['createIndex', 'IDX_*', { table: 'topic_closure', columns: ['id_ancestor'] }],
    ['createIndex', 'IDX_*', { table: 'topic_closure', columns: ['id_descendant'] }],
  ],
  back: {
    operations: [
      ['dropForeignKey', 'FK_*', { table: 'topic' }],
      ['dropColumn', 'topic', 'parentId'],
      ['dropTable', 'topic_closure'],
    ],
    asks: [['--drop table:public.topic_closure', '--keep table:public.topic_closure']],
    answers: ['--drop topic_closure'],
  },
});
