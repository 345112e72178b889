import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [
      ['renameEnum', 'cat_kind_enum', 'feline_kind_enum'],
      ['renameTable', 'cat', 'feline'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'feline' }],
      ['renameSequence', 'cat_id_seq', 'feline_id_seq'],
    ],
    asks: [['--rename table:app.cat=feline', '--drop table:app.cat', '--keep table:app.cat']],
    answers: ['--rename cat=feline'],
  },
  back: {
    operations: [
      ['renameEnum', 'feline_kind_enum', 'cat_kind_enum'],
      ['renameTable', 'feline', 'cat'],
      ['renamePrimaryKey', 'PK_*', 'PK_*', { table: 'cat' }],
      ['renameSequence', 'feline_id_seq', 'cat_id_seq'],
    ],
    asks: [['--rename table:app.feline=cat', '--drop table:app.feline', '--keep table:app.feline']],
    answers: ['--rename app.feline=cat'],
  },
});
