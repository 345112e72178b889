import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['dropForeignKey', 'FK_*', { table: 'pet' }],
      ['dropColumn', 'pet', 'ownerId'],
      ['dropTable', 'owner'],
    ],
    asks: [['--drop table:public.owner', '--keep table:public.owner']],
    answers: ['--drop owner'],
  },
  back: [
    ['createTable', 'owner'],
    ['addColumn', 'pet', 'ownerId', { type: 'integer', nullable: true }],
    [
      'createForeignKey',
      'FK_*',
      { table: 'pet', columns: ['ownerId'], references: { table: 'owner', columns: ['id'] } },
    ],
  ],
});
