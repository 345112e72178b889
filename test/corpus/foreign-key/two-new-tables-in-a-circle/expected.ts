import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createTable', 'player'],
    ['createTable', 'team'],
    [
      'createForeignKey',
      'FK_*',
      { table: 'player', columns: ['teamId'], references: { table: 'team', columns: ['id'] } },
    ],
    [
      'createForeignKey',
      'FK_*',
      { table: 'team', columns: ['captainId'], references: { table: 'player', columns: ['id'] } },
    ],
  ],
  back: {
    operations: [
      ['dropForeignKey', 'FK_*', { table: 'player' }],
      ['dropForeignKey', 'FK_*', { table: 'team' }],
      ['dropTable', 'player'],
      ['dropTable', 'team'],
    ],
    asks: [
      ['--drop table:public.player', '--keep table:public.player'],
      ['--drop table:public.team', '--keep table:public.team'],
    ],
    answers: ['--drop table:public.player', '--drop table:public.team'],
  },
});
