import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameColumn', 'author', 'id', 'key'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'author' }],
      ['renameSequence', 'author_id_seq', 'author_key_seq'],
    ],
    asks: [['--rename column:public.author.id=key', '--drop column:public.author.id']],
    answers: ['--rename author.id=key'],
  },
  back: false,
});
