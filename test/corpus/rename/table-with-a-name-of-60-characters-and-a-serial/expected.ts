import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      [
        'renameEnum',
        'tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt_st',
        'uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu_st',
      ],
      [
        'renameTable',
        'tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt',
        'uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu',
      ],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu' }],
      [
        'renameSequence',
        'tttttttttttttttttttttttttttttttttttttttttttttttt_identifier_seq',
        'uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu_identifier_seq',
      ],
    ],
    asks: [
      [
        '--rename table:public.tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt=uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu',
        '--drop table:public.tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt',
        '--keep table:public.tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt',
      ],
    ],
    answers: [
      '--rename tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt=uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu',
    ],
  },
  back: false,
});
