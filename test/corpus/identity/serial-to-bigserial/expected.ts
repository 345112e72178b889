import { expected } from '../../scenario';

export default expected({
  upgrade: [
    ['alterColumn', 'item', 'id', { type: 'bigint' }],
    ['alterSequence', 'item_id_seq', { type: 'bigint', max: '9223372036854775807' }],
  ],
  back: [
    ['alterColumn', 'item', 'id', { type: 'integer' }],
    ['alterSequence', 'item_id_seq', { type: 'integer', max: '2147483647' }],
  ],
});
