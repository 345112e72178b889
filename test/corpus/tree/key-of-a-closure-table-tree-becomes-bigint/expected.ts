import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterTable', 'topic', { columns: { id: { type: 'bigint' }, parentId: { type: 'bigint' } } }],
    [
      'alterTable',
      'topic_closure',
      { columns: { id_ancestor: { type: 'bigint' }, id_descendant: { type: 'bigint' } } },
    ],
    ['alterSequence', 'topic_id_seq', { type: 'bigint', max: '9223372036854775807' }],
  ],
});
