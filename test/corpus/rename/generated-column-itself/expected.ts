import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['setTypeormMetadata', { table: 'one', column: 'loud' }, null],
      ['renameColumn', 'one', 'loud', 'shout'],
      ['renameIndex', 'IDX_*', 'IDX_*', { table: 'one' }],
      ['setTypeormMetadata', { table: 'one', column: 'shout' }, 'upper(a)'],
    ],
    asks: [['--rename column:public.one.loud=shout', '--drop column:public.one.loud']],
    answers: ['--rename one.loud=shout'],
  },
  back: false,
});
