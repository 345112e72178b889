import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['addColumn', 'tag', 'postId', { type: 'integer', nullable: true }],
      [
        'createForeignKey',
        'FK_*',
        { table: 'tag', columns: ['postId'], references: { table: 'post', columns: ['id'] }, onDelete: 'SET NULL' },
      ],
      ['dropTable', 'post_tags_tag'],
    ],
    asks: [['--drop table:public.post_tags_tag', '--keep table:public.post_tags_tag']],
    answers: ['--drop post_tags_tag'],
  },
  back: false,
});
