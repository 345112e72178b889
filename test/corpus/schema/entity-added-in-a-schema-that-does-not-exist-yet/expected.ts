import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['createSchema', 'app'],
    ['createEnum', 'vote_way_enum', ['up', 'down'], { schema: 'app' }],
    ['createTable', 'vote', { schema: 'app' }],
  ],
  back: {
    operations: [
      ['dropTable', 'vote'],
      ['dropEnum', 'vote_way_enum'],
    ],
    asks: [['--drop table:app.vote', '--keep table:app.vote']],
    answers: ['--drop table:app.vote'],
  },
});
